import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { RoutedLine, RoutedOrder } from '../../rules/shop-facts.ts'
import type { LineChange } from './orders.ts'

// Where the units of orders are to be fulfilled from. What was read last stays until newer places were really read.

/**
 * Replaces what was known of these orders' fulfillment orders. Of an order that shows none although units of it are open,
 * nothing was learned: it is routed a moment later, or its fulfillment orders are not for us to see.
 */
export async function recordRouting(tx: ShopSql, orders: readonly RoutedOrder[], readAt: string): Promise<void> {
  const [placed, empty] = [orders.filter(({ lines }) => lines.length > 0), orders.filter(({ lines }) => !lines.length)]
  const over = await findOrdersWithoutOpenUnits(tx, empty.map(idOf))
  const told = [...placed.map(idOf), ...over]
  // One that was never routed may be in a moment, and is asked for again.
  const unplaced = empty.map(idOf).filter((orderId) => !over.has(orderId))
  await settleRoutingUnread(tx, unplaced, readAt, 'routed_at is not null')
  if (told.length === 0) return
  await tx.query('delete from fulfillment_order_line where shop_id = $1 and order_id = any($2::text[])', [told])
  await insertLines(
    tx,
    placed.flatMap((order) => order.lines.map((line) => ({ ...line, orderId: order.orderId }))),
  )
  await settleRouting(tx, told, readAt)
}

/** What fulfillment orders said that were read by their ids, because their order is not shown. */
export type RoutingById = {
  readonly orderId: string
  readonly shown: readonly string[]
  /** All that were asked for were shown. */
  readonly isAll: boolean
  readonly lines: readonly RoutedLine[]
}

/**
 * Replaces what was known of these fulfillment orders, and of no other of their orders. Where they hold all units that are
 * open, the order's places are known; elsewhere some are missing, and what there is is the last that was known.
 */
export async function recordRoutingById(tx: ShopSql, orders: readonly RoutingById[], readAt: string): Promise<void> {
  const shown = orders.flatMap((order) => order.shown)
  if (shown.length > 0) {
    await tx.query('delete from fulfillment_order_line where shop_id = $1 and fulfillment_order_id = any($2::text[])', [
      shown,
    ])
    await insertLines(
      tx,
      orders.flatMap(({ orderId, lines }) => lines.map((line) => ({ ...line, orderId }))),
    )
  }
  const orderIds = orders.map(idOf)
  const whole = await findOrdersPlacedWhole(tx, orders.filter(({ isAll }) => isAll).map(idOf))
  await settleRouting(tx, [...whole], readAt)
  const unplaced = orderIds.filter((orderId) => !whole.has(orderId))
  await settleRoutingUnread(tx, unplaced, readAt, 'true')
}

function idOf({ orderId }: { readonly orderId: string }): string {
  return orderId
}

async function insertLines(tx: ShopSql, lines: readonly (RoutedLine & { readonly orderId: string })[]): Promise<void> {
  await tx.query(
    `insert into fulfillment_order_line
            (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, remaining)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[])
         on conflict (shop_id, fulfillment_order_line_id) do update
        set fulfillment_order_id = excluded.fulfillment_order_id, order_id = excluded.order_id,
            line_id = excluded.line_id, location_id = excluded.location_id,
            units = excluded.units, remaining = excluded.remaining`,
    [
      lines.map((line) => line.fulfillmentOrderLineId),
      lines.map((line) => line.fulfillmentOrderId),
      lines.map((line) => line.orderId),
      lines.map((line) => line.lineId),
      lines.map((line) => line.locationId),
      lines.map((line) => line.units),
      lines.map((line) => line.remaining),
    ],
  )
}

