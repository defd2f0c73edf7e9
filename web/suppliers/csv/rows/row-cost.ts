import { quotient } from '../../../platform/values/money.ts'
import { amountOf, type CellAmount, perUnit } from '../cells/amount-cells.ts'
import { currenciesOf } from '../cells/currency-marks.ts'
import { piecesIn } from '../cells/price-units.ts'
import type { Meaning, NumberStyle } from '../cells/written-number.ts'
import type { CsvField } from '../header-words.ts'
import type { RowReader } from './row-reader.ts'

const mostDecimals = 6

/**
 * What one piece costs, in the money that the supplier is paid in. Other money beside the amount or in the header keeps the
 * row out, as a column of currencies does: it would be taken for so much of the wrong one.
 */
export function costOf(row: RowReader, style: NumberStyle, paidIn: string | null): string | null {
  const said = moneyIn(row, 'cost', style, paidIn)
  const pieces = row.read('priceUnit', piecesOf) ?? 1
  const all = pieces * (row.column('cost')?.pieces ?? 1)
  if (
    said === null ||
    row.problems.some(({ header, leaves }) => leaves === 'cell' && header === row.column('priceUnit')?.header)
  )
    return null
  return all === 1 ? said : quotient(said, all, mostDecimals)
}

/** An amount that is in no other money than this. */
export function moneyIn(row: RowReader, field: CsvField, style: NumberStyle, paidIn: string | null): string | null {
  const cell = row.read(field, (text) => amountOf(text, style))
  if (cell === null) return null
  const mark = row.column(field)?.money
  const inHeader: CellAmount['money'] =
    mark === undefined ? null : { mark, currencies: currenciesOf(mark) ?? new Set() }
  for (const money of [cell.money, inHeader]) {
    if (money === null || paidIn === null || money.currencies.has(paidIn)) continue
    row.blame(field, `is in ${money.mark}, and the supplier is paid in ${paidIn}`)
    return null
  }
  return cell.amount
}

function piecesOf(cell: string): Meaning<number> {
  const pieces = piecesIn(cell)
  return pieces === null ? { wrong: perUnit(cell) } : { value: pieces }
}
