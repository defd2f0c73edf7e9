import type { Obstacle } from '../../mirror/rules/obstacle.ts'
import { obstaclesOf } from '../../mirror/store/stock/obstacles.ts'
import type { BackorderState } from '../../planning/rules/record/backorder.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'

/** A backorder as it is read: plain ids, days as text, instants as ISO text in UTC. */
export type BackorderRecord = {
  readonly backorderId: string
  readonly orderId: string
  readonly orderName: string
  readonly lineId: string
  readonly itemId: string
  readonly variantId: string | null
  readonly sku: string | null
  readonly title: string
  readonly imageUrl: string | null
  readonly locationId: string
  readonly locationName: string | null
  /** Why it cannot be served as things stand. */
  readonly obstacles: readonly Obstacle[]
  readonly units: number
  readonly shipped: number
  readonly covered: number
  readonly backordered: number
  readonly pegged: number
  readonly uncovered: number
  /** Of the uncovered units, those in drafts of supplier orders. */
  readonly inDrafts: number
  readonly state: BackorderState
  readonly readyOn: string | null
  readonly nextArrivalOn: string | null
  readonly firstPromise: string | null
  readonly firstEstimate: string | null
  readonly orderedAt: string
  readonly openedAt: string
  /** Exact, as a place in the list must be: PostgreSQL counts microseconds, and a `Date` does not. */
  readonly orderedAtMicros: string
}

/** Columns of a `BackorderRecord`, read from `backorder` as b with `recordJoins`. `$1` is the shop. */
export const recordColumns = `
  b.backorder_id as "backorderId", b.order_id as "orderId", b.order_name as "orderName", b.line_id as "lineId",
  b.item_id as "itemId", b.variant_id as "variantId", b.sku, b.title, v.image_url as "imageUrl",
  b.location_id as "locationId", l.name as "locationName",
  case when b.state in ('open', 'ready') then ${obstaclesOf('b')} else '[]' end as obstacles,
  b.units, b.shipped, b.covered, b.backordered, b.pegged, b.uncovered, least(b.uncovered, draft.units) as "inDrafts", b.state,
  b.ready_on::text as "readyOn", b.next_arrival_on::text as "nextArrivalOn", b.first_promise::text as "firstPromise",
  b.first_estimate::text as "firstEstimate",
  ${isoInstant('b.ordered_at')} as "orderedAt", ${isoInstant('b.opened_at')} as "openedAt",
  (extract(epoch from b.ordered_at) * 1000000)::bigint::text as "orderedAtMicros"`

/** Units that drafts were raised for on behalf of `backorder` as b: `draft.units`. `$1` is the shop. */
export const draftUnitsJoin = `
  cross join lateral (
       select coalesce(sum(f.units), 0)::float8 as units
         from ordered_for f
         join supplier_order_line ol on ol.shop_id = $1 and ol.supplier_order_line_id = f.supplier_order_line_id
         join supplier_order o on o.shop_id = $1 and o.supplier_order_id = ol.supplier_order_id
        where f.shop_id = $1 and f.line_id = b.line_id and f.location_id = b.location_id and o.state = 'draft') draft`

export const recordJoins = `
  left join variant v on v.shop_id = $1 and v.variant_id = b.variant_id
  left join location l on l.shop_id = $1 and l.location_id = b.location_id
  ${draftUnitsJoin}`
