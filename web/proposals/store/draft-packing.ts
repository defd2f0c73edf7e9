import type { ShopSql } from '../../platform/db/with-shop.ts'
import { namedNow } from '../../suppliers/store/orderable-items.ts'
import type { Packing } from '../rules/group-quantity.ts'

export type DraftLinePacking = Packing & {
  readonly supplierOrderLineId: string
  readonly itemId: string
  readonly title: string
  readonly sku: string | null
  readonly units: number
}

export type DraftWithPacking = { readonly version: number; readonly lines: readonly DraftLinePacking[] }

/** A draft's lines as its supplier packs them, the oldest line first; none where it is no draft any more. */
export async function loadDraftPacking(tx: ShopSql, supplierOrderId: string): Promise<DraftWithPacking | null> {
  const [order] = await tx.query<{ version: number }>(
    'select version from supplier_order where shop_id = $1 and supplier_order_id = $2::bigint',
    [supplierOrderId],
  )
  if (order === undefined) return null
  const lines = await tx.query<DraftLinePacking>(
    `select l.supplier_order_line_id as "supplierOrderLineId", l.item_id as "itemId",
            coalesce(named.title, l.title) as title, case when named.title is null then l.sku else named.sku end as sku, l.units,
            coalesce(e.minimum_quantity, 1) as "minimumQuantity", coalesce(e.pack_size, 1) as "packSize"
       from supplier_order o
       join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
       ${namedNow('l')}
       left join lateral (
            select minimum_quantity, pack_size from catalogue_entry
             where shop_id = $1 and supplier_id = o.supplier_id and item_id = l.item_id limit 1) as e on true
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint and o.state = 'draft'
      order by l.supplier_order_line_id`,
    [supplierOrderId],
  )
  return { version: order.version, lines }
}
