// The record of an order line that was ever short at a location: sold 5, shipped 1, covered 1, backordered 3.
// It is open while a unit is backordered, ready once all open units are covered, closed when the rest has shipped,
// and cancelled when the demand went away unserved.
import type { Day, Peg, PlannedLine } from '../planning/facts.ts'

export type BackorderState = 'open' | 'ready' | 'closed' | 'cancelled'

/** Whole units of one order line at one location. units = shipped + covered + backordered while the line is open. */
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

/** Numbers of a recorded line that has no open units left: nothing is owed any more. */
export function settledNumbers(recorded: BackorderNumbers, shipped: number, isCancelled: boolean): BackorderNumbers {
  const ended = shipped > 0 && !isCancelled ? 'closed' : 'cancelled'
  return {
    units: ended === 'closed' ? shipped : recorded.units,
    shipped: ended === 'closed' ? shipped : recorded.shipped,
    covered: 0,
    backordered: 0,
    pegged: 0,
    uncovered: 0,
    state: ended,
    readyOn: null,
    nextArrivalOn: null,
  }
}
