import { itemFactsJoin } from '../../mirror/store/items/item-facts.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { EntryFields } from './catalogue-entries.ts'
import type { KnownSupplier } from './csv-lookups.ts'

/** Suppliers that are not archived, in the order they were created. */
export async function loadSuppliersAfter(tx: ShopSql, after: string, limit: number): Promise<KnownSupplier[]> {
  return await tx.query<KnownSupplier>(
    `select supplier_id::text as "supplierId", name, contact, email, also_to as "alsoTo", cc, language, currency,
            lead_time_days as "leadTimeDays", trim_scale(minimum_value)::text as "minimumValue", order_days as "orderDays", notes
       from supplier where shop_id = $1 and archived_at is null and supplier_id > $2 order by supplier.supplier_id limit $3`,
    [after, limit],
  )
}

export type ExportedEntry = EntryFields & {
  readonly supplierId: string
  readonly supplierName: string
  readonly currency: string
  readonly itemId: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly title: string | null
}

/** Entries of one supplier, or of all that are not archived. */
export async function loadEntriesAfter(
  tx: ShopSql,
  supplierId: string | null,
  after: { readonly supplierId: string; readonly itemId: string },
  limit: number,
): Promise<ExportedEntry[]> {
  return await tx.query<ExportedEntry>(
    `select e.supplier_id::text as "supplierId", s.name as "supplierName", s.currency, e.item_id as "itemId",
            coalesce(i.sku, v.sku) as sku, v.barcode, v.title, e.supplier_sku as "supplierSku", trim_scale(e.cost)::text as cost,
            e.minimum_quantity as "minimumQuantity", e.pack_size as "packSize", e.lead_time_days as "leadTimeDays", e.rank,
            e.discontinued
       from catalogue_entry e
       join supplier s on s.shop_id = $1 and s.supplier_id = e.supplier_id
       ${itemFactsJoin('e.item_id')}
      where e.shop_id = $1 and (e.supplier_id, e.item_id) > ($2, $3)
        and (e.supplier_id = $4 or $4::bigint is null and s.archived_at is null)
      order by e.supplier_id, e.item_id limit $5`,
    [after.supplierId, after.itemId, supplierId, limit],
  )
}
