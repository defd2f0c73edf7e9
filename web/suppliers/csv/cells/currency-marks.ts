// Signs, codes and words of money, as people write them beside an amount.

/** The eleven languages of the storefront. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'da', 'sv', 'ja']

/** What people write and no table of currencies has. */
const further: Record<string, readonly string[]> = {
  EUR: ['euros'],
  INR: ['rs', 're', 'inr.'],
  PKR: ['rs'],
  LKR: ['rs'],
  NPR: ['rs'],
  MUR: ['rs'],
  CHF: ['fr', 'sfr', 'fr.'],
  PLN: ['zl'],
  CZK: ['kc'],
  TRY: ['tl', 'ytl'],
  RUB: ['руб', 'р'],
  BGN: ['лв'],
  CNY: ['元', 'rmb'],
  JPY: ['円'],
  ZAR: ['r'],
  GBP: ['gbp£', '£stg'],
  USD: ['us dollars', 'dollars', '$us', 'us$', 'us $'],
  CAD: ['c$', 'can$'],
  SGD: ['s$'],
}

export const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const marks = collectMarks()

function collectMarks(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const add = (written: string, code: string) => {
    const mark = plainMark(written)
    found.set(mark, (found.get(mark) ?? new Set()).add(code))
  }
  const tables = languages.map((language) => new Intl.DisplayNames([language], { type: 'currency' }))
  for (const code of currencyCodes) {
    add(code, code)
    for (const currencyDisplay of ['symbol', 'narrowSymbol'] as const) {
      const format = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay })
      add(format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? code, code)
    }
    for (const names of tables) add(names.of(code) ?? code, code)
    for (const written of further[code] ?? []) add(written, code)
  }
  return found
}

function plainMark(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.]+/g, ' ')
    .trim()
}

/** The currencies that a sign, code or word may mean, `$` many of them; null for what is none. */
export function currenciesOf(mark: string): ReadonlySet<string> | null {
  return marks.get(plainMark(mark)) ?? null
}

/** The code or sign that a header has beside its words: `Cost (EUR)`, `EK €`. */
export function currencyInHeader(header: string): { readonly mark: string; readonly rest: string } | null {
  const found = /\p{Sc}|(?<![\p{L}])[A-Z]{3}(?![\p{L}])/u.exec(header)
  const isOne = found !== null && currenciesOf(found[0]) !== null
  return isOne ? { mark: found[0], rest: header.replace(found[0], ' ') } : null
}
