// The queue, a total order: the merchant's rank, high to low; then the moment of the order; then order id; then line id.
// An order of 09:00 is served before one of 09:05, unless the merchant gave the later one a higher rank. A demand whose
// moment cannot be read comes after those of its rank whose moment can: nobody gets ahead by a fault.
import { compareIds } from '../../platform/values/ids.ts'
import { instantOf } from '../../platform/values/instant.ts'
import { wholeUnits } from '../../platform/values/units.ts'
import type { ExpectedArrival } from './arrival.ts'
import type { Demand, Peg } from './facts.ts'
import { pinsOf } from './pins.ts'
import type { StockPoint } from './stock-point.ts'

/** A demand and what it has been given so far: units = covered + the units of its pegs + uncovered, at any time. */
export type QueuedDemand = {
  readonly demand: Demand
  readonly point: StockPoint
  readonly rank: number
  readonly orderedAt: number
  readonly units: number
  covered: number
  /** Of the covered units, those that were released and that nobody may take back. */
  released: number
  uncovered: number
  pegs: Peg[] | null
  /** Of the arrivals that serve it, the one that is told to come last; one that nobody can tell a day of comes last of all. */
  lastArrival: ExpectedArrival | null
}

export function queued(demand: Demand, point: StockPoint): QueuedDemand {
  const units = wholeUnits(demand.units)
  return {
    demand,
    point,
    rank: demand.rank || 0,
    orderedAt: instantOf(demand.orderedAt),
    units,
    covered: 0,
    released: 0,
    uncovered: units,
    pegs: null,
    lastArrival: null,
  }
}

/** Two rows for one line at one stock point keep their own places; the larger comes first, so that input order is moot. */
export function compareQueued(a: QueuedDemand, b: QueuedDemand): number {
  return (
    b.rank - a.rank ||
    a.orderedAt - b.orderedAt ||
    compareIds(a.demand.order, b.demand.order) ||
    compareIds(a.demand.line, b.demand.line) ||
    b.units - a.units ||
    (b.demand.released ?? 0) - (a.demand.released ?? 0) ||
    compareIds(pinsOf(a.demand).join(), pinsOf(b.demand).join())
  )
}
