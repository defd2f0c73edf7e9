// The record of an order line that was ever short at a location: sold 5, shipped 1, covered 1, backordered 3.
// It is open while a unit is backordered, ready once all open units are covered, closed when the rest has shipped,
// and cancelled when the demand went away unserved. While none of its open units is in the queue it says why, and once they
// wait at another location that they moved.

import type { Day } from '../../../platform/values/day.ts'
import type { Peg, PlannedLine } from '../facts.ts'

/**
 * Why no open unit of a line is in the queue: its order is not paid, its day has not come, or it took no stock. The rules of
 * the shop say which of them keeps a line out.
 */
export const leftOutStates = ['unpaid', 'scheduled', 'unclaimed'] as const
export type LeftOutState = (typeof leftOutStates)[number]

/** Of a line that has open units there. */
export const unsettledStates = ['open', 'ready', ...leftOutStates] as const

/** Of one that has none there any more. */
const settledStates = ['moved', 'closed', 'cancelled'] as const
export type SettledState = (typeof settledStates)[number]

export const backorderStates = [...unsettledStates, ...settledStates] as const
export type BackorderState = (typeof backorderStates)[number]

export function isLeftOut(state: BackorderState): state is LeftOutState {
  return leftOutStates.some((each) => each === state)
}

/** Whole units of one order line at one location. units = shipped + covered + backordered while the line is open or ready. */
export type BackorderNumbers = {
  readonly units: number
  readonly shipped: number
  readonly covered: number
  readonly backordered: number
  readonly pegged: number
  readonly uncovered: number
  readonly state: BackorderState
  /** The day all open units can leave; null when they can now, or when no day can be told. */
  readonly readyOn: Day | null
  /** The earliest due day among the arrivals that serve it; null when none of them has a day, or nothing serves it. */
  readonly nextArrivalOn: Day | null
}

/** Numbers of a line that has open units, from what the planner gave it. */
export function openNumbers(planned: PlannedLine, shipped: number): BackorderNumbers {
  return {
    units: planned.units + shipped,
    shipped,
    covered: planned.covered,
    backordered: planned.backordered,
    pegged: planned.backordered - planned.uncovered,
    uncovered: planned.uncovered,
    state: planned.backordered > 0 ? 'open' : 'ready',
    readyOn: planned.readyOn === 'now' ? null : planned.readyOn,
    nextArrivalOn: earliestDue(planned.pegs),
  }
}

function earliestDue(pegs: readonly Peg[]): Day | null {
  let earliest: Day | null = null
  for (const { due } of pegs) if (due !== null && (earliest === null || due < earliest)) earliest = due
  return earliest
}

const unserved = { covered: 0, backordered: 0, pegged: 0, uncovered: 0, readyOn: null, nextArrivalOn: null }

/** Numbers of a line of which no open unit is in the queue. */
export function leftOutNumbers(open: number, shipped: number, state: LeftOutState): BackorderNumbers {
  return { ...unserved, units: open + shipped, shipped, state }
}

/** Numbers of a recorded line that has no open units left there: nothing is owed any more. */
export function settledNumbers(recorded: BackorderNumbers, shipped: number, state: SettledState): BackorderNumbers {
  if (state === 'closed') return { ...unserved, units: shipped, shipped, state }
  return { ...unserved, units: recorded.units, shipped: recorded.shipped, state }
}
