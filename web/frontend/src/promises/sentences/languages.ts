// The very files that the theme app extension speaks from, so that a preview never says anything else.
import danish from '../../../../../extensions/backorder-promise/locales/da.json' with { type: 'json' }
import german from '../../../../../extensions/backorder-promise/locales/de.json' with { type: 'json' }
import english from '../../../../../extensions/backorder-promise/locales/en.default.json' with { type: 'json' }
import spanish from '../../../../../extensions/backorder-promise/locales/es.json' with { type: 'json' }
import french from '../../../../../extensions/backorder-promise/locales/fr.json' with { type: 'json' }
import italian from '../../../../../extensions/backorder-promise/locales/it.json' with { type: 'json' }
import japanese from '../../../../../extensions/backorder-promise/locales/ja.json' with { type: 'json' }
import dutch from '../../../../../extensions/backorder-promise/locales/nl.json' with { type: 'json' }
import polish from '../../../../../extensions/backorder-promise/locales/pl.json' with { type: 'json' }
import portuguese from '../../../../../extensions/backorder-promise/locales/pt-BR.json' with { type: 'json' }
import swedish from '../../../../../extensions/backorder-promise/locales/sv.json' with { type: 'json' }
import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'

/** What shoppers are told, by language. */
export const wordsByLanguage = {
  da: danish,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  ja: japanese,
  nl: dutch,
  pl: polish,
  'pt-BR': portuguese,
  sv: swedish,
} as const satisfies Record<TextLanguage, unknown>

/** In the order in which they are offered: the one that others fall back to, then by their English name. */
export const languages: readonly TextLanguage[] = ['en', 'da', 'nl', 'fr', 'de', 'it', 'ja', 'pl', 'pt-BR', 'es', 'sv']

/** The extension's language that comes nearest to `de-AT`. */
export function nearestLanguage(tag: string): TextLanguage {
  const [main = ''] = tag.split('-')
  return languages.find((language) => language === tag) ?? languages.find((each) => each.split('-')[0] === main) ?? 'en'
}
