import type { ShopSql } from '../../../platform/db/with-shop.ts'

// Orders that were asked for by their ids and that Shopify does not show: gone, or only too old for us to read.

/** With it, orders of any age are shown. */
export const allOrdersScope = 'read_all_orders'

/** Apps are shown orders of the last 60 days: one as old as that may be there all the same. */
const readableDays = 59
/** An order of which a webhook told just now may not be everywhere at Shopify's yet. */
const youngSeconds = 5

/** Of these orders: which we would see if they were there, and which were told of a moment ago. Wants $1 to $6. */
const asked = `
  select order_id, heard_topic is not null and deleted_at is null and heard_at > $3::timestamptz - make_interval(secs => $4) as is_young,
         ordered_at > $3::timestamptz - make_interval(days => $5)
           or coalesce($6 = any(string_to_array(shop.scopes, ',')), false) as is_readable
    from shop_order left join shop on shop.shop_id = $1
   where shop_order.shop_id = $1 and order_id = any($2::text[])`

const values = (orderIds: readonly string[], readAt: string) => [
  ...[orderIds, readAt],
  ...[youngSeconds, readableDays, allOrdersScope],
]

/** Those that are gone for good: they would be shown. */
export async function findGoneOrders(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<{ order_id: string }>(
    `select order_id from (${asked}) as asked where is_readable`,
    values(orderIds, readAt),
  )
  return rows.map((row) => row.order_id)
}

/**
 * Answers those that are gone for good. One that was just heard of is asked for again. What may merely be too old for us to
 * read stays as it was last known, and says since when, if more than its places was asked for.
 */
export async function settleUnshownOrders(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<{ order_id: string; is_gone: boolean }>(
    `update shop_order as o
        set read_due = is_young, read_from = case when is_young then soon end,
            touched_at = case when is_young then o.touched_at end,
            unread_since = case when is_readable or not o.read_due then o.unread_since else coalesce(o.unread_since, $3) end
       from (${asked}) as asked, (select now() + make_interval(secs => $4) as soon) as clock
      where o.shop_id = $1 and o.order_id = asked.order_id
     returning o.order_id, is_readable and not is_young as is_gone`,
    values(orderIds, readAt),
  )
  return rows.filter((row) => row.is_gone).map((row) => row.order_id)
}

/**
 * Of these, the ones of which nothing is known but that they were to be read: they are known no longer. Answers those of which nobody can
 * say whether they are there, for they may be too old to be shown.
 */
export async function dropUnheardOrders(
  tx: ShopSql,
  orderIds: readonly string[],
  readAt: string,
): Promise<{ readonly dropped: readonly string[]; readonly unsure: readonly string[] }> {
  if (orderIds.length === 0) return { dropped: [], unsure: [] }
  const gone = new Set(await findGoneOrders(tx, orderIds, readAt))
  const rows = await tx.query<{ order_id: string }>(
    `delete from shop_order
      where shop_id = $1 and order_id = any($2::text[]) and name = '' and deleted_at is null returning order_id`,
    [orderIds],
  )
  const dropped = rows.map((row) => row.order_id)
  return { dropped, unsure: dropped.filter((orderId) => !gone.has(orderId)) }
}

/** Shopify has these orders and refuses to tell of them: they stay as they were last known, and say since when. */
export async function keepUntoldOrders(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `update shop_order set routing_due = false, unread_since = coalesce(unread_since, $3),
            routing_unread_since = coalesce(routing_unread_since, $3)
      where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds, readAt],
  )
}
