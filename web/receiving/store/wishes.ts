import type { ShopSql } from '../../platform/db/with-shop.ts'

export type LineWish = {
  readonly lineId: string
  /** Absent: as it was. */
  readonly rank?: number
  /** An arrival; null: none. Absent: as it was. */
  readonly pin?: string | null
}

/** What the merchant wants of these lines. Whoever unpins a line gives back what came for it besides. */
export async function recordWishes(tx: ShopSql, wishes: readonly LineWish[]): Promise<void> {
  if (wishes.length === 0) return
  await tx.query(
    `with wanted as materialized (
        select wish.line_id, coalesce(wish.rank, known.rank, 0) as rank,
               case when wish.has_pin then wish.pin else known.pin end as pin,
               case when wish.has_pin or known.also_pinned is null then '{}' else known.also_pinned end as also_pinned
          from unnest($2::text[], $3::int[], $4::bigint[], $5::bool[]) as wish(line_id, rank, pin, has_pin)
          left join line_wish known on known.shop_id = $1 and known.line_id = wish.line_id)
     insert into line_wish (shop_id, line_id, rank, pin, also_pinned) select $1, wanted.* from wanted
         on conflict (shop_id, line_id)
         do update set rank = excluded.rank, pin = excluded.pin, also_pinned = excluded.also_pinned`,
    [
      wishes.map((wish) => wish.lineId),
      wishes.map((wish) => wish.rank ?? null),
      wishes.map((wish) => wish.pin ?? null),
      wishes.map((wish) => wish.pin !== undefined),
    ],
  )
  await tx.query('delete from released_line where shop_id = $1 and line_id = any($2::text[])', [
    wishes.filter((wish) => wish.pin === null).map((wish) => wish.lineId),
  ])
}

/** The items of these order lines; a line that the shop has not is left out. */
export async function loadItemsOfLines(
  tx: ShopSql,
  lineIds: readonly string[],
): Promise<{ readonly lineId: string; readonly itemId: string }[]> {
  return await tx.query(
    `select line_id as "lineId", item_id as "itemId" from order_line
      where shop_id = $1 and line_id = any($2::text[]) and item_id is not null`,
    [lineIds],
  )
}

export type PinnableArrival = {
  readonly arrivalId: string
  readonly itemId: string
  readonly locationId: string
  /** Null for what comes with a native document. */
  readonly supplierOrderId: string | null
  readonly number: number | null
}

/** An arrival that lines can be pinned to; null where there is none with this id. */
export async function findArrival(tx: ShopSql, arrivalId: string): Promise<PinnableArrival | null> {
  const [found] = await tx.query<PinnableArrival>(
    `select a.arrival_id::text as "arrivalId", a.item_id as "itemId", a.location_id as "locationId", o.supplier_order_id::text as "supplierOrderId", o.number
       from arrival a left join supplier_order o on o.shop_id = $1 and o.supplier_order_id = a.supplier_order_id
      where a.shop_id = $1 and a.arrival_id = $2::bigint and a.is_ordered`,
    [arrivalId],
  )
  return found ?? null
}

/** SQL: where units of the lines `$2` of shop `$1` are owed, as far as it is known. */
const placesSql = `
  select line_id, location_id from backorder
   where shop_id = $1 and line_id = any($2::text[]) and state in ('open', 'ready')
   union
  select line_id, location_id from fulfillment_order_line
   where shop_id = $1 and line_id = any($2::text[]) and remaining > 0`

/** The names of other locations at which units of these lines are owed too, by line. */
export async function loadOtherPlaces(
  tx: ShopSql,
  lineIds: readonly string[],
  locationId: string,
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ lineId: string; names: string[] }>(
    `select places.line_id as "lineId", array_agg(coalesce(l.name, places.location_id) order by l.name) as names
       from (${placesSql}) as places
       left join location l on l.shop_id = $1 and l.location_id = places.location_id
      where places.location_id <> $3
      group by places.line_id`,
    [lineIds, locationId],
  )
  return new Map(rows.map(({ lineId, names }) => [lineId, names]))
}

/** Of these lines, those that are pinned to what comes to another location. */
export async function loadPinnedElsewhere(
  tx: ShopSql,
  lineIds: readonly string[],
  locationId: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ lineId: string }>(
    `select wish.line_id as "lineId" from line_wish wish
       join arrival a on a.shop_id = $1 and a.arrival_id = any(array_prepend(wish.pin, wish.also_pinned))
      where wish.shop_id = $1 and wish.line_id = any($2::text[]) and a.location_id <> $3`,
    [lineIds, locationId],
  )
  return new Set(rows.map(({ lineId }) => lineId))
}

/** Of these lines, those of which it is known that all that is owed of them is owed at other places. */
export async function loadLinesElsewhere(
  tx: ShopSql,
  lineIds: readonly string[],
  locationId: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ lineId: string }>(
    `select line_id as "lineId" from (${placesSql}) as places
      group by line_id having not bool_or(location_id = $3)`,
    [lineIds, locationId],
  )
  return new Set(rows.map(({ lineId }) => lineId))
}

type ReleasedLine = { readonly lineId: string; readonly locationId: string; readonly units: number }

/** Of all units of the lines there, so many are theirs from now on. What lines had that have left is forgotten. */
export async function releaseLines(tx: ShopSql, lines: readonly ReleasedLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.query(
    `delete from released_line as released
      where shop_id = $1 and not exists (
            select from order_line as line where line.shop_id = $1 and line.line_id = released.line_id and line.open > 0)`,
  )
  await tx.query(
    `insert into released_line as known (shop_id, line_id, location_id, units)
     select $1, * from unnest($2::text[], $3::text[], $4::int[])
         on conflict (shop_id, line_id, location_id) do update set units = greatest(known.units, excluded.units)`,
    [lines.map((line) => line.lineId), lines.map((line) => line.locationId), lines.map((line) => line.units)],
  )
}
