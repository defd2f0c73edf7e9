import { isUnpaid } from '../../mirror/rules/payment.ts'
import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { loadLaterUnits } from '../../mirror/store/orders/scheduled-units.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { probeLineAndOrder } from '../../platform/db/probe.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import { type PlacedUnits, placeLine, type Route } from '../rules/placed-line.ts'
import { unsettledStates } from '../rules/record/backorder.ts'
import type { LineAtLocation, RecordedBackorder } from '../rules/record/changes.ts'
import type { RecordedClaims } from './claims.ts'
import type { CountsFrom } from './counting-rules.ts'
import { loadOwed, type OwedAt } from './owed.ts'
import { loadPlannedShop } from './planned-shop.ts'
import { loadReceivedStock, type ReceivedStock } from './received-stock.ts'
import { loadRecorded, type RecordedOfItem } from './record/recorded-backorders.ts'
import { loadArrivals, loadReleased, loadWishes, type OrderedArrival, type Wish } from './supply.ts'

/** Open units of an order line at a location; the location is null where nobody knows of one. */
export type OpenDemand = {
  readonly line: string
  readonly order: string
  readonly item: string
  readonly location: string | null
  readonly units: number
  /** Of the units, those that are taken to be of the ones that took no stock. */
  readonly unclaimed: number
  readonly orderedAt: string
  /** Its order's payment has not come in. */
  readonly isUnpaid: boolean
  /** The place is the last that was known: it may be another by now. */
  readonly isStale: boolean
}

export type PlanningFacts = {
  readonly demands: readonly OpenDemand[]
  readonly lines: readonly LineAtLocation[]
  readonly recorded: readonly RecordedOfItem[]
  /** Keyed `item@location`. */
  readonly strangers: ReadonlyMap<string, number>
  /** What the merchant keeps out of the queue, keyed `item@location`. */
  readonly heldBack: ReadonlyMap<string, number>
  readonly claims: RecordedClaims
  /** Of the open units, those that wait for the day on which they are to be sent, by `line@location`. */
  readonly later: ReadonlyMap<string, number>
  /** From when orders are in the queue. */
  readonly countsFrom: CountsFrom
  /** Open units without a place although their orders were read for it, by line. */
  readonly placeless: ReadonlyMap<string, number>
  /** Locations that are closed: what is to be fulfilled from there must be moved, and nothing comes there. */
  readonly closed: ReadonlySet<string>
  /** Where only what was received counts, and what is left of it. */
  readonly received: ReceivedStock
  /** As the plan before has it. */
  readonly owed: readonly OwedAt[]
  readonly arrivals: readonly OrderedArrival[]
  /** By line. */
  readonly wishes: ReadonlyMap<string, Wish>
  /** Open units that nobody may take back, keyed `line@location`. */
  readonly released: ReadonlyMap<string, number>
  /** Locations from which no online order is fulfilled. */
  readonly storesOnly: readonly string[]
  /** What day it is where the shop is. */
  readonly today: Day
}

/** What was read already of what a plan needs. */
type Given = {
  /** All locations of the shop as they were when something was read of all of them; otherwise they are taken as they are. */
  readonly locations?: readonly string[]
  readonly arrivals?: readonly OrderedArrival[]
}

