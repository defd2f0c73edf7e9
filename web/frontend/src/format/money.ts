import { locale } from './counted.ts'

/** `€1,234.50`, of decimal text; what is finer than the currency's coins is written out. Null: nobody said. */
export function moneyWords(amount: string | null, currency: string): string {
  if (amount === null) return '–'
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency, maximumFractionDigits: 6 })
  // Formatted as the text it is, so that no digit is lost.
  return format.format(amount as `${number}`)
}

/** A sum of costs: one of nothing says that no cost is known, and not that goods are free. */
export function worthWords(amount: string | null, currency: string): string {
  return isWorth(amount) ? moneyWords(amount, currency) : '–'
}

/** Whether an amount is more than nothing. */
export function isWorth(amount: string | null): boolean {
  return amount !== null && /[1-9]/.test(amount)
}

/** What a merchant typed, as decimal text; null where it is no amount. `1,234.5`, `1.234,50`, and `12,5` are amounts. */
export function readMoney(typed: string): string | null {
  const text = typed.replaceAll(/[\s'’\u00a0]/g, '')
  const sign = decimalSign(text)
  const [whole = '', decimals = '', ...rest] = sign === null ? [text] : text.split(sign)
  const groups = whole.split(/[.,]/)
  const isGrouped = groups.every((group, n) => /^[0-9]+$/.test(group) && (n === 0 || group.length === 3))
  if (rest.length > 0 || !isGrouped || !/^[0-9]{0,6}$/.test(decimals) || text.endsWith(sign ?? ' ')) return null
  const digits = groups.join('').replace(/^0+(?=[0-9])/, '')
  if (digits.length > 14) return null
  return decimals === '' ? digits : `${digits}.${decimals}`
}

/** An amount as it stands in a field: with the merchant's own decimal sign, two decimals or none, and without groups. */
export function typedMoney(amount: string): string {
  return amount.replace(/\.([0-9])$/, '.$10').replace('.', localSign())
}

/** Of two signs the last; of one the merchant's own, and the other where it cannot be a group's. */
function decimalSign(text: string): '.' | ',' | null {
  const [point, comma] = [text.lastIndexOf('.'), text.lastIndexOf(',')]
  if (point === -1 && comma === -1) return null
  if (point !== -1 && comma !== -1) return point > comma ? '.' : ','
  const sign = point === -1 ? ',' : '.'
  const canGroup = /^[0-9]{1,3}([.,][0-9]{3})+$/.test(text)
  return canGroup && sign !== localSign() ? null : sign
}

function localSign(): '.' | ',' {
  const parts = new Intl.NumberFormat(locale()).formatToParts(1.5)
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.'
}
