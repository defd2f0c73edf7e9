import { askForRoutingOf } from '../../mirror/store/orders/routing.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// An import brings in what was true when Shopify began to write it down. What webhooks told meanwhile must win, also
// where they told of things that were not recorded yet. When it began Shopify says in whole seconds: of what was heard within
// that second nobody knows which is newer, so it is read once more.

/** Shopify told that these fulfillment orders changed: routing that is imported after this may be older. */
export async function keepTouchedRouting(tx: ShopSql, fulfillmentOrderIds: readonly string[]): Promise<void> {
  if (fulfillmentOrderIds.length === 0) return
  await tx.query(
    `update import
        set touched_fulfillment_orders = array(
              select distinct unnest(touched_fulfillment_orders || $2::text[]))
      where shop_id = $1 and finished_at is null`,
    [fulfillmentOrderIds],
  )
}

/** The routing is imported: what was touched meanwhile is read again when it is needed. */
export async function askForTouchedRouting(tx: ShopSql, importId: string): Promise<void> {
  const [row] = await tx.query<{ touched: string[] }>(
    `select touched_fulfillment_orders as touched from import where shop_id = $1 and import_id = $2 for no key update`,
    [importId],
  )
  await askForRoutingOf(
    tx,
    (row?.touched ?? []).map((id) => [id]),
  )
  await tx.query(`update import set touched_fulfillment_orders = '{}' where shop_id = $1 and import_id = $2`, [
    importId,
  ])
}

/** Of these orders, those that are known as they were when the routing was written down, and not routed later. */
export async function findOrdersAsOf(
  tx: ShopSql,
  orders: readonly { readonly orderId: string; readonly changedAt: string }[],
  writtenFrom: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ order_id: string }>(
    `select order_id from shop_order
       join unnest($2::text[], $3::timestamptz[]) as told(id, told_at) on told.id = order_id
      where shop_id = $1 and changed_at = told_at and (heard_topic is null or heard_at <= $4)
        and (routed_at is null or routed_at < $4)`,
    [orders.map((order) => order.orderId), orders.map((order) => order.changedAt), writtenFrom],
  )
  return new Set(rows.map((row) => row.order_id))
}

/**
 * Orders that we think open and that Shopify did not name among the open ones, whose rows are still kept: they were shipped,
 * cancelled or deleted, or are too old for us to read. They are read one by one, and so are those that we heard of in
 * the second in which it began. What it named is heard of at the very moment in which it began.
 */
export async function askForUnnamedOrders(tx: ShopSql, importId: string, writtenFrom: string): Promise<void> {
  await tx.query(
    `update shop_order set read_due = true, touched_at = 'infinity', read_from = null
      where shop_id = $1 and heard_at < $3::timestamptz + interval '1 second' and deleted_at is null and not read_due
        and (heard_at < $3 or heard_at > $3 and heard_topic is not null
             or 'gid://shopify/Order/' || order_id not in (
                  select row_id from import_row
                   where shop_id = $1 and import_id = $2 and part = 'orders' and parent_id = ''))
        and exists (select from order_line as line
                     where line.shop_id = $1 and line.order_id = shop_order.order_id and line.open > 0)`,
    [importId, writtenFrom],
  )
}

/**
 * Variants that we think are sold and whose items the stock of the shop, whose rows are still kept, does not name: they were
 * deleted while nobody told us, or are newer than it. They are read one by one. PostgreSQL looks `not in` up in a table of its
 * own; for `not exists` it would go through all rows for each of them, having no statistics of rows that have just come.
 */
export async function askForUnnamedVariants(tx: ShopSql, importId: string): Promise<void> {
  await tx.query(
    `update variant set read_due = true
      where shop_id = $1 and item_id is not null and deleted_at is null and not read_due
        and 'gid://shopify/InventoryItem/' || item_id not in (
              select row_id from import_row
               where shop_id = $1 and import_id = $2 and part = 'stock' and parent_id = '')`,
    [importId],
  )
}
