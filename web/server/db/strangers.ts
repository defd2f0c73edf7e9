import type { ShopSql } from './with-shop.ts'

// Committed units that Shopify counts and no order of ours explains belong to orders that we may not read.

/** Our open units at a stock point: all of the item's in a shop with one location, else those routed there. */
function known(point: string, locations: readonly string[]): string {
  if (locations.length === 1) {
    return `select sum(line.open) as units from order_line as line
             where line.shop_id = $1 and line.item_id = ${point}.item_id and line.open > 0`
  }
  return `select sum(least(routed.remaining, line.open)) as units from order_line as line
            join fulfillment_order_line as routed on routed.shop_id = $1 and routed.line_id = line.line_id
            join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id and routed_at is not null
           where line.shop_id = $1 and line.item_id = ${point}.item_id and line.open > 0
             and routed.location_id = ${point}.location_id`
}

/** Items behind `after`, in their order, with more committed units somewhere than our orders explain, or with strangers. */
export async function findItemsWithStrangers(
  tx: ShopSql,
  shop: string,
  locations: readonly string[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    `select distinct point.item_id
       from stock_point as point
       join item on item.shop_id = $1 and item.item_id = point.item_id and item.tracked
       left join lateral (${known('point', locations)}) as known on true
      where point.shop_id = $1 and point.connected and point.item_id > $2
        and (point.strangers > 0 or point.committed > coalesce(known.units, 0))
      order by point.item_id limit $3`,
    [shop, after, limit],
  )
  return rows.map((row) => row.item_id)
}

/** Of these items, those with an order that changed since: what was read before that is no longer of one moment. */
export async function findMovingItems(
  tx: ShopSql,
  shop: string,
  itemIds: readonly string[],
  since: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and line.item_id = any($2::text[]) and shop_order.changed_at >= $3`,
    [shop, itemIds, since],
  )
  return new Set(rows.map((row) => row.item_id))
}

/** Items that are tight: below zero somewhere, with more open units than their shelves hold, or recorded as short. */
export async function findItemsToPlan(tx: ShopSql, shop: string, locations: readonly string[]): Promise<string[]> {
  const shelf = 'greatest(0, coalesce(available, 0) + coalesce(committed, 0) - strangers)'
  const rows = await tx.query<{ item_id: string }>(
    `with point as (
            select stock_point.item_id, location_id, available, ${shelf} as shelf
              from stock_point
              left join item on item.shop_id = $1 and item.item_id = stock_point.item_id
             where stock_point.shop_id = $1 and connected and coalesce(item.tracked, true)),
          open as (
            select line.item_id, sum(line.open) as units from order_line as line
              left join item on item.shop_id = $1 and item.item_id = line.item_id
             where line.shop_id = $1 and line.open > 0 and line.item_id is not null and coalesce(item.tracked, true)
             group by line.item_id)
     select item_id from point where available < 0
      union
     select item_id from open
      where units > (select coalesce(sum(shelf), 0) from point where point.item_id = open.item_id)
      union
     select point.item_id from point
       join open on open.item_id = point.item_id
       join lateral (${known('point', locations)}) as known on known.units > point.shelf
      union
     select item_id from backorder where shop_id = $1 and state in ('open', 'ready')`,
    [shop],
  )
  return rows.map((row) => row.item_id)
}
