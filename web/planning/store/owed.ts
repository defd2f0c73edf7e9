import { isOpenPlace } from '../../mirror/store/stock/obstacles.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { PlannedPoint } from '../rules/facts.ts'

/** What a stock point owes by its last plan; an arrival will fill `pegged` of the units. */
export type OwedAt = {
  readonly item: string
  readonly location: string
  readonly units: number
  readonly pegged: number
}

/** Of these items, the stock points that owe. */
export function loadOwed(tx: ShopSql, itemIds: readonly string[]): Promise<OwedAt[]> {
  return tx.query<OwedAt>(
    `select item_id as item, location_id as location, units, pegged from owed_stock
      where shop_id = $1 and item_id = any($2::text[]) order by item_id, location_id`,
    [itemIds],
  )
}

/** What a place owes, as it is told. */
export type OwedPlaceRecord = {
  readonly locationId: string
  readonly locationName: string | null
  readonly units: number
  /** Of them an arrival will fill so many. */
  readonly pegged: number
}

/** Where an item is owed, by location; or at one location only. */
export function loadOwedPlaces(
  tx: ShopSql,
  itemId: string,
  locationId: string | null = null,
): Promise<OwedPlaceRecord[]> {
  return tx.query<OwedPlaceRecord>(
    `select owed.location_id as "locationId", l.name as "locationName", owed.units, owed.pegged
       from owed_stock owed
       left join location l on l.shop_id = $1 and l.location_id = owed.location_id
      where owed.shop_id = $1 and owed.item_id = $2 and owed.location_id = coalesce($3, owed.location_id)
      order by owed.location_id`,
    [itemId, locationId],
  )
}

/** All that is owed at open locations and that neither an arrival nor a draft will fill. */
export async function countOwedToOrder(tx: ShopSql): Promise<{ readonly items: number; readonly units: number }> {
  const [counted] = await tx.query<{ items: number; units: number }>(
    `select count(distinct left_over.item_id)::int as items, coalesce(sum(left_over.units), 0)::float8 as units
       from (select owed.item_id, owed.units - owed.pegged - draft.units as units
               from owed_stock owed
              cross join lateral (
                    select coalesce(sum(l.for_owed), 0)::float8 as units
                      from supplier_order_line l
                      join supplier_order o on o.shop_id = $1 and o.supplier_order_id = l.supplier_order_id
                     where l.shop_id = $1 and l.item_id = owed.item_id and l.for_owed > 0
                       and o.location_id = owed.location_id and o.state = 'draft') as draft
              where owed.shop_id = $1 and owed.units > owed.pegged and ${isOpenPlace('owed')}) as left_over
      where left_over.units > 0`,
  )
  return counted ?? { items: 0, units: 0 }
}

/** As a plan takes it: shelves with nothing on them. */
export function owingShelves(owed: readonly OwedAt[]) {
  return owed.map(({ item, location, units }) => ({ item, location, units: 0, owed: units }))
}

/** What stock points owe by a plan; without those that owe nothing. */
export function owedAfter(points: readonly PlannedPoint[]): OwedAt[] {
  return points.flatMap(({ item, location, owedLeft, owedPegs }) => {
    const pegged = owedPegs.reduce((sum, peg) => sum + peg.units, 0)
    return owedLeft + pegged > 0 ? [{ item, location, units: owedLeft + pegged, pegged }] : []
  })
}

/** Where a plan finds other units owed than are recorded, with both numbers. */
export function owedChanges(
  recorded: readonly OwedAt[],
  points: readonly PlannedPoint[],
): { readonly item: string; readonly location: string; readonly before: number; readonly after: number }[] {
  const keyOf = ({ item, location }: Pick<OwedAt, 'item' | 'location'>) => `${item}@${location}`
  const before = new Map(recorded.map((at) => [keyOf(at), at]))
  const after = new Map(owedAfter(points).map((at) => [keyOf(at), at]))
  return [...new Map([...before, ...after]).entries()].flatMap(([place, { item, location }]) => {
    const [was, is] = [before.get(place)?.units ?? 0, after.get(place)?.units ?? 0]
    return was === is ? [] : [{ item, location, before: was, after: is }]
  })
}

/**
 * Makes what is recorded of these items, `before`, that of the planned points. What is as it was is not written again, and
 * where nothing is owed, as nearly everywhere, nobody is asked.
 */
export async function recordOwed(
  tx: ShopSql,
  itemIds: readonly string[],
  points: readonly PlannedPoint[],
  before: readonly OwedAt[],
): Promise<void> {
  const owed = owedAfter(points)
  if (owed.length + before.length === 0) return
  await tx.query(
    `with wanted as (
        select * from unnest($3::text[], $4::text[], $5::int[], $6::int[]) as w(item_id, location_id, units, pegged)
     ), gone as (
        delete from owed_stock
         where shop_id = $1 and item_id = any($2::text[])
           and (item_id, location_id) not in (select item_id, location_id from wanted)
     )
     insert into owed_stock as known (shop_id, item_id, location_id, units, pegged)
     select $1, item_id, location_id, units, pegged from wanted
         on conflict (shop_id, item_id, location_id) do update
        set units = excluded.units, pegged = excluded.pegged
      where (known.units, known.pegged) is distinct from (excluded.units, excluded.pegged)`,
    [
      itemIds,
      owed.map((at) => at.item),
      owed.map((at) => at.location),
      owed.map((at) => at.units),
      owed.map((at) => at.pegged),
    ],
  )
  await writePegs(tx, itemIds, points)
}

async function writePegs(tx: ShopSql, itemIds: readonly string[], points: readonly PlannedPoint[]): Promise<void> {
  const pegs = points.flatMap(({ item, location, owedPegs }) => owedPegs.map((peg) => ({ ...peg, item, location })))
  await tx.query(
    `with wanted as (
        select * from unnest($3::text[], $4::text[], $5::bigint[], $6::int[]) as w(item_id, location_id, arrival_id, units)
     ), gone as (
        delete from owed_peg
         where shop_id = $1 and item_id = any($2::text[])
           and (item_id, location_id, arrival_id) not in (select item_id, location_id, arrival_id from wanted)
     )
     insert into owed_peg as known (shop_id, item_id, location_id, arrival_id, units)
     select $1, item_id, location_id, arrival_id, units from wanted
         on conflict (shop_id, item_id, location_id, arrival_id) do update set units = excluded.units
      where known.units <> excluded.units`,
    [
      itemIds,
      pegs.map((peg) => peg.item),
      pegs.map((peg) => peg.location),
      pegs.map((peg) => peg.arrival),
      pegs.map((peg) => peg.units),
    ],
  )
}
