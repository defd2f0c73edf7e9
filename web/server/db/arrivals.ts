import type { Day } from '../../domain/planning/facts.ts'
import type { ShopSql } from './with-shop.ts'

export type NewArrival = {
  readonly supplierOrderId: string
  readonly supplierOrderLineId: string
  readonly itemId: string
  readonly locationId: string
  readonly units: number
  readonly due: Day | null
  readonly isOrdered: boolean
}

/** Units that are still to come; several for one line come on several days. */
export async function insertArrivals(tx: ShopSql, shop: string, arrivals: readonly NewArrival[]): Promise<void> {
  if (arrivals.length === 0) return
  await tx.query(
    `insert into arrival (shop_id, supplier_order_id, supplier_order_line_id, item_id, location_id, units, due, is_ordered)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::date[], $8::bool[])`,
    [
      shop,
      arrivals.map((arrival) => arrival.supplierOrderId),
      arrivals.map((arrival) => arrival.supplierOrderLineId),
      arrivals.map((arrival) => arrival.itemId),
      arrivals.map((arrival) => arrival.locationId),
      arrivals.map((arrival) => arrival.units),
      arrivals.map((arrival) => arrival.due),
      arrivals.map((arrival) => arrival.isOrdered),
    ],
  )
}

/** More units of drafts' lines: they come with those that come last, or without a day where none has come to be yet. */
export async function addToArrivals(tx: ShopSql, shop: string, arrivals: readonly NewArrival[]): Promise<void> {
  const raised = await tx.query<{ line: string }>(
    `update arrival set units = arrival.units + more.units
       from (select distinct on (known.supplier_order_line_id) known.arrival_id, more.units
               from unnest($2::bigint[], $3::int[]) as more(line, units)
               join arrival known on known.shop_id = $1 and known.supplier_order_line_id = more.line
              order by known.supplier_order_line_id, known.due desc nulls first, known.arrival_id desc) as more
      where arrival.shop_id = $1 and arrival.arrival_id = more.arrival_id
     returning arrival.supplier_order_line_id::text as line`,
    [shop, arrivals.map((arrival) => arrival.supplierOrderLineId), arrivals.map((arrival) => arrival.units)],
  )
  const known = new Set(raised.map((row) => row.line))
  await insertArrivals(
    tx,
    shop,
    arrivals.filter((arrival) => !known.has(arrival.supplierOrderLineId)),
  )
}