async function settleRouting(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `update shop_order set routed_at = $3, routing_due = false, routing_unread_since = null, told_fulfillment_orders = '{}'
      where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds, readAt],
  )
}

/** Asked for, and not shown: asked for again once there is news of them. */
async function settleRoutingUnread(
  tx: ShopSql,
  orderIds: readonly string[],
  readAt: string,
  condition: string,
): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `update shop_order set routing_due = false, routing_unread_since = coalesce(routing_unread_since, $3)
      where shop_id = $1 and order_id = any($2::text[]) and ${condition}`,
    [orderIds, readAt],
  )
}

async function findOrdersWithoutOpenUnits(tx: ShopSql, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await tx.query<{ order_id: string }>(
    `select asked.order_id from unnest($2::text[]) as asked(order_id)
      where not exists (select from order_line line
                         where line.shop_id = $1 and line.order_id = asked.order_id and line.open > 0)`,
    [orderIds],
  )
  return new Set(rows.map((row) => row.order_id))
}

/** Of these orders, those of which every open unit has a place. */
async function findOrdersPlacedWhole(tx: ShopSql, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await tx.query<{ order_id: string }>(
    `select asked.order_id from unnest($2::text[]) as asked(order_id)
      where not exists (
            select from order_line line
             where line.shop_id = $1 and line.order_id = asked.order_id
               and line.open <> (select coalesce(sum(remaining), 0) from fulfillment_order_line routed
                                  where routed.shop_id = $1 and routed.line_id = line.line_id))`,
    [orderIds],
  )
  return new Set(rows.map((row) => row.order_id))
}

/** An open line of an order whose places are read again, and the piece of news that asked for it, counted from 0. */
export type ReroutedLine = LineChange & { readonly news: number }

/**
 * Shopify told that fulfillment orders changed, each piece of `news` those of one order: the places of their orders are read
 * again. Answers their open lines. A fulfillment order that was never heard of belongs to an order whose items were not
 * tight: it is read when one of them is.
 */
export async function askForRoutingOf(tx: ShopSql, news: readonly (readonly string[])[]): Promise<ReroutedLine[]> {
  const told = news.flatMap((ids, nth) => ids.map((id) => ({ id, nth })))
  if (told.length === 0) return []
  const rows = await tx.query<OpenLine & { readonly news: number }>(
    `with told as materialized (select * from unnest($2::text[], $3::int[]) as t(id, news)),
          asked as materialized (
            select line.order_id, news from told
              join fulfillment_order_line line on line.shop_id = $1 and line.fulfillment_order_id = told.id
             union
            select known.order_id, news from told
              join shop_order known on known.shop_id = $1 and known.routing_unread_since is not null
                                    and known.told_fulfillment_orders @> array[told.id]),
          touched as (
            update shop_order
               set routing_due = true, told_fulfillment_orders = array(
                   select distinct unnest(told_fulfillment_orders || array(
                     select told.id from asked join told on told.news = asked.news where asked.order_id = shop_order.order_id)))
             where shop_id = $1 and order_id in (select order_id from asked)
         returning order_id)
     select line.order_id, line_id, item_id, open, news from order_line line
       join asked on asked.order_id = line.order_id
      where line.shop_id = $1 and line.order_id in (select order_id from touched) and open > 0`,
    [told.map(({ id }) => id), told.map(({ nth }) => nth)],
  )
  return rows.map((row) => ({ ...untouched(row), news: row.news }))
}

/**
 * Units of these orders that were sent are to be sent after all, and other fulfillment orders owe them, which nobody need have told of: the places of those orders
 * are read again. Answers their open lines.
 */
export async function askForRoutingAnew(tx: ShopSql, orderIds: readonly string[]): Promise<LineChange[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<OpenLine>(
    `with touched as (
            update shop_order set routing_due = true
             where shop_id = $1 and order_id = any($2::text[]) and routed_at is not null
         returning order_id)
     select order_id, line_id, item_id, open from order_line
      where shop_id = $1 and order_id in (select order_id from touched) and open > 0`,
    [orderIds],
  )
  return rows.map(untouched)
}

type OpenLine = {
  readonly order_id: string
  readonly line_id: string
  readonly item_id: string | null
  readonly open: number
}

/** As much of it is open as before. */
function untouched({ order_id, line_id, item_id, open }: OpenLine): LineChange {
  return { orderId: order_id, lineId: line_id, itemId: item_id, openBefore: open, open }
}

/** Orders behind `after` with open units of these items whose fulfillment orders are to be read. */
export async function loadOrdersToRoute(
  tx: ShopSql,
  itemIds: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ orderId: string; lineCount: number }[]> {
  if (itemIds.length === 0) return []
  const rows = await tx.query<{ order_id: string; line_count: number }>(
    `select distinct line.order_id,
            (select count(*) from order_line as each
              where each.shop_id = $1 and each.order_id = line.order_id)::int as line_count
       from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and line.item_id = any($2::text[]) and line.open > 0 and line.order_id > $3
        and (routing_due or routed_at is null and routing_unread_since is null)
      order by line.order_id limit $4`,
    [itemIds, after, limit],
  )
  return rows.map((row) => ({ orderId: row.order_id, lineCount: row.line_count }))
}

/** The fulfillment orders that are known of these orders, by order: what was read of them, and what news named. */
export async function loadFulfillmentOrdersOf(
  tx: ShopSql,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (orderIds.length === 0) return new Map()
  const rows = await tx.query<{ order_id: string; ids: string[] }>(
    `select order_id, array(
              select fulfillment_order_id from fulfillment_order_line routed
               where routed.shop_id = $1 and routed.order_id = o.order_id
               union select unnest(told_fulfillment_orders)) as ids
       from shop_order o where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds],
  )
  return new Map(rows.filter((row) => row.ids.length > 0).map((row) => [row.order_id, row.ids]))
}
