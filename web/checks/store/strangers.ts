import { type ItemSlice, inSlice } from '../../mirror/store/marks/item-slice.ts'
import { countsReceived } from '../../mirror/store/stock/counts-received.ts'
import { isOpenPlace } from '../../mirror/store/stock/obstacles.ts'
import { isUnsettled } from '../../planning/store/record/recorded-backorders.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// Committed units that Shopify counts and no order of ours explains belong to orders that we may not read.

/** Our open units at a stock point: all of the item's in a shop with one location, else those routed there. */
function known(point: string, locations: readonly string[]): string {
  if (locations.length === 1) {
    return `select sum(line.open) as units from order_line as line
             where line.shop_id = $1 and line.item_id = ${point}.item_id and line.open > 0`
  }
  return `select sum(least(routed.remaining, line.open)) as units from order_line as line
            join fulfillment_order_line as routed on routed.shop_id = $1 and routed.line_id = line.line_id
           where line.shop_id = $1 and line.item_id = ${point}.item_id and line.open > 0
             and routed.location_id = ${point}.location_id`
}

/**
 * Items behind `after`, in their order, with other committed units somewhere than our orders explain, or with strangers:
 * more belong to orders that we may not read, and fewer to orders that took no stock. How many are committed may be unknown.
 */
export async function findItemsWithStrangers(
  tx: ShopSql,
  locations: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    `select distinct point.item_id
       from stock_point as point
       join item on item.shop_id = $1 and item.item_id = point.item_id and item.tracked
       left join lateral (${known('point', locations)}) as known on true
      where point.shop_id = $1 and point.connected and point.item_id > $2
        and (point.strangers > 0 or point.committed is distinct from coalesce(known.units, 0))
      order by point.item_id limit $3`,
    [after, limit],
  )
  return rows.map((row) => row.item_id)
}

/** Of these items, those with an order that changed since: what was read before that is no longer of one moment. */
export async function findMovingItems(tx: ShopSql, itemIds: readonly string[], since: string): Promise<Set<string>> {
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and line.item_id = any($2::text[]) and shop_order.changed_at >= $3`,
    [itemIds, since],
  )
  return new Set(rows.map((row) => row.item_id))
}

/** Of these items, the ones of which something is due; all of them while a delivery of the shop waits. */
export async function loadBusyItems(tx: ShopSql, itemIds: readonly string[]): Promise<Set<string> | 'all'> {
  const waiting = await tx.query(`select from delivery where shop_id = $1 and state = 'waiting' limit 1`)
  if (waiting.length > 0) return 'all'
  const rows = await tx.query<{ item_id: string }>(
    `select item_id from due_item where shop_id = $1 and item_id = any($2::text[])
      union
     select line.item_id from order_line as line
       join shop_order o on o.shop_id = $1 and o.order_id = line.order_id and o.read_due
      where line.shop_id = $1 and line.item_id = any($2::text[])`,
    [itemIds],
  )
  return new Set(rows.map((row) => row.item_id))
}

/** The last of so many items behind `after`; null where there are no more than these. */
export async function findEndOfSlice(tx: ShopSql, after: string, items: number): Promise<string | null> {
  const [row] = await tx.query<{ item_id: string }>(
    'select item_id from item where shop_id = $1 and item_id > $2 order by item_id offset $3 limit 1',
    [after, items - 1],
  )
  return row?.item_id ?? null
}

/**
 * Items of the slice that are tight: below zero somewhere, with more open units than their shelves hold, or recorded as short. Where only
 * what was received counts nothing is taken to be there before it was worked out.
 */
export async function findItemsToPlan(tx: ShopSql, slice: ItemSlice): Promise<string[]> {
  // So soon after an import PostgreSQL has no statistics, and one row for each row of many would take minutes.
  await tx.queryWithoutShop('set local enable_nestloop = off')
  const rows = await tx.query<{ item_id: string }>(
    `with point as (
            select item_id, location_id, available,
                   case when ${countsReceived('stock_point')} then 0
                        else greatest(0, coalesce(available, 0) + coalesce(committed, 0) - strangers) end as units
              from stock_point where shop_id = $1 and ${inSlice} and connected and ${isOpenPlace('stock_point')}),
          shelf as (select item_id, sum(units) as units, min(available) as least from point group by item_id),
          demand as (
            select item_id, sum(open) as units from order_line
             where shop_id = $1 and open > 0 and ${inSlice} group by item_id),
          routed as (
            select line.item_id, place.location_id, sum(least(place.remaining, line.open)) as units
              from order_line as line
              join fulfillment_order_line as place on place.shop_id = $1 and place.line_id = line.line_id
             where line.shop_id = $1 and line.open > 0 and line.item_id > $2 and ($3::text is null or line.item_id <= $3)
             group by line.item_id, place.location_id),
          tight as (
            select item_id from shelf where least < 0
             union
            select item_id from demand left join shelf using (item_id) where demand.units > coalesce(shelf.units, 0)
             union
            select item_id from routed left join point using (item_id, location_id)
             where routed.units > coalesce(point.units, 0))
     select tight.item_id from tight left join item on item.shop_id = $1 and item.item_id = tight.item_id
      where coalesce(item.tracked, true)
      union
     select item_id from backorder where shop_id = $1 and ${isUnsettled} and ${inSlice}
      union
     select item_id from owed_stock where shop_id = $1 and ${inSlice}`,
    [slice.after, slice.upTo],
  )
  await tx.queryWithoutShop('set local enable_nestloop = on')
  return rows.map((row) => row.item_id)
}
