import { dayInShop, today } from '../../../platform/db/shop-day.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { RoutedOrder } from '../../rules/shop-facts.ts'

// Units that are to be sent later: months of a subscription that was paid at once, and pre-orders.

/**
 * SQL of whether units that are scheduled for an instant are still to wait, by the day and the rule of the shop, in a query
 * whose first parameter is the shop.
 */
export const isLater = (fulfillAt: string) =>
  `(${fulfillAt} is null or ${dayInShop(fulfillAt)}
      > ${today} + (select shop.scheduled_days_before from shop where shop.shop_id = $1))`

/**
 * SQL of whether anything is left to send of the line of a row, where `$1` is the shop: a cancelled order is not routed again, and
 * what was scheduled of it stays recorded.
 */
const isOpen = (row: string) =>
  `exists (select from order_line as sold where sold.shop_id = $1 and sold.line_id = ${row}.line_id and sold.open > 0)`

/** Replaces what was known to be scheduled of these orders. */
export async function recordScheduled(tx: ShopSql, orders: readonly RoutedOrder[]): Promise<void> {
  if (orders.length === 0) return
  await tx.query('delete from scheduled_units where shop_id = $1 and order_id = any($2::text[])', [
    orders.map((order) => order.orderId),
  ])
  const units = orders.flatMap((order) =>
    order.lines
      .filter((line) => line.isScheduled && line.remaining > 0)
      .map((line) => ({ ...line, orderId: order.orderId })),
  )
  if (units.length === 0) return
  await tx.query(
    `with told as materialized (
        select told.*, not ${isLater('told.fulfill_at')} as is_noticed
          from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::timestamptz[])
               as told(id, fulfillment_order, order_id, line, location, units, fulfill_at))
     insert into scheduled_units
            (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, fulfill_at, is_noticed)
     select $1, told.* from told
         on conflict (shop_id, fulfillment_order_line_id) do update
        set order_id = excluded.order_id, line_id = excluded.line_id, location_id = excluded.location_id,
            units = excluded.units, fulfill_at = excluded.fulfill_at, is_noticed = excluded.is_noticed`,
    [
      units.map((line) => line.fulfillmentOrderLineId),
      units.map((line) => line.fulfillmentOrderId),
      units.map((line) => line.orderId),
      units.map((line) => line.lineId),
      units.map((line) => line.locationId),
      units.map((line) => line.remaining),
      units.map((line) => line.fulfillAt ?? null),
    ],
  )
}

/** Which of these orders are known to send something later. */
export async function findScheduledOrders(tx: ShopSql, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ order_id: string }>(
    'select distinct order_id from scheduled_units where shop_id = $1 and order_id = any($2::text[])',
    [orderIds],
  )
  return new Set(rows.map((row) => row.order_id))
}

/** So many units of these lines wait for their day, by `line@location`. */
export async function loadLaterUnits(tx: ShopSql, lineIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ place: string; units: number }>(
    `select line_id || '@' || location_id as place, sum(units)::float8 as units from scheduled_units
      where shop_id = $1 and line_id = any($2::text[]) and ${isLater('fulfill_at')} group by line_id, location_id`,
    [lineIds],
  )
  return new Map(rows.map((row) => [row.place, row.units]))
}

/** Items with units that these fulfillment orders were known to send later, and which of them. */
export async function findScheduledItems(
  tx: ShopSql,
  fulfillmentOrderIds: readonly string[],
): Promise<{ itemId: string; fulfillmentOrderId: string }[]> {
  if (fulfillmentOrderIds.length === 0) return []
  return await tx.query(
    `select distinct line.item_id as "itemId", fulfillment_order_id as "fulfillmentOrderId" from scheduled_units
       join order_line as line on line.shop_id = $1 and line.line_id = scheduled_units.line_id
      where scheduled_units.shop_id = $1 and fulfillment_order_id = any($2::text[]) and line.item_id is not null`,
    [fulfillmentOrderIds],
  )
}

