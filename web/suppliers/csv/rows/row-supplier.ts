import { nameKey } from '../../rules/code-key.ts'
import { currencyAs, idInCell, supplierNameOf } from '../cells/cell-values.ts'
import type { Lookups } from './lookups.ts'
import type { RowReader } from './row-reader.ts'
import { suppliersByName } from './supplier-names.ts'

/** A supplier without an id is one that nobody knows yet. */
type Named =
  | { readonly supplierId: string; readonly supplierName: null }
  | { readonly supplierId: null; readonly supplierName: string }

/** `paidIn`: null where nobody knows. */
export type RowSupplier = Named & { readonly paidIn: string | null }

type Given = {
  /** Whose the rows are that name no supplier. */
  readonly supplierId: string | null
  readonly newSuppliersIn: string | null
}

/**
 * Finds the supplier that a row is of: by its id, else by its name, else the one whose file it is. A row in another
 * currency than its supplier's is a problem: its cost would be taken for so much of the wrong money.
 */
export async function supplierFinder(lookups: Lookups, given: Given): Promise<(row: RowReader) => RowSupplier | null> {
  const known = await lookups.suppliers()
  const byId = new Map(known.map((supplier) => [supplier.supplierId, supplier]))
  const byName = suppliersByName(known)
  /** New ones, as their names are written first. */
  const spellings = new Map<string, string>()

  function found(row: RowReader): Named | null {
    const supplierId = row.read('supplierId', idInCell, 'row')
    if (supplierId !== null && !byId.has(supplierId)) row.blame('supplierId', 'is no supplier of this shop')
    if (supplierId !== null) return { supplierId, supplierName: null }
    const name = row.read('supplierName', supplierNameOf, 'row')
    if (name !== null) return named(row, name)
    if (given.supplierId !== null) return { supplierId: given.supplierId, supplierName: null }
    if (row.isWhole()) row.blame('supplierName', 'is missing')
    return null
  }

  function named(row: RowReader, name: string): Named {
    const supplier = byName(name)
    if (supplier) return { supplierId: supplier.supplierId, supplierName: null }
    if (given.newSuppliersIn === null) row.blame('supplierName', 'is no supplier of this shop')
    const spelling = spellings.get(nameKey(name)) ?? name
    spellings.set(nameKey(name), spelling)
    return { supplierId: null, supplierName: spelling }
  }

  return (row) => {
    const supplier = found(row)
    if (supplier === null) return null
    const paidIn = (supplier.supplierId ? byId.get(supplier.supplierId)?.currency : given.newSuppliersIn) ?? null
    const written = row.read('currency', (cell) => currencyAs(cell, paidIn), 'row')
    if (written !== null && paidIn && written !== paidIn) {
      row.blame('currency', `is not the supplier’s, which is ${paidIn}`)
    }
    return { ...supplier, paidIn }
  }
}
