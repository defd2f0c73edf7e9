import { locale } from './counted.ts'

type Choice = { readonly value: string; readonly text: string }

/** Every currency, by its name: `Euro (EUR)`. */
export function currencyChoices(): readonly Choice[] {
  return named('currency', Intl.supportedValuesOf('currency'))
}

/** Languages that suppliers are written to in: those that many people do business in, and the ones given. */
export function languageChoices(...further: readonly string[]): readonly Choice[] {
  return named('language', [...new Set([...languages, ...further])])
}

/** What is written to a supplier in, unless the merchant says otherwise: the merchant's own language. */
export function ownLanguage(): string {
  const [language = 'en'] = locale().toLowerCase().split('-')
  return languages.find((each) => each === language) ?? 'en'
}

const languages = [
  ...['ar', 'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'id', 'it', 'ja', 'ko'],
  ...['lt', 'lv', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'sk', 'sl', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-CN', 'zh-TW'],
]

function named(type: 'currency' | 'language', codes: readonly string[]): readonly Choice[] {
  const names = new Intl.DisplayNames(locale(), { type, fallback: 'code' })
  const order = new Intl.Collator(locale())
  return codes
    .map((code) => {
      const name = names.of(code) ?? code
      return { value: code, text: type === 'currency' && name !== code ? `${name} (${code})` : name }
    })
    .sort((one, other) => order.compare(one.text, other.text))
}