/** Items of open lines that were bought by a selling plan. */
export async function findItemsWithPlans(tx: ShopSql): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line
      where shop_id = $1 and has_selling_plan and open > 0 and item_id is not null order by item_id`,
  )
  return rows.map((row) => row.item_id)
}

/**
 * Orders with open units of these items, bought by a selling plan, of which it is not known what is scheduled for later. In a
 * shop with one location nothing else is to be learned from fulfillment orders.
 */
export async function loadPlannedOrders(
  tx: ShopSql,
  itemIds: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ orderId: string; lineCount: number }[]> {
  if (itemIds.length === 0) return []
  return await tx.query<{ orderId: string; lineCount: number }>(
    `select order_id as "orderId", (select count(*) from order_line as each
                                     where each.shop_id = $1 and each.order_id = shop_order.order_id)::int as "lineCount"
       from shop_order
      where shop_id = $1 and (routing_due or routed_at is null and routing_unread_since is null) and order_id > $3
        and order_id in (select order_id from order_line
                          where shop_id = $1 and item_id = any($2::text[]) and has_selling_plan and open > 0)
      order by order_id limit $4`,
    [itemIds, after, limit],
  )
}

export type ScheduledUnitsRecord = {
  readonly lineId: string
  readonly locationId: string
  readonly locationName: string | null
  readonly units: number
  /** The day on which they are to be sent, where the shop is; null while nobody knows. */
  readonly on: string | null
}

/** What of an order's lines waits for its day, the next first. */
export async function loadScheduledOfOrder(tx: ShopSql, orderId: string): Promise<ScheduledUnitsRecord[]> {
  return await tx.query<ScheduledUnitsRecord>(
    `select line_id as "lineId", u.location_id as "locationId", place.name as "locationName", sum(units)::float8 as units,
            to_char(${dayInShop('fulfill_at')}, 'YYYY-MM-DD') as "on"
       from scheduled_units u left join location place on place.shop_id = $1 and place.location_id = u.location_id
      where u.shop_id = $1 and order_id = $2 and ${isLater('fulfill_at')} and ${isOpen('u')}
      group by line_id, u.location_id, place.name, "on"
      order by "on" nulls last, line_id, u.location_id`,
    [orderId],
  )
}

/** How many units of the shop wait for their day, and the next such day. */
export async function countScheduled(tx: ShopSql): Promise<{ readonly units: number; readonly next: string | null }> {
  const [counted] = await tx.query<{ units: number; next: string | null }>(
    `select coalesce(sum(units), 0)::float8 as units, to_char(${dayInShop('min(fulfill_at)')}, 'YYYY-MM-DD') as next
       from scheduled_units u where shop_id = $1 and ${isLater('fulfill_at')} and ${isOpen('u')}`,
  )
  return counted ?? { units: 0, next: null }
}

/** What waits for its day of a line at a place. */
export async function loadScheduledAt(
  tx: ShopSql,
  orderId: string,
  { lineId, locationId }: { readonly lineId: string; readonly locationId: string },
): Promise<ScheduledUnitsRecord[]> {
  const ofOrder = await loadScheduledOfOrder(tx, orderId)
  return ofOrder.filter((one) => one.lineId === lineId && one.locationId === locationId)
}

export type ScheduledLine = ScheduledUnitsRecord & {
  readonly orderId: string
  readonly orderName: string
  readonly itemId: string | null
  readonly sku: string | null
  readonly title: string
}

/** Everything that waits for its day, the next first. */
export async function listScheduled(
  tx: ShopSql,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: ScheduledLine[]; readonly total: number }> {
  const rows = await tx.query<ScheduledLine>(
    `select u.order_id as "orderId", o.name as "orderName", u.line_id as "lineId", line.item_id as "itemId", line.sku, line.title,
            u.location_id as "locationId", place.name as "locationName", u.units, to_char(u.day, 'YYYY-MM-DD') as "on"
       from (${scheduledByDay}) as u
       join order_line line on line.shop_id = $1 and line.line_id = u.line_id and line.order_id = u.order_id
       join shop_order o on o.shop_id = $1 and o.order_id = u.order_id
       left join location place on place.shop_id = $1 and place.location_id = u.location_id
      order by u.day nulls last, o.ordered_at, u.first offset $2 limit $3`,
    [offset, limit],
  )
  const [counted] = await tx.query<{ total: number }>(`select count(*)::int as total from (${scheduledByDay}) as u`)
  return { rows, total: counted?.total ?? 0 }
}

/** What a line is to send from a location on one day is one row, however many fulfillment orders it is. */
const scheduledByDay = `select order_id, line_id, location_id, ${dayInShop('fulfill_at')} as day,
        sum(units)::int as units, min(fulfillment_order_line_id) as first
   from scheduled_units later where shop_id = $1 and ${isLater('fulfill_at')} and ${isOpen('later')}
  group by order_id, line_id, location_id, day`
