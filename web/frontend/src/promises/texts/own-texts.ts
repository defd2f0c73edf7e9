import type { MerchantText } from '../../../../promises/contract/storefront-texts.ts'
import type { OwnTexts } from '../sentences/promise-sentence.ts'

/** The merchant's texts as the theme reads them: by key, then by language. */
export function ownTexts(texts: readonly Pick<MerchantText, 'key' | 'language' | 'words'>[]): OwnTexts {
  const byKey: Record<string, Record<string, string>> = {}
  for (const { key, language, words } of texts) byKey[key] = { ...byKey[key], [language]: words }
  return byKey
}
