import { locale } from './counted.ts'

/** `€1,234.50`, of decimal text; what is finer than the currency's coins is written out. Null: nobody said. */
export function moneyWords(amount: string | null, currency: string): string {
  if (amount === null) return '–'
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency, maximumFractionDigits: 6 })
  // Formatted as the text it is, so that no digit is lost.
  return format.format(amount as `${number}`)
}

/** Whether an amount is more than nothing. */
export function isWorth(amount: string | null): boolean {
  return amount !== null && /[1-9]/.test(amount)
}
