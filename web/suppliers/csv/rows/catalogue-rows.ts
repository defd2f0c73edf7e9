import type { EntryFields } from '../../store/catalogue-entries.ts'
import { entryKey } from '../../store/csv-lookups.ts'
import { answerOf, rankOf, textOf, unitsInCell } from '../cells/cell-values.ts'
import { daysOf } from '../cells/day-cells.ts'
import type { NumberStyle } from '../cells/written-number.ts'
import type { Lookups } from './lookups.ts'
import { costOf } from './row-cost.ts'
import { itemFinder } from './row-items.ts'
import { addsTo, type MeaningsOf, type RowMeaning } from './row-meaning.ts'
import { type RowReader, refuseEmptied } from './row-reader.ts'
import { type RowSupplier, supplierFinder } from './row-supplier.ts'

/** What is not said is null, and stays as it is. */
type SaidFields = { readonly [Field in keyof EntryFields]: EntryFields[Field] | null }
type SaidEntry = { readonly supplier: RowSupplier; readonly itemId: string; readonly fields: SaidFields }

type Given = {
  readonly style: NumberStyle
  readonly supplierId: string | null
  readonly newSuppliersIn: string | null
}

/** Rows that say what a supplier sells. */
export async function catalogueRows(lookups: Lookups, given: Given): Promise<MeaningsOf> {
  const itemsOfRows = itemFinder(lookups)
  const supplierOf = await supplierFinder(lookups, given)
  /** Which line a supplier's item is in; of several with no problem the first. */
  const claims = new Map<string, number>()

  function meaningOf(row: RowReader, said: SaidEntry, known: ReadonlyMap<string, EntryFields>): RowMeaning {
    const { supplier, itemId, fields } = said
    const key = entryKey(supplier.supplierId ?? `new ${supplier.supplierName}`, itemId)
    const twin = claims.get(key)
    if (twin !== undefined) row.blame(null, `is in line ${twin} already: the same item of the same supplier`)
    else if (row.isWhole()) claims.set(key, row.line)
    const before = known.get(key)
    const { supplierId, supplierName } = supplier
    const says = { supplierId, supplierName, itemId, ...fields }
    if (before === undefined) return { outcome: 'create', says }
    return { outcome: addsTo(before, fields) ? 'update' : 'same', says }
  }

  return async (rows) => {
    const items = await itemsOfRows(rows)
    const said = rows.map((row): SaidEntry | null => {
      const supplier = supplierOf(row)
      const fields = readFields(row, given.style, supplier?.paidIn ?? null)
      refuseEmptied(row, fields)
      const itemId = items.get(row)
      return supplier && itemId !== undefined ? { supplier, itemId, fields } : null
    })
    const known = await lookups.entries(
      said.flatMap((one) => (one?.supplier.supplierId ? [{ ...one.supplier, itemId: one.itemId }] : [])),
    )
    return rows.map((row, at) => {
      const one = said[at] ?? null
      return one === null ? { outcome: 'create', says: {} } : meaningOf(row, one, known)
    })
  }
}

function readFields(row: RowReader, style: NumberStyle, paidIn: string | null): SaidFields {
  return {
    supplierSku: row.read('supplierSku', textOf(255)),
    cost: costOf(row, style, paidIn),
    minimumQuantity: row.read('minimumQuantity', (cell) => unitsInCell(cell, style)),
    packSize: row.read('packSize', (cell) => unitsInCell(cell, style)),
    leadTimeDays: row.read('leadTimeDays', (cell) => daysOf(cell, style)),
    rank: row.read('rank', (cell) => rankOf(cell, style)),
    discontinued: row.read('discontinued', answerOf),
  }
}
