import type { ShopSql } from '../../platform/db/with-shop.ts'

// What is known of units that took no stock.

/** As last confirmed at a stock point. */
export type PointClaims = { readonly remembered: number; readonly fewerSince: string | null }

export type RecordedClaims = {
  /** By `item@location`; most that have none are left out. */
  readonly points: ReadonlyMap<string, PointClaims>
  /** Whether units that took no stock are in the queue: a rule of the shop. */
  readonly areCounted: boolean
}

export type ClaimChanges = {
  /** By `item@location`. */
  readonly points: ReadonlyMap<string, PointClaims>
  /** Units that took no stock, by line. */
  readonly unclaimed: ReadonlyMap<string, number>
  /** Units of which no place can be found, by line. */
  readonly placeless: ReadonlyMap<string, number>
}

export async function recordClaims(tx: ShopSql, { points, ...lines }: ClaimChanges): Promise<void> {
  if (points.size > 0) await recordPoints(tx, points)
  if (lines.unclaimed.size > 0) await recordUnits(tx, 'unclaimed', lines.unclaimed)
  if (lines.placeless.size > 0) await recordUnits(tx, 'placeless', lines.placeless)
}

async function recordPoints(tx: ShopSql, points: ReadonlyMap<string, PointClaims>): Promise<void> {
  const places = [...points.keys()].map((place) => place.split('@'))
  const told = [...points.values()]
  await tx.query(
    `update stock_point set unclaimed = told.units, unclaimed_fewer_since = told.fewer_since
       from unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[]) as told(item_id, location_id, units, fewer_since)
      where stock_point.shop_id = $1 and stock_point.item_id = told.item_id
        and stock_point.location_id = told.location_id`,
    [
      places.map(([item]) => item),
      places.map(([, location]) => location),
      told.map((claims) => claims.remembered),
      told.map((claims) => claims.fewerSince),
    ],
  )
}

async function recordUnits(
  tx: ShopSql,
  column: 'unclaimed' | 'placeless',
  units: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.query(
    `update order_line as line set ${column} = least(line.open, told.units)
       from unnest($2::text[], $3::int[]) as told(line_id, units)
      where line.shop_id = $1 and line.line_id = told.line_id`,
    [[...units.keys()], [...units.values()]],
  )
}
