import type { OpenLocation } from '../../../mirror/store/stock/open-locations.ts'
import type { Day } from '../../../platform/values/day.ts'
import type { EntryFields } from '../../store/catalogue-entries.ts'
import type { CodedItem, ItemCode, KnownSupplier } from '../../store/csv-lookups.ts'
import type { OrderKey, ReferencedOrder } from '../../store/known-orders.ts'

/** What is there already of what a file's rows are about: asked of the database by who has a connection. */
export type Lookups = {
  suppliers(): Promise<KnownSupplier[]>
  /** The items that have codes written in one of these ways. */
  items(by: ItemCode, spellings: readonly string[]): Promise<readonly CodedItem[]>
  /** All codes of the shop that are written in a way of which there are others that look the same. */
  oddCodes(by: 'sku' | 'barcode'): Promise<readonly CodedItem[]>
  /** By `entryKey`. */
  entries(
    wanted: readonly { readonly supplierId: string; readonly itemId: string }[],
  ): Promise<ReadonlyMap<string, EntryFields>>
  /** Where the shop is. */
  today(): Promise<Day>
  /** Where goods can be sent. */
  locations(): Promise<readonly Pick<OpenLocation, 'locationId' | 'name'>[]>
  /** Supplier orders that came in by such a number before. */
  orders(numbers: readonly OrderKey[]): Promise<readonly ReferencedOrder[]>
}
