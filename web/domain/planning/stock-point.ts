// The facts laid out as a storekeeper sees them: one item at one location, what is on its shelf, who waits for it, and
// what is still to come. Nothing is ever given from one stock point to another. Two rows for one shelf add up: 4 and 3
// are 7 units.
import { compareIds } from '../ids.ts'
import { compareExpected, type ExpectedArrival, expected } from './arrival.ts'
import type { Facts, Policy, Source } from './facts.ts'
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

/**
 * Every item that any fact names and its stock points, both in id order. One item at a time: planned while it is at hand,
 * a large shop takes a quarter less time than one that is laid out as a whole before.
 */
export function* layOut(facts: Facts, policy: Policy, today: number | null): Generator<StockedItem> {
  const shelves = Map.groupBy(facts.shelves, itemOf)
  const demands = Map.groupBy(facts.demands, itemOf)
  const arrivals = Map.groupBy(facts.arrivals, itemOf)
  const sources = sourceByItem(facts.sources)
  const items = new Set([...shelves.keys(), ...demands.keys(), ...arrivals.keys(), ...sources.keys()])

  for (const item of [...items].sort(compareIds)) {
    const points = new Map<string, StockPoint>()
    for (const { location, units } of shelves.get(item) ?? []) {
      const point = pointAt(points, item, location)
      point.shelf = addUnits(point.shelf, wholeUnits(units))
    }
    for (const demand of demands.get(item) ?? []) {
      const point = pointAt(points, item, demand.location)
      point.queue.push(queued(demand, point))
    }
    for (const arrival of arrivals.get(item) ?? []) {
      pointAt(points, item, arrival.location).arrivals.push(expected(arrival, policy, today))
    }
    yield { item, source: sources.get(item) ?? null, points: inOrder([...points.values()]) }
  }
}

function itemOf(fact: { readonly item: string }): string {
  return fact.item
}

function pointAt(points: Map<string, StockPoint>, item: string, location: string): StockPoint {
  const known = points.get(location)
  if (known !== undefined) return known
  const point: StockPoint = { item, location, shelf: 0, queue: [], arrivals: [] }
  points.set(location, point)
  return point
}

function inOrder(points: StockPoint[]): StockPoint[] {
  for (const { queue, arrivals } of points) {
    queue.sort(compareQueued)
    arrivals.sort(compareExpected)
  }
  return points.sort((a, b) => compareIds(a.location, b.location))
}
