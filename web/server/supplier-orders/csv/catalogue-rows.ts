import type { EntryFields } from '../../db/suppliers/catalogue-entries.ts'
import { entryKey } from '../../db/suppliers/csv-lookups.ts'
import { amountOf, answerOf, type DecimalSign, daysOf, rankOf, textOf, unitsOf } from './cell-values.ts'
import type { Lookups } from './lookups.ts'
import { itemsOfRows } from './row-items.ts'
import { addsTo, type MeaningsOf, type RowMeaning } from './row-meaning.ts'
import type { RowReader } from './row-reader.ts'
import { type RowSupplier, supplierFinder } from './row-supplier.ts'

/** What is not said is null, and stays as it is. */
type SaidFields = { readonly [Field in keyof EntryFields]: EntryFields[Field] | null }
type SaidEntry = { readonly supplier: RowSupplier; readonly itemId: string; readonly fields: SaidFields }

type Given = {
  readonly sign: DecimalSign
  readonly supplierId: string | null
  readonly newSuppliersIn: string | null
}

/** Rows that say what a supplier sells. */
export async function catalogueRows(lookups: Lookups, given: Given): Promise<MeaningsOf> {
  const supplierOf = await supplierFinder(lookups, given)
  /** Which line a supplier's item is in; of several with no problem the first. */
  const claims = new Map<string, number>()

  function meaningOf(row: RowReader, said: SaidEntry, known: ReadonlyMap<string, EntryFields>): RowMeaning {
    const { supplier, itemId, fields } = said
    const key = entryKey(supplier.supplierId ?? `new ${supplier.supplierName.toLowerCase()}`, itemId)
    const twin = claims.get(key)
    if (twin !== undefined) row.blame(null, `is in line ${twin} already: the same item of the same supplier`)
    else if (row.problems.length === 0) claims.set(key, row.line)
    const before = known.get(key)
    const says = { ...supplier, itemId, ...fields }
    if (before === undefined) return { outcome: 'create', says }
    return { outcome: addsTo(before, fields) ? 'update' : 'same', says }
  }

  return async (rows) => {
    const items = await itemsOfRows(lookups, rows)
    const said = rows.map((row): SaidEntry | null => {
      const supplier = supplierOf(row)
      const fields = readFields(row, given.sign)
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

function readFields(row: RowReader, sign: DecimalSign): SaidFields {
  return {
    supplierSku: row.read('supplierSku', textOf(255)),
    cost: row.read('cost', (cell) => amountOf(cell, sign)),
    minimumQuantity: row.read('minimumQuantity', unitsOf),
    packSize: row.read('packSize', unitsOf),
    leadTimeDays: row.read('leadTimeDays', daysOf),
    rank: row.read('rank', rankOf),
    discontinued: row.read('discontinued', answerOf),
  }
}
