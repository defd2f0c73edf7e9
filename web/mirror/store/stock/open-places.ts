import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { isClosed, isOpenPlace } from './obstacles.ts'

// A location that was deactivated or deleted is closed: its stock counts for nothing, nothing can be received there, and
// what is to be fulfilled from there must be moved first. A location that was never heard of is taken to be open.

/** Of these locations, those that are known, and whether they are open. */
export async function loadWhetherOpen(
  tx: ShopSql,
  locationIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (locationIds.length === 0) return new Map()
  const rows = await tx.query<{ id: string; is_open: boolean }>(
    `select location_id as id, not ${isClosed('location')} as is_open from location
      where shop_id = $1 and location_id = any($2::text[])`,
    [locationIds],
  )
  return new Map(rows.map((row) => [row.id, row.is_open]))
}

/**
 * The items that are planned otherwise now that these locations were closed or opened, with the location: what waits, is
 * owed or comes there, open orders of what is stocked there, and once it is open again what was not counted meanwhile.
 */
export async function findItemsAt(
  tx: ShopSql,
  locationIds: readonly string[],
): Promise<{ itemId: string; locationId: string }[]> {
  if (locationIds.length === 0) return []
  return await tx.query(
    `select item_id as "itemId", location_id as "locationId" from backorder
      where shop_id = $1 and location_id = any($2::text[]) and state in ('open', 'ready')
      union
     select item_id, location_id from owed_stock where shop_id = $1 and location_id = any($2::text[])
      union
     select item_id, location_id from arrival where shop_id = $1 and location_id = any($2::text[]) and is_ordered
      union
     select item_id, location_id from stock_point as point
      where shop_id = $1 and location_id = any($2::text[])
        and (not connected and ${isOpenPlace('point')}
             or exists (select from order_line as line
                         where line.shop_id = $1 and line.item_id = point.item_id and line.open > 0))`,
    [locationIds],
  )
}
