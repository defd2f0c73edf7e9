// What a supplier still owes us. 5 units due on the 4th that have not come by the 9th count as due on the 9th: nobody is
// told a day in the past. What leaves the day after it came is ready on the 10th with one day of handling.
import { addDays, dayNumber, dayOf } from '../day.ts'
import { compareIds } from '../ids.ts'
import type { Arrival, Day, Policy } from './facts.ts'
import { wholeUnits } from './units.ts'

export type ExpectedArrival = {
  readonly arrival: string
  /** As the supplier promised it, even when that day has passed; null also for a text that names no day. */
  readonly due: Day | null
  /** Number of the day on which the planner counts on it; Infinity without a day. */
  readonly comesOn: number
  /** The day its units can leave to a customer. */
  readonly readyOn: Day | null
  /** Units that nobody has been given yet. */
  units: number
}

/** `today` is the number of the day, or null if that cannot be read: then nothing is overdue. */
export function expected({ arrival, due, units }: Arrival, policy: Policy, today: number | null): ExpectedArrival {
  const dueOn = due === null ? null : dayNumber(due)
  if (dueOn === null) return { arrival, due: null, comesOn: Infinity, readyOn: null, units: wholeUnits(units) }
  const comesOn = Math.max(dueOn, today ?? dueOn)
  const readyOn = dayOf(addDays(comesOn, policy.handlingDays, policy.workingDays))
  return { arrival, due, comesOn, readyOn, units: wholeUnits(units) }
}

/** The order in which arrivals serve: the earliest day first, equal days by id, those without a day last. */
export function compareExpected(a: ExpectedArrival, b: ExpectedArrival): number {
  return (
    a.comesOn - b.comesOn ||
    compareIds(a.arrival, b.arrival) ||
    compareIds(a.due ?? '', b.due ?? '') ||
    a.units - b.units
  )
}
