import { isHindered, isOpenPlace } from '../../mirror/store/stock/obstacles.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import type { Demand } from '../rules/facts.ts'
import { type Expected, type SupplyHistory, withExpectedDays, withSupplyHistory } from './days/expected-arrivals.ts'

/** `supplierOrder` is null for what comes with a native document. */
export type OrderedArrival = Expected & { readonly supplierOrder: string | null }

/**
 * Units of these items that were ordered and are still to come. Nothing comes to a closed location before it is open again, and
 * of a deleted item nothing can be received any more.
 */
export async function loadArrivals(tx: ShopSql, itemIds: readonly string[]): Promise<OrderedArrival[]> {
  return await withExpectedDays(tx, await loadRecordedArrivals(tx, itemIds))
}

/** The same, with what is known of who sends them and of these suppliers. */
export async function loadArrivalsWithHistory(
  tx: ShopSql,
  itemIds: readonly string[],
  suppliers: readonly string[],
): Promise<{ readonly arrivals: readonly OrderedArrival[]; readonly history: SupplyHistory }> {
  return await withSupplyHistory(tx, await loadRecordedArrivals(tx, itemIds), suppliers)
}

type RecordedArrival = Omit<OrderedArrival, 'expectedOn'> & { readonly today: Day }

async function loadRecordedArrivals(tx: ShopSql, itemIds: readonly string[]): Promise<RecordedArrival[]> {
  return await tx.query<RecordedArrival>(
    `select arrival_id::text as arrival, supplier_order_id::text as "supplierOrder", item_id as item,
            location_id as location, units, to_char(due, 'YYYY-MM-DD') as due, to_char(today, 'YYYY-MM-DD') as today
       from arrival cross join (select ${today} as today) as clock
      where shop_id = $1 and item_id = any($2::text[]) and is_ordered and ${isOpenPlace('arrival')}
        and not ${isHindered('arrival', 'item-deleted')}`,
    [itemIds],
  )
}

export type Wish = Pick<Demand, 'pin' | 'alsoPinned'> & { readonly rank: number }

/** What the merchant wants of open lines of these items, by line. */
export async function loadWishes(tx: ShopSql, itemIds: readonly string[]): Promise<Map<string, Wish>> {
  const rows = await tx.query<{ line_id: string; rank: number; pin: string | null; also: string[] }>(
    `select wish.line_id, wish.rank, wish.pin::text, wish.also_pinned::text[] as also
       from line_wish as wish
       join order_line as line on line.shop_id = $1 and line.line_id = wish.line_id
      where wish.shop_id = $1 and line.item_id = any($2::text[]) and line.open > 0`,
    [itemIds],
  )
  return new Map(
    rows.map(({ line_id, rank, pin, also }) => {
      return [line_id, { rank, ...(pin === null ? {} : { pin }), ...(also.length === 0 ? {} : { alsoPinned: also }) }]
    }),
  )
}

/**
 * Open units that came for lines of these items, keyed `line@location`: of all units of the line there, so many are its
 * own, the shipped ones first.
 */
export async function loadReleased(
  tx: ShopSql,
  itemIds: readonly string[],
  lines: readonly { readonly line: string; readonly location: string; readonly shipped: number }[],
): Promise<Map<string, number>> {
  // Few lines have any: each of them is looked up, and no other line is touched.
  const rows = await tx.query<{ place: string; units: number }>(
    `select released.line_id || '@' || released.location_id as place, released.units
       from released_line as released
      where released.shop_id = $1
        and (select line.item_id = any($2::text[]) from order_line as line
              where line.shop_id = $1 and line.line_id = released.line_id limit 1)`,
    [itemIds],
  )
  if (rows.length === 0) return new Map()
  const shipped = new Map(lines.map((one) => [`${one.line}@${one.location}`, one.shipped]))
  return new Map(rows.map(({ place, units }) => [place, Math.max(0, units - (shipped.get(place) ?? 0))]))
}
