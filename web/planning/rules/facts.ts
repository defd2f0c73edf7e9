// What the planner is told and what it answers. Every number is a whole number of units. The shapes are fixed by
// the glossary's planner signature: fields may be added, none renamed.
import type { Day } from '../../platform/values/day.ts'

export type Facts = {
  readonly shelves: readonly Shelf[]
  readonly demands: readonly Demand[]
  readonly arrivals: readonly Arrival[]
  readonly sources: readonly Source[]
  /** Locations from which no online order is fulfilled: the next shopper gets nothing from there. */
  readonly storesOnly?: readonly string[]
}

/** Units at a stock point that can be given to demand now: an integer, zero or more. Two rows for one point add up. */
export type Shelf = {
  readonly item: string
  readonly location: string
  readonly units: number
  /** Units that are lacking there before anybody's turn comes, sold or shipped beyond what there was; 0 when absent. */
  readonly owed?: number
}

/** The open units of an order line at a location. */
export type Demand = {
  readonly line: string
  readonly order: string
  readonly item: string
  readonly location: string
  readonly units: number
  /** ISO instant in any notation; one that cannot be read is served after the others of its rank. */
  readonly orderedAt: string
  /** Higher is served first; 0 when absent. */
  readonly rank?: number
  /** The arrival that must serve this demand first, if it is at the same stock point. */
  readonly pin?: string
  /** Beside `pin`, arrivals that must serve it first as well: of all of these the first to come, on equal days the one that is named first. */
  readonly alsoPinned?: readonly string[]
  /** Units already released to be picked: nobody may take them back. */
  readonly released?: number
}

/** The units of a supplier order line that are still to come. */
export type Arrival = {
  readonly arrival: string
  readonly item: string
  readonly location: string
  readonly units: number
  readonly due: Day | null
  /** The day that may be told of it, null for none; when absent: `due`, or today where that has passed. */
  readonly expectedOn?: Day | null
}

export type Source = {
  readonly item: string
  readonly supply: 'stocked' | 'made-to-order' | 'discontinued'
  readonly leadTimeDays: number | null
  /** ISO weekdays on which it can be ordered, 1 = Monday to 7 = Sunday; every day when absent or none is named. */
  readonly orderDays?: readonly number[]
  readonly maxBackorder?: number | 'incoming' | null
}

export type Policy = {
  readonly queue: 'oldest-first' | 'complete-orders-first'
  readonly partialLines: boolean
  readonly handlingDays: number
  /** ISO weekdays, 1 = Monday to 7 = Sunday; every day when absent. */
  readonly workingDays?: readonly number[]
}

export type Plan = {
  readonly lines: readonly PlannedLine[]
  readonly points: readonly PlannedPoint[]
  readonly items: readonly PlannedItem[]
}

export type PlannedLine = {
  readonly line: string
  readonly order: string
  readonly item: string
  readonly location: string
  readonly units: number
  readonly covered: number
  readonly backordered: number
  readonly uncovered: number
  readonly pegs: readonly Peg[]
  readonly readyOn: Day | 'now' | null
}

/** `due` is the arrival's own day, also when that has passed and the line's ready day counts from another one. */
export type Peg = { readonly arrival: string; readonly units: number; readonly due: Day | null }

/** `arrivalsLeft` names every arrival of the stock point, also those with nothing left. */
export type PlannedPoint = {
  readonly item: string
  readonly location: string
  readonly shelfLeft: number
  /** Owed units that nothing which is to come will fill. */
  readonly owedLeft: number
  /** What fills the others: the first units to come. */
  readonly owedPegs: readonly OwedPeg[]
  readonly arrivalsLeft: readonly { readonly arrival: string; readonly units: number }[]
}

export type OwedPeg = { readonly arrival: string; readonly units: number }

export type PlannedItem = {
  readonly item: string
  readonly nextUnit: Day | 'now' | null
  readonly backorderRoom: number | null
  /** When the next shopper would get a unit that is on no shelf yet; null where no day can be told. */
  readonly beyondShelf: BeyondShelf | null
  /** It would come with an arrival whose day has passed, and no new one can be told. Absent otherwise. */
  readonly isDelayed?: true
}

/** `units`: for so many units the day is true, because they are left on the `arrival`; null with a lead time, for any number. */
export type BeyondShelf = { readonly day: Day; readonly arrival: string | null; readonly units: number | null }
