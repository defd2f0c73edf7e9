import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { OrderTouched } from '../../rules/shop-facts.ts'

// Orders of which more happened than we know: each is read, unless a webhook with the whole order comes first.

/** How long the webhook with the whole order may take before the order is read instead. */
const patienceSeconds = 2

/**
 * Something happened to these orders at a known moment. An order that we know as it was at that moment or later needs
 * nothing; any other is read, unless a newer webhook comes first. An order never heard of is on its way itself.
 */
export async function touchOrders(tx: ShopSql, touched: readonly OrderTouched[]): Promise<void> {
  if (touched.length === 0) return
  await tx.query(
    `update shop_order as known
        set touched_at = greatest(known.touched_at, told.at), read_due = true,
            read_from = coalesce(known.read_from, told.read_from)
       from (select order_id, max(at) as at, date_trunc('second', max(at)) as second,
                    now() + make_interval(secs => $4) as read_from
               from unnest($2::text[], $3::timestamptz[]) as t(order_id, at) group by order_id) as told
      where known.shop_id = $1 and known.order_id = told.order_id and known.deleted_at is null
        and known.changed_at < told.second`,
    [touched.map((one) => one.orderId), touched.map((one) => one.at), patienceSeconds],
  )
}

/** Orders that must be read before anything else can be said about them, the oldest wish first. */
export async function loadOrdersToRead(tx: ShopSql, limit: number): Promise<{ orderId: string; lineCount: number }[]> {
  const rows = await tx.query<{ order_id: string; line_count: number }>(
    `select order_id, (select count(*) from order_line as line
                        where line.shop_id = $1 and line.order_id = shop_order.order_id)::int as line_count
       from shop_order
      where shop_id = $1 and read_due and coalesce(read_from, now()) <= now()
      order by read_from nulls first, order_id limit $2`,
    [limit],
  )
  return rows.map((row) => ({ orderId: row.order_id, lineCount: row.line_count }))
}

/** Of these items, those with an open order that is still to be read. */
export async function loadItemsBeingRead(tx: ShopSql, itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (itemIds.length === 0) return new Set()
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and item_id = any($2::text[]) and open > 0
        and read_due and coalesce(read_from, now()) <= now()`,
    [itemIds],
  )
  return new Set(rows.map((row) => row.item_id))
}

/**
 * The open orders with these items: to be read from Shopify because what we know cannot be all. Of units that took no
 * stock nothing is missing, whatever became of them: unless their place is, they need no reading.
 */
export async function askForOrdersOfItems(tx: ShopSql, itemIds: readonly string[], isRouted: boolean): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query(
    `update shop_order set read_due = true, touched_at = 'infinity', read_from = null
      where shop_id = $1 and (
            order_id in (
            select order_id from order_line
             where shop_id = $1 and item_id = any($2::text[]) and open > 0 and open > unclaimed)
         or $3 and (routed_at is null or routing_due or routing_unread_since is not null) and order_id in (
            select order_id from order_line where shop_id = $1 and item_id = any($2::text[]) and open > 0))`,
    [itemIds, isRouted],
  )
}

/** These orders are to be read, whatever is known of them, and though nothing is. */
export async function askForOrders(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `insert into shop_order as known (shop_id, order_id, name, ordered_at, changed_at, heard_at, touched_at, read_due)
     select $1, order_id, '', 'epoch', 'epoch', 'epoch', 'infinity', true
       from unnest($2::text[]) as asked(order_id) group by order_id order by order_id
         on conflict (shop_id, order_id) do update set read_due = true, touched_at = 'infinity', read_from = null
      where known.deleted_at is null`,
    [orderIds],
  )
}

/** Orders were read: whatever was asked for is answered. */
export async function settleOrderReads(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  await tx.query(
    `update shop_order set read_due = false, read_from = null, touched_at = null, unread_since = null
      where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds],
  )
}
