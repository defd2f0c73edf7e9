import { countsReceived } from '../../mirror/store/stock/counts-received.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { isUnsettled } from './record/recorded-backorders.ts'

/** Items of which more units were opened, with how many. */
export type OpenedUnits = ReadonlyMap<string, number>

/**
 * Of these items, the ones that need a reading: some stock point is, or would be, below what is held back, or is
 * unknown, or has no more than was sold since Shopify last said what is committed, for orders that take no stock lower
 * nothing and may have all there is; or only what was received counts there, of which Shopify's figure says nothing; or something of the item is recorded as short or
 * owed, or is waiting for a plan already. An untracked item is never short, but what was recorded of it before is followed to
 * its end.
 */
export async function findTightItems(tx: ShopSql, opened: OpenedUnits): Promise<string[]> {
  if (opened.size === 0) return []
  // Backorders are asked for by all items at once: one by one, PostgreSQL reads all of the shop's before the first.
  // The lists are read in a query of their own, so that PostgreSQL takes a plan for any length to be as good as one for this length:
  // planning takes four times as long as the answer.
  const rows = await tx.query<{ item_id: string }>(
    `select touched.item_id
       from unnest((select $2::text[]), (select $3::int[])) as touched(item_id, units)
       left join item on item.shop_id = $1 and item.item_id = touched.item_id
       left join lateral (
            select min(available::bigint - held_back) as least, bool_or(available is null) as is_unknown,
                   bool_or(${countsReceived('stock_point')}) as counts_received,
                   sum(coalesce(committed, 0) - strangers) as committed
              from stock_point
             where stock_point.shop_id = $1 and stock_point.item_id = touched.item_id and connected) as point on true
       left join lateral (
            select sum(open) as units from order_line
             where shop_id = $1 and order_line.item_id = touched.item_id and open > 0) as owed on true
      where coalesce(item.tracked, true)
            and (point.least is null or point.is_unknown or point.counts_received or point.least - touched.units < 0
                 or owed.units > point.committed and point.least <= owed.units - point.committed)
         or touched.item_id in (
            select item_id from due_item where due_item.shop_id = $1 and due_item.item_id = any($2::text[]))
         or touched.item_id in (
            select item_id from owed_stock where owed_stock.shop_id = $1 and owed_stock.item_id = any($2::text[]))
         or touched.item_id in (
            select item_id from backorder
             where backorder.shop_id = $1 and backorder.item_id = any($2::text[]) and ${isUnsettled})`,
    [[...opened.keys()], [...opened.values()]],
  )
  return rows.map((row) => row.item_id)
}
