import { withExpectedDays } from '../../planning/store/days/expected-arrivals.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { LineArrival } from '../rules/receive.ts'

/** Every location that was heard of: enough to say who waits where, also before all of them were read. */
export async function loadKnownLocations(tx: ShopSql): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select location_id as id from location where shop_id = $1 and deleted_at is null order by location_id',
  )
  return rows.map((row) => row.id)
}

/** What is still to come of these items to a location, the earliest first. Receipts are of supplier orders: what comes natively is of no line of theirs. */
export async function loadArrivalsAt(
  tx: ShopSql,
  itemIds: readonly string[],
  locationId: string,
): Promise<LineArrival[]> {
  const rows = await tx.query<LineArrival & { today: string }>(
    `select arrival_id::text as arrival, coalesce(supplier_order_line_id::text, 'native/' || arrival_id) as "supplierOrderLine", item_id as item,
            location_id as location, units, due::text, to_char(today, 'YYYY-MM-DD') as today
       from arrival cross join (select ${today} as today) as clock where shop_id = $1 and item_id = any($2::text[]) and location_id = $3 and is_ordered
      order by due nulls last, arrival_id`,
    [itemIds, locationId],
  )
  return await withExpectedDays(tx, rows)
}

/** Of these orders, the lines that wait for stock. */
export async function loadWaitingLines(
  tx: ShopSql,
  orderIds: readonly string[],
): Promise<{ readonly orderId: string; readonly lineId: string; readonly locationId: string }[]> {
  if (orderIds.length === 0) return []
  return await tx.query(
    `select order_id as "orderId", line_id as "lineId", location_id as "locationId" from backorder
      where shop_id = $1 and order_id = any($2::text[]) and state = 'open'`,
    [orderIds],
  )
}

export type NamedLine = {
  readonly lineId: string
  readonly orderName: string
  readonly orderedAt: string
  readonly backorderId: string | null
  readonly sku: string | null
  readonly title: string
}

/** What people call these lines. */
export async function loadNamesOfLines(
  tx: ShopSql,
  lineIds: readonly string[],
  locationId: string,
): Promise<Map<string, NamedLine>> {
  const rows = await tx.query<NamedLine>(
    `select line.line_id as "lineId", o.name as "orderName", ${isoInstant('o.ordered_at')} as "orderedAt",
            b.backorder_id::text as "backorderId", line.sku, line.title
       from order_line line
       join shop_order o on o.shop_id = $1 and o.order_id = line.order_id
       left join backorder b on b.shop_id = $1 and b.line_id = line.line_id and b.location_id = $3
      where line.shop_id = $1 and line.line_id = any($2::text[])`,
    [lineIds, locationId],
  )
  return new Map(rows.map((row) => [row.lineId, row]))
}
