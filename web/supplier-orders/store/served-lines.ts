import { probeLineAndOrder } from '../../platform/db/probe.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** An order line that a supplier order serves. */
export type ServedLineRecord = {
  readonly supplierOrderLineId: string
  readonly orderId: string
  readonly orderName: string
  readonly lineId: string
  readonly backorderId: string | null
  readonly title: string
  readonly sku: string | null
  readonly units: number
  readonly due: string | null
  readonly readyOn: string | null
  readonly isDelayed: boolean
}

/** Pegged units, one row for each order line; of a draft what its lines were raised for. */
const served = `
  select a.supplier_order_line_id, p.line_id, p.location_id, sum(p.units)::float8 as units, max(a.due) as due
    from arrival a
   cross join lateral (select * from peg where peg.shop_id = $1 and peg.arrival_id = a.arrival_id offset 0) as p
   where a.shop_id = $1 and a.supplier_order_id = $2::bigint and a.is_ordered
   group by a.supplier_order_line_id, p.line_id, p.location_id
   union all
  select f.supplier_order_line_id, f.line_id, f.location_id, f.units, null
    from supplier_order o
    join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
    join ordered_for f on f.shop_id = $1 and f.supplier_order_line_id = l.supplier_order_line_id
   where o.shop_id = $1 and o.supplier_order_id = $2::bigint and o.state = 'draft'`

/**
 * One page of them, those that wait longest first. Each record is found by its line: of a shop that grew since the last
 * ANALYZE, PostgreSQL would take the index of locations, in which every record of the shop may be.
 */
export async function listServedLines(
  tx: ShopSql,
  supplierOrderId: string,
  supplierOrderLineId: string | null,
  offset: number,
  limit: number,
): Promise<{ rows: ServedLineRecord[]; total: number }> {
  const values = [supplierOrderId, supplierOrderLineId]
  const chosen = '($3::bigint is null or served.supplier_order_line_id = $3)'
  const rows = await tx.query<ServedLineRecord>(
    `select served.supplier_order_line_id::text as "supplierOrderLineId", shop_order.order_id as "orderId",
            shop_order.name as "orderName", served.line_id as "lineId", b.backorder_id::text as "backorderId",
            line.title, line.sku, served.units, served.due::text as due, b.ready_on::text as "readyOn",
            coalesce(b.ready_on is null and b.next_arrival_on < ${today}, false) as "isDelayed"
       from (${served}) as served ${probeLineAndOrder('served.line_id')}
       left join lateral (
            select backorder_id, ready_on, next_arrival_on from backorder
             where backorder.shop_id = $1 and backorder.line_id = served.line_id
               and backorder.location_id || '' = served.location_id limit 1) as b on true
      where ${chosen}
      order by shop_order.ordered_at, served.line_id, served.supplier_order_line_id, served.location_id
     offset $4 limit $5`,
    [...values, offset, limit],
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from (${served}) as served where ${chosen}`,
    values,
  )
  return { rows, total: counted?.total ?? 0 }
}

/** Per line of the order: units of it that fill what its place owes; of a draft those that it was raised for. */
export async function countOwedServed(tx: ShopSql, supplierOrderId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ line: string; units: number }>(
    `select a.supplier_order_line_id::text as line, sum(p.units)::float8 as units
       from arrival a
       join owed_peg p on p.shop_id = $1 and p.arrival_id = a.arrival_id
      where a.shop_id = $1 and a.supplier_order_id = $2::bigint and a.is_ordered
      group by a.supplier_order_line_id
      union all
     select l.supplier_order_line_id::text, l.for_owed
       from supplier_order o
       join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id and l.for_owed > 0
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint and o.state = 'draft'`,
    [supplierOrderId],
  )
  return new Map(rows.map(({ line, units }) => [line, units]))
}

export type ServedUnits = { readonly supplierOrderLineId: string; readonly lines: number; readonly units: number }

/** Per line of the order: how many order lines it serves, with how many units. */
export async function countServed(tx: ShopSql, supplierOrderId: string): Promise<Map<string, ServedUnits>> {
  const rows = await tx.query<ServedUnits>(
    `select supplier_order_line_id::text as "supplierOrderLineId", count(*)::int as lines, sum(units)::float8 as units
       from (${served}) as served group by supplier_order_line_id`,
    [supplierOrderId],
  )
  return new Map(rows.map((row) => [row.supplierOrderLineId, row]))
}
