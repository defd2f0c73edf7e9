import { markOrdersWithMessagesDue } from '../../mirror/store/marks/order-marks.ts'
import { forgetMovedLines, type MovedLine } from '../../mirror/store/orders/moved-lines.ts'
import { isUnsettled } from '../../planning/store/record/recorded-backorders.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// What we keep of a shop, as a reconcile compares and corrects it.

export type MirrorLocation = {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly isGone: boolean
  readonly changedAt: string
}

export async function loadMirrorLocations(tx: ShopSql): Promise<MirrorLocation[]> {
  return await tx.query<MirrorLocation>(
    `select location_id as id, name, active, deleted_at is not null as "isGone", ${isoInstant('changed_at')} as "changedAt"
       from location where shop_id = $1`,
  )
}

/** Shopify shows them, so they are there, whenever ours say that they last changed. */
export async function distrustLocations(tx: ShopSql, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update location set changed_at = 'epoch', deleted_at = null where shop_id = $1 and location_id = any($2::text[])`,
    [ids],
  )
}

/** Variants of open lines, in the order of their ids, with the items that our lines of theirs have. */
export async function loadOpenVariants(
  tx: ShopSql,
  after: string,
  limit: number,
): Promise<{ variantId: string; itemIds: (string | null)[] }[]> {
  return await tx.query(
    `select line.variant_id as "variantId",
            array_agg(distinct line.item_id) || array_agg(distinct variant.item_id) as "itemIds"
       from order_line as line
       left join variant on variant.shop_id = $1 and variant.variant_id = line.variant_id
      where line.shop_id = $1 and line.open > 0 and line.variant_id > $2
      group by line.variant_id order by line.variant_id limit $3`,
    [after, limit],
  )
}

/** A variant has one item for good: whatever else we had was wrong. */
export async function correctVariantItem(tx: ShopSql, variantId: string, itemId: string): Promise<void> {
  const moved = await tx.query<MovedLine>(
    `select line.order_id as "orderId", line.item_id as "itemId" from order_line line
      where line.shop_id = $1 and line.variant_id = $2 and line.item_id <> $3
     union
     select b.order_id, b.item_id from order_line line
       join backorder b on b.shop_id = $1 and b.line_id = line.line_id and b.item_id <> $3
      where line.shop_id = $1 and line.variant_id = $2`,
    [variantId, itemId],
  )
  await tx.query('update variant set item_id = $3 where shop_id = $1 and variant_id = $2', [variantId, itemId])
  await tx.query('update order_line set item_id = $3 where shop_id = $1 and variant_id = $2', [variantId, itemId])
  const which = 'line_id in (select line_id from order_line where shop_id = $1 and variant_id = $2)'
  await takeInOrder(tx, { table: 'backorder', key: 'backorder_id', which, values: [variantId] })
  await forgetMovedLines(tx, moved)
  const written = await tx.query<{ order_id: string }>(
    `update backorder set item_id = $3 where shop_id = $1 and item_id <> $3 and ${which} returning order_id`,
    [variantId, itemId],
  )
  await markOrdersOf(tx, written)
}

function markOrdersOf(tx: ShopSql, backorders: readonly { readonly order_id: string }[]): Promise<void> {
  return markOrdersWithMessagesDue(
    tx,
    backorders.map((row) => row.order_id),
  )
}

type MirrorLine = {
  readonly lineId: string
  readonly variantId: string | null
  readonly title: string
  readonly units: number
  readonly open: number
}

export type MirrorOrder = {
  readonly orderId: string
  readonly name: string
  readonly changedAt: string
  readonly heardAt: string
  readonly orderedAt: string
  readonly isOver: boolean
  readonly isRouted: boolean
  readonly lines: readonly MirrorLine[]
  readonly routing: readonly MirrorPlace[]
}

export type MirrorPlace = {
  readonly id: string
  readonly lineId: string
  readonly locationId: string
  readonly remaining: number
  readonly isScheduled: boolean
  /** An instant; null of what is not scheduled, or for nobody knows when. */
  readonly fulfillAt: string | null
}

/** Without those of which nothing is known but that they are to be read. */
export async function loadMirrorOrders(tx: ShopSql, orderIds: readonly string[]): Promise<MirrorOrder[]> {
  return await tx.query<MirrorOrder>(
    `select order_id as "orderId", name, ${isoInstant('changed_at')} as "changedAt",
            ${isoInstant('heard_at')} as "heardAt", ${isoInstant('ordered_at')} as "orderedAt",
            cancelled_at is not null or deleted_at is not null as "isOver", routed_at is not null and not routing_due as "isRouted",
            (select coalesce(jsonb_agg(jsonb_build_object('lineId', line_id, 'variantId', variant_id, 'title', title,
                                                          'units', units, 'open', open)), '[]')
               from order_line l where l.shop_id = $1 and l.order_id = o.order_id) as lines,
            (select coalesce(jsonb_agg(jsonb_build_object('id', f.fulfillment_order_line_id, 'lineId', f.line_id,
                                                          'locationId', f.location_id, 'remaining', f.remaining,
                                                          'isScheduled', u.shop_id is not null,
                                                          'fulfillAt', ${isoInstant('u.fulfill_at')})), '[]')
               from fulfillment_order_line f
               left join scheduled_units u
                 on u.shop_id = $1 and u.fulfillment_order_line_id = f.fulfillment_order_line_id
              where f.shop_id = $1 and f.order_id = o.order_id) as routing
       from shop_order o
      where shop_id = $1 and order_id = any($2::text[]) and (name <> '' or deleted_at is not null)`,
    [orderIds],
  )
}

/** What was read at `readAt` is written whatever ours say, unless something newer was heard meanwhile. */
export async function distrustOrders(tx: ShopSql, orderIds: readonly string[], readAt: string): Promise<void> {
  await tx.query(
    `update shop_order set changed_at = 'epoch', heard_at = 'epoch', deleted_at = null, routing_due = routed_at is not null
      where shop_id = $1 and order_id = any($2::text[]) and (heard_at < $3 or heard_at > now() + interval '1 hour')`,
    [orderIds, readAt],
  )
}

/**
 * Orders with open units or backorders, in the order of their ids. `isCompared`: all of it was read or heard since.
 */
export async function loadOpenOrders(
  tx: ShopSql,
  { after, limit, since }: { readonly after: string; readonly limit: number; readonly since: string },
): Promise<{ orderId: string; lineCount: number; orderedAt: string; isCompared: boolean }[]> {
  return await tx.query(
    `with open as (
            (select distinct order_id from order_line
              where shop_id = $1 and open > 0 and order_id > $2 order by order_id limit $3)
             union
            (select distinct order_id from backorder
              where shop_id = $1 and ${isUnsettled} and order_id > $2 order by order_id limit $3)
              order by order_id limit $3)
     select o.order_id as "orderId", ${isoInstant('o.ordered_at')} as "orderedAt",
            o.heard_at between $4 and now() as "isCompared",
            (select count(*)::int from order_line l where l.shop_id = $1 and l.order_id = o.order_id) as "lineCount"
       from open join shop_order o on o.shop_id = $1 and o.order_id = open.order_id
      order by o.order_id`,
    [after, limit, since],
  )
}

/**
 * Lines that are with an order to which they do not belong: whose they are may be told by what is recorded of them, or
 * it is an order that has no line any more. These orders are to be read.
 */
export async function askForOrdersOfStrayLines(tx: ShopSql, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return
  await tx.query(
    `update shop_order o set read_due = true, touched_at = 'infinity', read_from = null, heard_at = 'epoch', changed_at = 'epoch'
      where shop_id = $1 and deleted_at is null
        and (order_id in (select order_id from backorder where shop_id = $1 and line_id = any($2::text[]))
             or not exists (select from order_line l where l.shop_id = $1 and l.order_id = o.order_id))`,
    [lineIds],
  )
}

/** A backorder is of the item of its line. */
export async function correctBackorderItems(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  const which = 'order_id = any($2::text[])'
  await takeInOrder(tx, { table: 'backorder', key: 'backorder_id', which, values: [orderIds] })
  const moved = await tx.query<MovedLine>(
    `select backorder.order_id as "orderId", backorder.item_id as "itemId"
       from order_line as line
       join backorder on backorder.shop_id = $1 and backorder.line_id = line.line_id and backorder.item_id <> line.item_id
      where line.shop_id = $1 and line.order_id = any($2::text[])`,
    [orderIds],
  )
  await forgetMovedLines(tx, moved)
  const written = await tx.query<{ order_id: string }>(
    `update backorder set item_id = line.item_id
       from order_line as line
      where line.shop_id = $1 and line.order_id = any($2::text[]) and line.item_id is not null
        and backorder.shop_id = $1 and backorder.line_id = line.line_id and backorder.item_id <> line.item_id
     returning backorder.order_id`,
    [orderIds],
  )
  await markOrdersOf(tx, written)
}

/** Of these items, the ones that we have. */
export async function loadKnownItems(tx: ShopSql, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    'select item_id from item where shop_id = $1 and item_id = any($2::text[])',
    [itemIds],
  )
  return rows.map((row) => row.item_id)
}

/** What is read of these items is written whatever ours say. */
export async function distrustItems(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  await tx.query(
    `update item set changed_at = 'epoch', deleted_at = null where shop_id = $1 and item_id = any($2::text[])`,
    [itemIds],
  )
  await tx.query('update stock_point set read_at = null where shop_id = $1 and item_id = any($2::text[])', [itemIds])
}

/** Their orders were just read: the next plan trusts what it has and waits for no news. */
export async function trustOrdersOf(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  await tx.query(
    'update due_item set orders_read = true, due_at = now() where shop_id = $1 and item_id = any($2::text[])',
    [itemIds],
  )
}
