import { quotient, rounded } from '../../../platform/values/money.ts'
import { currenciesOf } from './currency-marks.ts'
import { piecesIn, priceUnitIn } from './price-units.ts'
import { isNotation, type Meaning, type NumberStyle, notation, numberIn, takeApart } from './written-number.ts'

export type CellAmount = {
  readonly amount: string
  /** As it stands beside the amount, and what it may mean; null: nothing does. */
  readonly money: { readonly mark: string; readonly currencies: ReadonlySet<string> } | null
}

/** Digits before and after the point. */
const [mostWhole, mostDecimals] = [14, 6]

/** `€ 1.234,50`, `1'234.50`, `12,-`, `Rs. 99` and `4,50 EUR/100 Stk` are amounts of one piece in some money. */
export function amountOf(cell: string, style: NumberStyle): Meaning<CellAmount> {
  const parts = takeApart(cell)
  if (parts === null) return { wrong: 'is not an amount' }
  if (isNotation(cell)) return { wrong: notation }
  // 12,- and 12.– have no cents.
  const after = parts.after.replace(/^\s*[.,:](?:\s*[-–—=]+|$)/, '')
  const unit = priceUnitIn(after)
  const pieces = unit === null ? 1 : piecesIn(unit.unit)
  if (pieces === null) return { wrong: perUnit(unit?.unit ?? '') }
  const money = moneyOf([parts.before, withoutPieces(unit?.rest ?? after)])
  if (money === 'unknown') return { wrong: 'is not an amount' }
  const number = numberIn(parts.digits, style)
  if ('wrong' in number) return number.isDoubtful ? number : { wrong: 'is not an amount' }
  const amount = pieces === 1 ? number.value : quotient(number.value, pieces, mostDecimals)
  const [whole = '', decimals = ''] = amount.split('.')
  if (whole.length > mostWhole || decimals.replace(/0+$/, '').length > mostDecimals)
    return { wrong: 'has more digits than an amount has' }
  return { value: { amount: rounded(amount, mostDecimals), money } }
}

export function perUnit(unit: string): string {
  return `is a price per ${unit}: Backline keeps the price of one`
}

/** `12.50 each` */
function withoutPieces(text: string): string {
  const word = text.trim()
  return word !== '' && piecesIn(word) === 1 ? '' : text
}

function moneyOf(texts: readonly string[]): CellAmount['money'] | 'unknown' {
  let money: CellAmount['money'] = null
  for (const mark of texts.map((text) => text.trim()).filter((text) => text !== '')) {
    const currencies = currenciesOf(mark)
    if (currencies === null) return 'unknown'
    const both = [...currencies].filter((code) => money === null || money.currencies.has(code))
    if (both.length === 0) return 'unknown'
    money = { mark: money === null ? mark : `${money.mark} ${mark}`, currencies: new Set(both) }
  }
  return money
}
