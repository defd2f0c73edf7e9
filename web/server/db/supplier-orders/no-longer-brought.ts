import { draftUnitsJoin } from '../backorders/backorder-record.ts'
import type { ShopSql } from '../with-shop.ts'

/**
 * Condition on `backorder` as b, with the shop as `$1`: it waited for an item of the supplier order when units of it were
 * cancelled, at the place where they would have come.
 */
export function noLongerBroughtSql(supplierOrderId: string): string {
  return `(b.item_id, b.location_id) in (
            select line.item_id, cancelled.location_id
              from supplier_order cancelled
              join supplier_order_line line using (shop_id, supplier_order_id)
             where cancelled.shop_id = $1 and cancelled.supplier_order_id = ${supplierOrderId}::bigint and line.cancelled > 0)
          and b.opened_at <= (
            select max(event.at) from supplier_order_event event
             where event.shop_id = $1 and event.supplier_order_id = ${supplierOrderId}::bigint
               and event.kind in ('cancelled', 'units-cancelled'))`
}

export type ToOrderAgain = { readonly lines: number; readonly units: number }

/** What a supplier order no longer brings, and neither another one nor a draft does. */
export async function countToOrderAgain(tx: ShopSql, shop: string, supplierOrderId: string): Promise<ToOrderAgain> {
  const [counted] = await tx.query<ToOrderAgain>(
    `select count(*)::int as lines, coalesce(sum(waiting.units), 0)::int as units
       from (select b.uncovered - least(b.uncovered, draft.units) as units
               from backorder b ${draftUnitsJoin}
              where b.shop_id = $1 and b.state = 'open' and b.uncovered > 0 and ${noLongerBroughtSql('$2')}) as waiting
      where waiting.units > 0`,
    [shop, supplierOrderId],
  )
  return counted ?? { lines: 0, units: 0 }
}
