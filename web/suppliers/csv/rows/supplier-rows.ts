import { type Addresses, addressesAfter, addressesFault, noAddresses } from '../../rules/addresses.ts'
import { nameKey } from '../../rules/code-key.ts'
import type { KnownSupplier } from '../../store/csv-lookups.ts'
import type { SupplierFields } from '../../store/suppliers.ts'
import { addressesOf, currencyOf, idInCell, languageOf, nameOf, supplierNameOf, textOf } from '../cells/cell-values.ts'
import { daysOf, weekdaysOf } from '../cells/day-cells.ts'
import type { NumberStyle } from '../cells/written-number.ts'
import type { Lookups } from './lookups.ts'
import { moneyIn } from './row-cost.ts'
import { addsTo, type MeaningsOf, type RowMeaning } from './row-meaning.ts'
import { type RowReader, refuseEmptied } from './row-reader.ts'
import { suppliersByName } from './supplier-names.ts'

/** What a row says of a supplier: null where it says nothing. No id: it is a new one. */
type SaidSupplier = { readonly supplierId: string | null } & {
  readonly [Field in keyof SupplierFields]: SupplierFields[Field] | null
}

/** Suppliers are known by their id, or else by their name. */
export async function supplierRows(
  lookups: Lookups,
  { style, newSuppliersIn }: { readonly style: NumberStyle; readonly newSuppliersIn: string | null },
): Promise<MeaningsOf> {
  const known = await lookups.suppliers()
  const byId = new Map(known.map((supplier) => [supplier.supplierId, supplier]))
  const byName = suppliersByName(known)
  /** Which line a supplier and its name are in; of several with no problem the first. */
  const claims = new Map<string, number>()

  function meaningOf(row: RowReader): RowMeaning {
    const who = {
      supplierId: row.read('supplierId', idInCell, 'row'),
      name: row.read('supplierName', supplierNameOf, 'row'),
    }
    const supplier = knownSupplier(row, who)
    const currency = currencyFor(row, supplier)
    const facts = {
      ...readAddresses(row, supplier ?? noAddresses),
      ...readFacts(row, style, currency ?? supplier?.currency ?? null),
    }
    if (supplier) refuseEmptied(row, { currency, ...facts })
    // A name that the shop has with accents built in another way stays as it is.
    const name = supplier && who.name === supplier.name.normalize('NFC') ? supplier.name : who.name
    const said: SaidSupplier = { ...who, name, currency, ...facts }
    claim(row, [supplier && `id ${supplier.supplierId}`, said.name === null ? undefined : `name ${nameKey(said.name)}`])
    if (!supplier) return { outcome: 'create', says: said }
    const changes = { ...said, supplierId: supplier.supplierId }
    return { outcome: addsTo(supplier, changes) ? 'update' : 'same', says: changes }
  }

  /** A new supplier needs one; of a known one it is left as it is where the cell cannot be read. */
  function currencyFor(row: RowReader, supplier: KnownSupplier | undefined): string | null {
    if (supplier) return row.read('currency', currencyOf)
    const currency = row.read('currency', currencyOf, 'row') ?? newSuppliersIn
    if (currency === null && row.isWhole()) row.blame('currency', 'is missing: a new supplier needs a currency')
    return currency
  }

  function claim(row: RowReader, given: readonly (string | undefined)[]): void {
    const keys = given.filter((key) => key !== undefined)
    const twin = keys.map((key) => claims.get(key)).find((line) => line !== undefined)
    if (twin !== undefined) row.blame('supplierName', `is in line ${twin} already`)
    else if (row.isWhole()) for (const key of keys) claims.set(key, row.line)
  }

  function knownSupplier(
    row: RowReader,
    { supplierId, name }: Pick<SaidSupplier, 'supplierId' | 'name'>,
  ): KnownSupplier | undefined {
    const named = name === null ? undefined : byName(name)
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

/** Copies that a cell does not name go on, but to those who get the order itself. */
function readAddresses(
  row: RowReader,
  before: Addresses,
): { readonly [Field in keyof Addresses]: Addresses[Field] | null } {
  const said = row.read('email', addressesOf)
  if (said === null) return { email: null, alsoTo: null, cc: null }
  const { cc, ...to } = said
  const after = addressesAfter(before, { ...to, ...(cc !== null && { cc }) })
  const fault = addressesFault(after)
  if (fault === null) return { ...after, cc: cc === null && after.cc.length === before.cc.length ? null : after.cc }
  row.blame('email', fault, 'cell')
  return { email: null, alsoTo: null, cc: null }
}

function readFacts(
  row: RowReader,
  style: NumberStyle,
  paidIn: string | null,
): Omit<SaidSupplier, 'supplierId' | 'name' | 'currency' | keyof Addresses> {
  return {
    contact: row.read('contact', nameOf(200)),
    language: row.read('language', languageOf),
    leadTimeDays: row.read('leadTimeDays', (cell) => daysOf(cell, style)),
    minimumValue: moneyIn(row, 'minimumValue', style, paidIn),
    orderDays: row.read('orderDays', weekdaysOf),
    notes: row.read('notes', textOf(5_000)),
  }
}
