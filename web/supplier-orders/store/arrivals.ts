import { forgetPins, movePins } from '../../planning/store/pins.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import type { RecordedPart } from '../rules/expected-days.ts'

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
export async function insertArrivals(tx: ShopSql, arrivals: readonly NewArrival[]): Promise<void> {
  if (arrivals.length === 0) return
  await tx.query(
    `insert into arrival (shop_id, supplier_order_id, supplier_order_line_id, item_id, location_id, units, due, is_ordered)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::date[], $8::bool[])
     returning 1`,
    [
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
export async function addToArrivals(tx: ShopSql, arrivals: readonly NewArrival[]): Promise<void> {
  const raised = await tx.query<{ line: string }>(
    `update arrival set units = arrival.units + more.units
       from (select distinct on (known.supplier_order_line_id) known.arrival_id, more.units
               from unnest($2::bigint[], $3::int[]) as more(line, units)
               join arrival known on known.shop_id = $1 and known.supplier_order_line_id = more.line
              order by known.supplier_order_line_id, known.due desc nulls first, known.arrival_id desc) as more
      where arrival.shop_id = $1 and arrival.arrival_id = more.arrival_id
     returning arrival.supplier_order_line_id::text as line`,
    [arrivals.map((arrival) => arrival.supplierOrderLineId), arrivals.map((arrival) => arrival.units)],
  )
  const known = new Set(raised.map((row) => row.line))
  await insertArrivals(
    tx,
    arrivals.filter((arrival) => !known.has(arrival.supplierOrderLineId)),
  )
}

export type ArrivalChanges = {
  readonly changed: readonly RecordedPart[]
  readonly removed: readonly RecordedPart[]
  readonly added: readonly NewArrival[]
}

/** Who is pinned to an arrival that is gone is pinned to nothing. */
export async function applyPartChanges(tx: ShopSql, changes: ArrivalChanges): Promise<void> {
  const { changed, removed, added } = changes
  if (removed.length > 0) {
    const gone = removed.map((part) => part.arrivalId)
    await forgetPins(tx, gone)
    await tx.query('delete from arrival where shop_id = $1 and arrival_id = any($2::bigint[])', [gone])
  }
  if (changed.length > 0) {
    await tx.query(
      `update arrival set units = n.units, due = n.due,
              dated_by_ordering = arrival.dated_by_ordering and arrival.due is not distinct from n.due
         from unnest($2::bigint[], $3::int[], $4::date[]) as n(id, units, due)
        where arrival.shop_id = $1 and arrival.arrival_id = n.id`,
      [changed.map((part) => part.arrivalId), changed.map((part) => part.units), changed.map((part) => part.due)],
    )
  }
  await insertArrivals(tx, added)
}

/**
 * A draft is ordered: its units serve whoever waits from now on. What has no day gets the one said of its line, and comes
 * together with what has that day.
 */
export async function orderArrivals(
  tx: ShopSql,
  supplierOrderId: string,
  dueOfLines: ReadonlyMap<string, Day | null>,
): Promise<void> {
  await tx.query(
    `update arrival set is_ordered = true, due = coalesce(arrival.due, n.due), dated_by_ordering = arrival.due is null
       from unnest($3::bigint[], $4::date[]) as n(line, due)
      where arrival.shop_id = $1 and arrival.supplier_order_id = $2::bigint and arrival.supplier_order_line_id = n.line`,
    [supplierOrderId, [...dueOfLines.keys()], [...dueOfLines.values()]],
  )
  await joinEqualDays(tx, supplierOrderId)
}

/** It is a draft again: days that it was given by being ordered go with that. */
export async function unorderArrivals(tx: ShopSql, supplierOrderId: string): Promise<void> {
  await tx.query(
    `update arrival set is_ordered = false, dated_by_ordering = false, due = case when not dated_by_ordering then due end
      where shop_id = $1 and supplier_order_id = $2::bigint`,
    [supplierOrderId],
  )
  await joinEqualDays(tx, supplierOrderId)
}

/** What comes of a line on one day is one arrival. Who is pinned to one of them is pinned to that. */
async function joinEqualDays(tx: ShopSql, supplierOrderId: string): Promise<void> {
  const joined = await tx.query<{ kept: string; gone: string[]; units: number }>(
    `select min(arrival_id)::text as kept, sum(units)::int as units,
            (array_agg(arrival_id::text order by arrival_id))[2:] as gone
       from arrival where shop_id = $1 and supplier_order_id = $2::bigint
      group by supplier_order_line_id, due having count(*) > 1`,
    [supplierOrderId],
  )
  if (joined.length === 0) return
  const moves = joined.flatMap(({ kept, gone }) => gone.map((arrival) => ({ kept, arrival })))
  await movePins(tx, new Map(moves.map(({ kept, arrival }) => [arrival, [kept]])))
  await tx.query('delete from arrival where shop_id = $1 and arrival_id = any($2::bigint[])', [
    moves.map(({ arrival }) => arrival),
  ])
  await tx.query(
    `update arrival set units = n.units from unnest($2::bigint[], $3::int[]) as n(id, units)
      where arrival.shop_id = $1 and arrival.arrival_id = n.id`,
    [joined.map(({ kept }) => kept), joined.map(({ units }) => units)],
  )
}