/** Everything recorded about these items that a plan needs. */
export async function loadPlanningFacts(
  tx: ShopSql,
  itemIds: readonly string[],
  given: Given = {},
): Promise<PlanningFacts> {
  const [planned, recorded] = await Promise.all([loadPlannedShop(tx), loadRecorded(tx, itemIds)])
  const { closed, receivedOnly, storesOnly, today } = planned
  const lines = await loadLines(tx, itemIds, [...new Set(recorded.map((record) => record.line))])
  const locations = given.locations ?? planned.locations
  const only = locations.length === 1 ? locations[0] : undefined
  const routed = only === undefined ? await loadRouting(tx, lines) : []
  const { demands, atLocation } = only === undefined ? spread(lines, routed, recorded) : gather(lines, only)
  const lineIds = lines.map((line) => line.line_id)
  // Asked at one go: none of them needs another's answer.
  const [{ points, ...setAside }, later, received, owed, arrivals, wishes, released] = await Promise.all([
    loadSetAside(tx, itemIds),
    loadLaterUnits(tx, lineIds),
    loadReceivedStock(tx, itemIds, receivedOnly),
    loadOwed(tx, itemIds),
    given.arrivals ?? loadArrivals(tx, itemIds),
    loadWishes(tx, itemIds),
    loadReleased(tx, itemIds, atLocation),
  ])
  return {
    demands,
    lines: atLocation,
    recorded,
    ...setAside,
    claims: { points, areCounted: planned.countsUnclaimed },
    later,
    countsFrom: planned.countsFrom,
    placeless: new Map(lines.filter((line) => line.placeless > 0).map((line) => [line.line_id, line.placeless])),
    closed: new Set(closed),
    received,
    owed,
    arrivals,
    wishes,
    released,
    storesOnly,
    today,
  }
}

type LineRow = {
  line_id: string
  order_id: string
  item_id: string
  units: number
  open: number
  unclaimed: number
  placeless: number
  ordered_at: string
  is_cancelled: boolean
  financial_status: string | null
  /** Its places may be others by now. */
  is_stale: boolean
}

/** Open lines of the items, and lines of theirs that are recorded and no longer open. */
async function loadLines(
  tx: ShopSql,
  itemIds: readonly string[],
  recordedLines: readonly string[],
): Promise<LineRow[]> {
  const columns = `line.line_id, line.order_id, line.item_id, line.units, line.open, line.unclaimed, line.placeless,
            ${isoInstant('shop_order.ordered_at')} as ordered_at, shop_order.financial_status,
            (shop_order.cancelled_at is not null or shop_order.deleted_at is not null) as is_cancelled,
            (routing_due or routing_unread_since is not null) as is_stale`
  return await tx.query<LineRow>(
    `select ${columns}
       from order_line as line
       join shop_order on shop_order.shop_id = $1 and shop_order.order_id = line.order_id
      where line.shop_id = $1 and line.item_id = any($2::text[]) and line.open > 0
      union all
     select ${columns} from unnest($3::text[]) as recorded(line_id) ${probeLineAndOrder('recorded.line_id')}
      where line.open = 0 and line.item_id = any($2::text[])`,
    [itemIds, recordedLines],
  )
}

/** A shop with one location: every open unit is there. */
function gather(lines: readonly LineRow[], location: string) {
  return {
    demands: lines.filter((line) => line.open > 0).map((line) => demandOf(line, location, line.open, line.unclaimed)),
    atLocation: lines.map((line) => atLocation(line, location, line.units - line.open)),
  }
}

type RoutingRow = Route & { readonly line_id: string }

/** As it was last read. */
async function loadRouting(tx: ShopSql, lines: readonly LineRow[]): Promise<RoutingRow[]> {
  return await tx.query<RoutingRow>(
    `select line_id, location_id as location, sum(units)::float8 as units, sum(remaining)::float8 as remaining
       from fulfillment_order_line
      where shop_id = $1 and line_id = any($2::text[])
      group by line_id, location_id order by line_id, location_id`,
    [lines.map((line) => line.line_id)],
  )
}

/** A shop with several: units are where the fulfillment orders are, and nowhere yet where nobody knows of any place. */
function spread(lines: readonly LineRow[], routing: readonly RoutingRow[], recorded: readonly RecordedBackorder[]) {
  const routesOf = Map.groupBy(routing, (row) => row.line_id)
  const recordsOf = Map.groupBy(recorded, (record) => record.line)
  const demands: OpenDemand[] = []
  const located: LineAtLocation[] = []
  for (const line of lines) {
    const routes = routesOf.get(line.line_id) ?? []
    const records = recordsOf.get(line.line_id) ?? []
    if (line.open === 0 && (line.is_stale || routes.length === 0)) {
      located.push(...departed(line, records))
      continue
    }
    const { places, homeless } = placeLine(line, routes, records.flatMap(recordedPlace), line.is_stale)
    demands.push(...demandsOf(line, places, homeless))
    located.push(...places.map(({ location, shipped }) => atLocation(line, location, shipped)))
  }
  return { demands, atLocation: located }
}

