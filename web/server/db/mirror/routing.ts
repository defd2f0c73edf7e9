import type { RoutedOrder } from '../../../domain/shop-facts.ts'
import type { ShopSql } from '../with-shop.ts'
import type { LineChange } from './orders.ts'

/** Replaces what was known of these orders' fulfillment orders. */
export async function recordRouting(
  tx: ShopSql,
  shop: string,
  orders: readonly RoutedOrder[],
  readAt: string,
): Promise<void> {
  if (orders.length === 0) return
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ ...line, orderId: order.orderId })))
  const orderIds = orders.map((order) => order.orderId)
  await tx.query('delete from fulfillment_order_line where shop_id = $1 and order_id = any($2::text[])', [
    shop,
    orderIds,
  ])
  await tx.query(
    `insert into fulfillment_order_line
            (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, remaining)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[])
         on conflict (shop_id, fulfillment_order_line_id) do update
        set fulfillment_order_id = excluded.fulfillment_order_id, order_id = excluded.order_id,
            line_id = excluded.line_id, location_id = excluded.location_id,
            units = excluded.units, remaining = excluded.remaining`,
    [
      shop,
      lines.map((line) => line.fulfillmentOrderLineId),
      lines.map((line) => line.fulfillmentOrderId),
      lines.map((line) => line.orderId),
      lines.map((line) => line.lineId),
      lines.map((line) => line.locationId),
      lines.map((line) => line.units),
      lines.map((line) => line.remaining),
    ],
  )
  await tx.query('update shop_order set routed_at = $3 where shop_id = $1 and order_id = any($2::text[])', [
    shop,
    orderIds,
    readAt,
  ])
}

/**
 * Forgets the routing of the orders that these fulfillment orders belong to; answers their open lines. A fulfillment
 * order that was never read belongs to an order whose items were not tight: it is read when one of them is.
 */
export async function forgetRoutingOf(
  tx: ShopSql,
  shop: string,
  fulfillmentOrderIds: readonly string[],
): Promise<LineChange[]> {
  if (fulfillmentOrderIds.length === 0) return []
  const rows = await tx.query<{ order_id: string; line_id: string; item_id: string | null; open: number }>(
    `with touched as (
            update shop_order set routed_at = null
             where shop_id = $1 and order_id in (
                   select order_id from fulfillment_order_line
                    where shop_id = $1 and fulfillment_order_id = any($2::text[]))
         returning order_id)
     select order_id, line_id, item_id, open from order_line
      where shop_id = $1 and order_id in (select order_id from touched) and open > 0`,
    [shop, fulfillmentOrderIds],
  )
  return rows.map((row) => ({
    orderId: row.order_id,
    lineId: row.line_id,
    itemId: row.item_id,
    openBefore: row.open,
    open: row.open,
  }))
}

/** Orders with open units of these items whose fulfillment orders are unknown or stale. */
export async function loadOrdersToRoute(
  tx: ShopSql,
  shop: string,
  itemIds: readonly string[],
  limit: number,
): Promise<{ orderId: string; lineCount: number }[]> {
  if (itemIds.length === 0) return []
  const rows = await tx.query<{ order_id: string; line_count: number }>(
    `select distinct line.order_id,
            (select count(*) from order_line as each
              where each.shop_id = $1 and each.order_id = line.order_id)::int as line_count
       from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and line.item_id = any($2::text[]) and line.open > 0 and shop_order.routed_at is null
      order by line.order_id limit $3`,
    [shop, itemIds, limit],
  )
  return rows.map((row) => ({ orderId: row.order_id, lineCount: row.line_count }))
}
