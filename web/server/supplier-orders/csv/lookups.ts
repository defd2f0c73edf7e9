import type { EntryFields } from '../../db/suppliers/catalogue-entries.ts'
import type { ItemCode, KnownSupplier } from '../../db/suppliers/csv-lookups.ts'

/** What is there already of what a file's rows are about: asked of the database by who has a connection. */
export type Lookups = {
  suppliers(): Promise<KnownSupplier[]>
  /** The items that have these codes, by code as it is compared. */
  items(by: ItemCode, codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** By `entryKey`. */
  entries(
    wanted: readonly { readonly supplierId: string; readonly itemId: string }[],
  ): Promise<ReadonlyMap<string, EntryFields>>
}
