import type { FulfilledOrder, FulfillmentFact } from '../../../mirror/rules/shop-facts.ts'
import { loadItemsOfOrders } from '../../../mirror/store/orders/orders.ts'
import { countsReceived } from '../../../mirror/store/stock/counts-received.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { loadPlannedShop } from '../planned-shop.ts'
import { loadCame } from '../received-stock.ts'

// What was sent of orders, and when: read only where it counts, which is where the merchant counts only what was received.

/** An order that may have been sent since its fulfillments were read, if they ever were. */
export type OrderToAsk = { readonly orderId: string; readonly changedAt: string }

/**
 * Of the orders behind `after` with these items, those of which something may have been sent since the first of an item
 * was received where only that counts.
 */
export async function loadOrdersSent(
  tx: ShopSql,
  itemIds: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<OrderToAsk[]> {
  const first = await firstReceived(tx, itemIds)
  if (first.size === 0) return []
  return await tx.query<OrderToAsk>(
    `select distinct o.order_id as "orderId", o.changed_at::text as "changedAt"
       from unnest($2::text[], $3::timestamptz[]) as received(item, first_at)
      cross join lateral (
            select order_id from order_line
             where shop_id = $1 and item_id = received.item and (units <> open or units = 0)
             union
            select order_id from fulfilled_units where shop_id = $1 and item_id = received.item) as sent
       join shop_order o on o.shop_id = $1 and o.order_id = sent.order_id and o.order_id > $4 and o.deleted_at is null
      where ${mayBeSent}
      order by o.order_id limit $5`,
    [[...first.keys()], [...first.values()], after, limit],
  )
}

/** Of these orders, those of which that is still to be read, and their items for which it is. */
export async function findUnreadFulfillments(
  tx: ShopSql,
  orderIds: readonly string[],
): Promise<{ readonly orderId: string; readonly itemId: string }[]> {
  const first = await firstReceived(tx, await loadItemsOfOrders(tx, orderIds))
  if (first.size === 0) return []
  return await tx.query<{ orderId: string; itemId: string }>(
    `select distinct o.order_id as "orderId", line.item_id as "itemId"
       from unnest($2::text[], $3::timestamptz[]) as received(item, first_at)
       join order_line line on line.shop_id = $1 and line.item_id = received.item and line.order_id = any($4::text[])
       join shop_order o on o.shop_id = $1 and o.order_id = line.order_id and o.deleted_at is null
      where ${mayBeSent} order by line.item_id, o.order_id`,
    [[...first.keys()], [...first.values()], orderIds],
  )
}

/** SQL: something may have been sent of the order `o` since `received.first_at` and since its fulfillments were read. */
const mayBeSent = `
  (o.fulfilled_as_of is null or (o.changed_at, o.heard_at) > (o.fulfilled_as_of, o.fulfilled_read_at))
  and o.changed_at >= date_trunc('second', received.first_at)`

/** By item, when the first of it was received where only that counts. */
async function firstReceived(tx: ShopSql, itemIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { receivedOnly } = await loadPlannedShop(tx)
  const came = await loadCame(tx, itemIds, receivedOnly)
  return new Map(came.toSorted((one, other) => (one.at < other.at ? 1 : -1)).map(({ item, at }) => [item, at]))
}

/**
 * Keeps what was read of the orders that were asked for; of those that Shopify does not show, that it was asked. Nothing that
 * is known of a fulfillment is taken back, so it does not matter which of two readings is recorded last. Answers the items of
 * which something else was sent than was known, where only what was received counts.
 */
export async function recordFulfilled(
  tx: ShopSql,
  asked: readonly OrderToAsk[],
  found: readonly FulfilledOrder[],
  readAt: string,
): Promise<string[]> {
  const changedAt = new Map(asked.map((one) => [one.orderId, one.changedAt]))
  for (const one of found) changedAt.set(one.orderId, one.changedAt)
  await tx.query(
    `update shop_order o set fulfilled_as_of = told.changed_at, fulfilled_read_at = $4
       from unnest($2::text[], $3::timestamptz[]) as told(order_id, changed_at)
      where o.shop_id = $1 and o.order_id = told.order_id
        and (o.fulfilled_as_of is null or (told.changed_at, $4::timestamptz) > (o.fulfilled_as_of, o.fulfilled_read_at))`,
    [[...changedAt.keys()], [...changedAt.values()], readAt],
  )
  return await insertUnits(tx, found, 'true')
}

/** The same of fulfillments that were told of, where only what was received counts: no order says that it is known with these. */
export async function recordFulfillments(tx: ShopSql, told: readonly FulfillmentFact[]): Promise<string[]> {
  return await insertUnits(tx, told, countsReceived('told'))
}

type FulfilledOf = Pick<FulfilledOrder, 'orderId' | 'units'>

async function insertUnits(tx: ShopSql, found: readonly FulfilledOf[], which: string): Promise<string[]> {
  const told = found.flatMap((order) => order.units.map((one) => ({ ...one, orderId: order.orderId })))
  // Of one that was told of twice, that it is cancelled is the last word.
  const units = [...Map.groupBy(told, ({ fulfillmentId, lineId }) => `${fulfillmentId}/${lineId}`).values()].flatMap(
    (same) => same.find(({ isCancelled }) => isCancelled) ?? same.slice(0, 1),
  )
  if (units.length === 0) return []
  const rows = await tx.query<{ item_id: string }>(
    `with found as materialized (
        select told.*, line.item_id
          from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::bool[])
               as told(fulfillment_id, line_id, order_id, location_id, units, at, is_cancelled)
          left join order_line line on line.shop_id = $1 and line.line_id = told.line_id
         where ${which}),
     written as (
        insert into fulfilled_units as known
               (shop_id, fulfillment_id, line_id, order_id, item_id, location_id, units, fulfilled_at, is_cancelled)
        select $1, fulfillment_id, line_id, order_id, item_id, location_id, units, at, is_cancelled from found
         order by fulfillment_id, line_id
            on conflict (shop_id, fulfillment_id, line_id) do update
           set is_cancelled = known.is_cancelled or excluded.is_cancelled,
               item_id = coalesce(known.item_id, excluded.item_id)
         where excluded.is_cancelled and not known.is_cancelled or known.item_id is null and excluded.item_id is not null
        returning item_id, location_id)
     select distinct item_id from written where item_id is not null and ${countsReceived('written')}`,
    [
      units.map((one) => one.fulfillmentId),
      units.map((one) => one.lineId),
      units.map((one) => one.orderId),
      units.map((one) => one.locationId),
      units.map((one) => one.units),
      units.map((one) => one.fulfilledAt),
      units.map((one) => one.isCancelled),
    ],
  )
  return rows.map((row) => row.item_id)
}
