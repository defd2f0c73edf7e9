// The facts laid out as a storekeeper sees them: one item at one location, what is on its shelf, who waits for it, and
// what is still to come. Nothing is ever given from one stock point to another. Two rows for one shelf add up: 4 and 3
// are 7 units.
import { compareIds } from '../ids.ts'
import { compareExpected, type ExpectedArrival, expected } from './arrival.ts'
import type { Day, Facts, Policy, Source } from './facts.ts'
import { compareQueued, type QueuedDemand, queued } from './queue.ts'
import { sourceByItem } from './source.ts'
import { addUnits, wholeUnits } from './units.ts'

export type StockPoint = {
  readonly item: string
  readonly location: string
  /** Units that nobody has been given yet. */
  shelf: number
  readonly queue: QueuedDemand[]
  /** In the order in which they serve. */
  readonly arrivals: ExpectedArrival[]
}

export type StockedItem = {
  readonly item: string
  /** Null for an item that nobody said anything about: stocked, no lead time, no limit. */
  readonly source: Source | null
  readonly points: readonly StockPoint[]
}

/** Every item that any fact names and its stock points, both in id order. */
export function layOut(facts: Facts, policy: Policy, today: Day): StockedItem[] {
  const items = new Map<string, Map<string, StockPoint>>()
  for (const shelf of facts.shelves) {
    const point = pointAt(items, shelf)
    point.shelf = addUnits(point.shelf, wholeUnits(shelf.units))
  }
  for (const demand of facts.demands) pointAt(items, demand).queue.push(queued(demand))
  for (const arrival of facts.arrivals) pointAt(items, arrival).arrivals.push(expected(arrival, policy, today))
  const sources = sourceByItem(facts.sources)
  for (const item of sources.keys()) pointsOf(items, item)

  return [...items]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([item, points]) => ({ item, source: sources.get(item) ?? null, points: inOrder(points) }))
}

function pointAt(items: Map<string, Map<string, StockPoint>>, fact: { item: string; location: string }): StockPoint {
  const { item, location } = fact
  const points = pointsOf(items, item)
  const known = points.get(location)
  if (known !== undefined) return known
  const point: StockPoint = { item, location, shelf: 0, queue: [], arrivals: [] }
  points.set(location, point)
  return point
}

function pointsOf(items: Map<string, Map<string, StockPoint>>, item: string): Map<string, StockPoint> {
  const known = items.get(item)
  if (known !== undefined) return known
  const points = new Map<string, StockPoint>()
  items.set(item, points)
  return points
}

function inOrder(points: ReadonlyMap<string, StockPoint>): StockPoint[] {
  const ordered = [...points.values()].sort((a, b) => compareIds(a.location, b.location))
  for (const { queue, arrivals } of ordered) {
    queue.sort(compareQueued)
    arrivals.sort(compareExpected)
  }
  return ordered
}
