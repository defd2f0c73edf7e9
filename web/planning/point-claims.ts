import type { ItemReading } from '../mirror/rules/shop-facts.ts'
import {
  type ClaimedPoint,
  isBehind,
  msUntilTakenBack,
  recountClaims,
  type SettledUnclaimed,
  settleUnclaimed,
  unknownMissing,
} from './rules/unclaimed.ts'
import type { ClaimChanges, PointClaims } from './store/claims.ts'
import type { OpenDemand, PlanningFacts } from './store/facts.ts'

type Read = ReadonlyMap<string, ItemReading>

/**
 * Items of which more is missing from what is committed than is known to have taken no stock, or of which units have no
 * place that was not looked for already.
 */
export function itemsBehind(read: Read, facts: PlanningFacts): Set<string> {
  const behind = new Set<string>()
  for (const { item, point } of claimedPoints(read, facts, facts.strangers).values()) {
    if (isBehind(point)) behind.add(item)
  }
  for (const [line, { item, units }] of unitsWithoutPlace(read, facts)) {
    if (units > (facts.placeless.get(line) ?? 0)) behind.add(item)
  }
  return behind
}

/**
 * Of items, those of which as many units are missing from what is committed at some places as Shopify has committed beyond
 * what we know at others: they were moved, and nobody told.
 */
export function itemsElsewhere(read: Read, facts: PlanningFacts): Set<string> {
  const known = new Map<string, number>()
  for (const { item, location, units } of facts.demands) {
    const place = `${item}@${location}`
    known.set(place, (known.get(place) ?? 0) + units)
  }
  const elsewhere = new Set<string>()
  for (const { itemId, tracked, points } of read.values()) {
    let [missing, beyond] = [0, 0]
    for (const { locationId, committed } of tracked ? points : []) {
      const place = `${itemId}@${locationId}`
      const ours = known.get(place) ?? 0
      missing += Math.max(0, ours - committed - (facts.claims.points.get(place)?.remembered ?? 0))
      beyond += Math.max(0, committed - ours - (facts.strangers.get(place) ?? 0))
    }
    if (missing > 0 && beyond >= missing) elsewhere.add(itemId)
  }
  return elsewhere
}

/** Whether units are somewhere where Shopify counts no stock, although the location is open as far as we know. */
export function areAtUnknownPlaces(read: Read, facts: PlanningFacts): boolean {
  const located = facts.demands.filter(({ location }) => location !== null)
  return unitsWithoutPlace(read, { ...facts, demands: located }).size > 0
}

type ClaimsOfPlan = ClaimChanges & {
  /** Items to be looked at again although nothing may be told of them by then, and in how many milliseconds. */
  readonly again: ReadonlyMap<string, number>
}

/** What is to be remembered after a plan of these items: only what is not recorded like that already. */
export function settledClaims(
  items: ReadonlySet<string>,
  read: Read,
  facts: PlanningFacts,
  strangers: ReadonlyMap<string, number>,
  readAt: string,
  /** When waiting for news of an item began; null: nobody waited. */
  waitingSince: (item: string) => string | null,
): ClaimsOfPlan {
  const again = new Map<string, number>()
  const settle = (item: string, point: ClaimedPoint) => {
    const settled = settleUnclaimed(point, readAt, waitingSince(item))
    if (settled.fewerSince !== null) {
      const inMs = msUntilTakenBack(settled.fewerSince, readAt)
      again.set(item, Math.min(inMs, again.get(item) ?? inMs))
    }
    return settled
  }
  const changed = changedClaims(items, read, facts, strangers, settle)
  return { ...changed, placeless: changedPlaceless(items, read, facts), again }
}

/** The same where nothing moves. */
export function recountedClaims(
  items: ReadonlySet<string>,
  read: Read,
  facts: PlanningFacts,
  strangers: ReadonlyMap<string, number>,
  readAt: string,
): ClaimChanges {
  return {
    ...changedClaims(items, read, facts, strangers, (_item, point) => recountClaims(point, readAt)),
    placeless: new Map(),
  }
}

