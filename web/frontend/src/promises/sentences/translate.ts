import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { wordsByLanguage } from './languages.ts'

/** Liquid's `t`: a text by its key, in the form that `count` asks for, with its values in place. */
export function translate(
  language: TextLanguage,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  let found: unknown = wordsByLanguage[language].promise
  for (const part of key.split('.')) found = partOf(found, part)
  const form = new Intl.PluralRules(language).select(Number(values['count'] ?? 0))
  const text = typeof found === 'string' ? found : (partOf(found, form) ?? partOf(found, 'other'))
  return String(text ?? key).replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

function partOf(words: unknown, part: string): unknown {
  return typeof words === 'object' && words !== null && Object.hasOwn(words, part)
    ? Reflect.get(words, part)
    : undefined
}
