import type { KnownSupplier } from '../../db/suppliers/csv-lookups.ts'
import type { SupplierFields } from '../../db/suppliers/suppliers.ts'
import {
  amountOf,
  currencyOf,
  type DecimalSign,
  daysOf,
  emailOf,
  idOf,
  languageOf,
  nameOf,
  textOf,
  weekdaysOf,
} from './cell-values.ts'
import type { Lookups } from './lookups.ts'
import { addsTo, type MeaningsOf, type RowMeaning } from './row-meaning.ts'
import type { RowReader } from './row-reader.ts'

/** What a row says of a supplier: null where it says nothing. No id: it is a new one. */
type SaidSupplier = { readonly supplierId: string | null } & {
  readonly [Field in keyof SupplierFields]: SupplierFields[Field] | null
}

/** Suppliers are known by their id, or else by their name. */
export async function supplierRows(
  lookups: Lookups,
  { sign, newSuppliersIn }: { readonly sign: DecimalSign; readonly newSuppliersIn: string | null },
): Promise<MeaningsOf> {
  const known = await lookups.suppliers()
  const byId = new Map(known.map((supplier) => [supplier.supplierId, supplier]))
  const byName = new Map(known.map((supplier) => [supplier.name.toLowerCase(), supplier]))
  /** Which line a supplier and its name are in; of several with no problem the first. */
  const claims = new Map<string, number>()

  function meaningOf(row: RowReader): RowMeaning {
    const said = readSupplier(row, sign)
    const supplier = knownSupplier(row, said)
    const currency = said.currency ?? newSuppliersIn
    if (!supplier && currency === null && row.problems.length === 0) {
      row.blame('currency', 'is missing: a new supplier needs a currency')
    }
    claim(row, [
      supplier && `id ${supplier.supplierId}`,
      said.name === null ? undefined : `name ${said.name.toLowerCase()}`,
    ])
    if (!supplier) return { outcome: 'create', says: { ...said, currency } }
    const changes = { ...said, supplierId: supplier.supplierId }
    return { outcome: addsTo(supplier, changes) ? 'update' : 'same', says: changes }
  }

  function claim(row: RowReader, given: readonly (string | undefined)[]): void {
    const keys = given.filter((key) => key !== undefined)
    const twin = keys.map((key) => claims.get(key)).find((line) => line !== undefined)
    if (twin !== undefined) row.blame('supplierName', `is in line ${twin} already`)
    else if (row.problems.length === 0) for (const key of keys) claims.set(key, row.line)
  }

  function knownSupplier(row: RowReader, { supplierId, name }: SaidSupplier): KnownSupplier | undefined {
    const named = name === null ? undefined : byName.get(name.toLowerCase())
    if (supplierId === null) {
      if (name === null) row.blame('supplierName', 'is missing')
      return named
    }
    const supplier = byId.get(supplierId)
    if (supplier === undefined) row.blame('supplierId', 'is no supplier of this shop')
    else if (named && named !== supplier) row.blame('supplierName', 'is the name of another supplier')
    return supplier
  }

  return async (rows) => rows.map(meaningOf)
}

function readSupplier(row: RowReader, sign: DecimalSign): SaidSupplier {
  return {
    supplierId: row.read('supplierId', idOf),
    name: row.read('supplierName', nameOf(200)),
    contact: row.read('contact', nameOf(200)),
    email: row.read('email', emailOf),
    language: row.read('language', languageOf),
    currency: row.read('currency', currencyOf),
    leadTimeDays: row.read('leadTimeDays', daysOf),
    minimumValue: row.read('minimumValue', (cell) => amountOf(cell, sign)),
    orderDays: row.read('orderDays', weekdaysOf),
    notes: row.read('notes', textOf(5_000)),
  }
}