/** The facts with what was just settled of lines. */
export function withClaims(facts: PlanningFacts, { unclaimed }: Pick<ClaimChanges, 'unclaimed'>): PlanningFacts {
  if (unclaimed.size === 0) return facts
  const left = new Map(unclaimed)
  const demands = facts.demands.map((demand): OpenDemand => {
    const ofLine = left.get(demand.line)
    if (ofLine === undefined) return demand
    const here = Math.min(ofLine, demand.units)
    left.set(demand.line, ofLine - here)
    return { ...demand, unclaimed: here }
  })
  return { ...facts, demands }
}

function changedClaims(
  items: ReadonlySet<string>,
  read: Read,
  facts: PlanningFacts,
  strangers: ReadonlyMap<string, number>,
  settle: (item: string, point: ClaimedPoint) => SettledUnclaimed,
): Pick<ClaimChanges, 'points' | 'unclaimed'> {
  const points = new Map<string, PointClaims>()
  const ofLines = new Map<string, number>()
  const lines = new Set<string>()
  for (const [place, { item, point }] of claimedPoints(read, facts, strangers)) {
    if (!items.has(item)) continue
    const { remembered, fewerSince, unclaimed } = settle(item, point)
    if (remembered !== point.remembered || fewerSince !== point.fewerSince)
      points.set(place, { remembered, fewerSince })
    for (const { line } of point.demands) lines.add(line)
    for (const [line, units] of unclaimed) ofLines.set(line, (ofLines.get(line) ?? 0) + units)
  }
  const before = new Map<string, number>()
  for (const { line, unclaimed } of facts.demands) before.set(line, (before.get(line) ?? 0) + unclaimed)
  const changed = [...lines].flatMap((line): [string, number][] => {
    const units = ofLines.get(line) ?? 0
    return units === (before.get(line) ?? 0) ? [] : [[line, units]]
  })
  return { points, unclaimed: new Map(changed) }
}

function changedPlaceless(items: ReadonlySet<string>, read: Read, facts: PlanningFacts): Map<string, number> {
  const found = unitsWithoutPlace(read, facts)
  const changed = new Map<string, number>()
  for (const { line, item } of facts.demands) {
    const units = found.get(line)?.units ?? 0
    if (items.has(item) && units !== (facts.placeless.get(line) ?? 0)) changed.set(line, units)
  }
  return changed
}

/** Every stock point that was read of an item that is tracked and owed, by `item@location`. */
function claimedPoints(read: Read, facts: PlanningFacts, strangers: ReadonlyMap<string, number>) {
  const demands = Map.groupBy(facts.demands, ({ item, location }) => `${item}@${location}`)
  const points = new Map<string, { readonly item: string; readonly point: ClaimedPoint }>()
  for (const { itemId: item, tracked, points: levels } of read.values()) {
    for (const { locationId, committed } of tracked ? levels : []) {
      const place = `${item}@${locationId}`
      const recorded = facts.claims.points.get(place) ?? { remembered: 0, fewerSince: null }
      const owed = demands.get(place) ?? []
      if (owed.length === 0 && recorded.remembered === 0) continue
      const point = { committed, unexplained: strangers.get(place) ?? 0, ...recorded, demands: owed }
      points.set(place, { item, point: { ...point, committed: committed + missingElsewhere(point, owed) } })
    }
  }
  return points
}

/** Units of which more is missing than is known may be those of orders of which nobody can tell where they are by now. */
function missingElsewhere(point: ClaimedPoint, demands: readonly OpenDemand[]): number {
  const stale = demands.reduce((sum, { units, isStale }) => sum + (isStale ? units : 0), 0)
  return stale === 0 ? 0 : Math.min(stale, unknownMissing(point))
}

/**
 * By line: units that are not routed yet, or that are routed to where Shopify counts no stock of the item. At a closed
 * location it counts none: that is known, and nothing is to be waited for.
 */
function unitsWithoutPlace(
  read: Read,
  { demands, closed }: PlanningFacts,
): Map<string, { item: string; units: number }> {
  const places = new Set(
    [...read.values()].flatMap(({ points }) => points.map((at) => `${at.itemId}@${at.locationId}`)),
  )
  const found = new Map<string, { item: string; units: number }>()
  for (const { line, item, location, units } of demands) {
    if (!read.get(item)?.tracked || places.has(`${item}@${location}`) || closed.has(location ?? '')) continue
    found.set(line, { item, units: units + (found.get(line)?.units ?? 0) })
  }
  return found
}