function recordedPlace({ location, numbers: { state, units, shipped } }: RecordedBackorder) {
  return unsettledStates.some((each) => each === state) ? [{ location, units, open: units - shipped }] : []
}

function demandsOf(line: LineRow, places: readonly PlacedUnits[], homeless: number): OpenDemand[] {
  const demands: OpenDemand[] = []
  let { unclaimed } = line
  for (const { location, open } of places) {
    if (open > 0) demands.push(demandOf(line, location, open, unclaimed))
    unclaimed = Math.max(0, unclaimed - open)
  }
  return homeless > 0 ? [...demands, demandOf(line, null, homeless, unclaimed)] : demands
}

/** A line without open units is not routed any more: what was recorded at a place has left from there. */
function departed(line: LineRow, records: readonly RecordedBackorder[]): LineAtLocation[] {
  return records.map((record) => atLocation(line, record.location, Math.min(line.units, record.numbers.units)))
}

function demandOf(line: LineRow, location: string | null, units: number, unclaimed: number): OpenDemand {
  return {
    line: line.line_id,
    order: line.order_id,
    item: line.item_id,
    location,
    units,
    unclaimed: Math.min(units, unclaimed),
    orderedAt: line.ordered_at,
    isUnpaid: isUnpaid(line.financial_status),
    isStale: line.is_stale,
  }
}

function atLocation(line: LineRow, location: string, shipped: number): LineAtLocation {
  return {
    line: line.line_id,
    location,
    shipped: Math.max(0, shipped),
    ordered: line.units,
    isCancelled: line.is_cancelled,
  }
}

async function loadSetAside(tx: ShopSql, itemIds: readonly string[]) {
  const rows = await tx.query<{
    place: string
    strangers: number
    held_back: number
    unclaimed: number
    fewer_since: string | null
  }>(
    `select item_id || '@' || location_id as place, strangers, held_back, unclaimed::float8,
            ${isoInstant('unclaimed_fewer_since')} as fewer_since
       from stock_point
      where shop_id = $1 and item_id = any($2::text[])
        and (strangers > 0 or held_back > 0 or unclaimed > 0 or unclaimed_fewer_since is not null)`,
    [itemIds],
  )
  const unitsOf = (units: (row: (typeof rows)[number]) => number) =>
    new Map(rows.filter((row) => units(row) > 0).map((row) => [row.place, units(row)]))
  return {
    strangers: unitsOf((row) => row.strangers),
    heldBack: unitsOf((row) => row.held_back),
    points: new Map(rows.map((row) => [row.place, { remembered: row.unclaimed, fewerSince: row.fewer_since }])),
  }
}

type HeardRow = {
  line_id: string
  order_id: string
  name: string
  heard_topic: string | null
  heard_webhook_id: string | null
  heard_at: string
}

/** What last changed the orders of these lines, by line. */
export async function loadHeard(tx: ShopSql, lineIds: readonly string[]): Promise<Map<string, Cause>> {
  if (lineIds.length === 0) return new Map()
  const rows = await tx.query<HeardRow>(
    `select line.line_id, line.order_id, shop_order.name, shop_order.heard_topic, shop_order.heard_webhook_id,
            ${isoInstant('shop_order.heard_at')} as heard_at
       from unnest($2::text[]) as changed(line_id) ${probeLineAndOrder('changed.line_id')}`,
    [lineIds],
  )
  return new Map(rows.map((row) => [row.line_id, causeOf(row)]))
}

function causeOf(row: HeardRow): Cause {
  return {
    kind: row.heard_topic === null ? 'reconcile' : 'delivery',
    topic: row.heard_topic ?? 'orders/read',
    triggeredAt: row.heard_at,
    ...(row.heard_webhook_id === null ? {} : { webhookId: row.heard_webhook_id }),
    orderId: row.order_id,
    order: row.name,
  }
}
