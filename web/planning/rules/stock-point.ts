// The facts laid out as a storekeeper sees them: one item at one location, what is on its shelf, who waits for it, and
// what is still to come. Nothing is ever given from one stock point to another. Two rows for one shelf add up: 4 and 3
// are 7 units, and 4 there with 5 owed are none, and 1 owed.
import { compareIds } from '../../platform/values/ids.ts'
import { addUnits, wholeUnits } from '../../platform/values/units.ts'
import { compareExpected, type ExpectedArrival, expected } from './arrival.ts'
import type { Facts, OwedPeg, Policy, Source } from './facts.ts'
import { compareQueued, type QueuedDemand, queued } from './queue.ts'
import { sourceByItem } from './source.ts'

export type StockPoint = {
  readonly item: string
  readonly location: string
  /** Units that nobody has been given yet. */
  shelf: number
  /** Units owed that nothing which is to come was set against yet. */
  owed: number
  owedPegs: OwedPeg[] | null
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
export function* layOutItems(facts: Facts, policy: Policy, today: number | null): Generator<StockedItem> {
  const shelves = Map.groupBy(facts.shelves, itemOf)
  const demands = Map.groupBy(facts.demands, itemOf)
  const arrivals = Map.groupBy(facts.arrivals, itemOf)
  const sources = sourceByItem(facts.sources)
  const items = new Set([...shelves.keys(), ...demands.keys(), ...arrivals.keys(), ...sources.keys()])

  for (const item of [...items].sort(compareIds)) {
    const points = new Map<string, StockPoint>()
    for (const { location, units, owed = 0 } of shelves.get(item) ?? []) {
      const point = pointAt(points, item, location)
      point.shelf = addUnits(point.shelf, wholeUnits(units))
      point.owed = addUnits(point.owed, wholeUnits(owed))
    }
    for (const point of points.values()) fillFromShelf(point)
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
  const point: StockPoint = { item, location, shelf: 0, owed: 0, owedPegs: null, queue: [], arrivals: [] }
  points.set(location, point)
  return point
}

/** What is there is never owed. */
function fillFromShelf(point: StockPoint): void {
  const units = Math.min(point.shelf, point.owed)
  point.shelf -= units
  point.owed -= units
}

function inOrder(points: StockPoint[]): StockPoint[] {
  for (const { queue, arrivals } of points) {
    queue.sort(compareQueued)
    arrivals.sort(compareExpected)
  }
  return points.sort((a, b) => compareIds(a.location, b.location))
}
