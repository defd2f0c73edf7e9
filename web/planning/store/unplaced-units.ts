import type { Obstacle } from '../../mirror/rules/obstacle.ts'
import { obstaclesOf, ofOrderLine } from '../../mirror/store/stock/obstacles.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { placeLine, type RecordedPlace, type Route } from '../rules/placed-line.ts'
import { isUnsettled } from './record/recorded-backorders.ts'

// Open units that no location takes, although their order was read for it: Shopify names none for their fulfillment order,
// since it was deleted, or since the fulfillment order is not for the app to see. No plan can serve them.

/** Open units of a line without a location. */
export type UnplacedUnits = { readonly lineId: string; readonly orderId: string; readonly units: number }

type LineRow = UnplacedUnits & { readonly open: number; readonly isStale: boolean }

/** By the id of their lines; of one order only where it is named. */
export async function loadUnplaced(tx: ShopSql, orderId: string | null = null): Promise<UnplacedUnits[]> {
  const lines = await tx.query<LineRow>(
    `select line.line_id as "lineId", line.order_id as "orderId", line.units, line.open,
            (o.routing_due or o.routing_unread_since is not null) as "isStale"
       from order_line line join shop_order o on o.shop_id = $1 and o.order_id = line.order_id
      where line.shop_id = $1 and line.placeless > 0 and line.open > 0 and line.order_id = coalesce($2, line.order_id)
        and (select count(*) > 1 from location where location.shop_id = $1 and location.deleted_at is null)
      order by line.line_id`,
    [orderId],
  )
  if (lines.length === 0) return []
  const ids = lines.map(({ lineId }) => lineId)
  const routes = Map.groupBy(await loadRoutes(tx, ids), ({ lineId }) => lineId)
  const recorded = Map.groupBy(await loadPlaces(tx, ids), ({ lineId }) => lineId)
  return lines.flatMap(({ lineId, orderId: order, isStale, ...line }) => {
    const { homeless } = placeLine(line, routes.get(lineId) ?? [], recorded.get(lineId) ?? [], isStale)
    return homeless > 0 ? [{ lineId, orderId: order, units: homeless }] : []
  })
}

function loadRoutes(tx: ShopSql, lineIds: readonly string[]) {
  return tx.query<Route & { readonly lineId: string }>(
    `select line_id as "lineId", location_id as location, sum(units)::float8 as units, sum(remaining)::float8 as remaining
       from fulfillment_order_line where shop_id = $1 and line_id = any($2::text[])
      group by line_id, location_id order by line_id, location_id`,
    [lineIds],
  )
}

function loadPlaces(tx: ShopSql, lineIds: readonly string[]) {
  return tx.query<RecordedPlace & { readonly lineId: string }>(
    `select line_id as "lineId", location_id as location, units, units - shipped as open
       from backorder where shop_id = $1 and line_id = any($2::text[]) and ${isUnsettled}`,
    [lineIds],
  )
}

export async function countUnplaced(tx: ShopSql): Promise<{ units: number; lines: number }> {
  const found = await loadUnplaced(tx)
  return { units: found.reduce((sum, { units }) => sum + units, 0), lines: found.length }
}

export type UnplacedLine = UnplacedUnits & {
  readonly orderName: string
  readonly itemId: string | null
  readonly sku: string | null
  readonly title: string
  /** What else keeps the line from being served. */
  readonly obstacles: readonly Obstacle[]
}

/** The same with their names, the oldest order first. */
export async function listUnplaced(
  tx: ShopSql,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ rows: UnplacedLine[]; total: number }> {
  const found = await loadUnplaced(tx)
  const rows = await tx.query<UnplacedLine>(
    `select line.line_id as "lineId", line.order_id as "orderId", found.units, o.name as "orderName",
            line.item_id as "itemId", line.sku, line.title,
            ${obstaclesOf('line', ofOrderLine)} as obstacles
       from unnest($2::text[], $3::int[]) as found(line_id, units)
       join order_line line on line.shop_id = $1 and line.line_id = found.line_id
       join shop_order o on o.shop_id = $1 and o.order_id = line.order_id
      order by o.ordered_at, line.order_id, line.line_id offset $4 limit $5`,
    [found.map(({ lineId }) => lineId), found.map(({ units }) => units), offset, limit],
  )
  return { rows, total: found.length }
}
