// What a supplier still owes us. 5 units due on the 4th that have not come by the 9th serve the queue as if they came on
// the 9th, but that they come then is told to nobody: told is the day on which they are expected, the 15th, or no day at
// all. What leaves the day after it came is ready on the 16th with one day of handling.
import { addDays, type Day, dayNumber, dayOf } from '../../platform/values/day.ts'
import { compareIds } from '../../platform/values/ids.ts'
import { wholeUnits } from '../../platform/values/units.ts'
import type { Arrival, Policy } from './facts.ts'

export type ExpectedArrival = {
  readonly arrival: string
  /** As the supplier promised it, even when that day has passed; null also for a text that names no day. */
  readonly due: Day | null
  /** Number of the day as which it serves the queue; Infinity without a day. */
  readonly comesOn: number
  /** Number of the day that may be told; Infinity where none may. */
  readonly toldOn: number
  /** The day its units can leave to a customer, as far as a day may be told. */
  readonly readyOn: Day | null
  /** Units that nobody has been given yet. */
  units: number
}

/** `today` is the number of the day, or null if that cannot be read: then nothing is overdue. */
export function expected(
  { arrival, due, units, expectedOn }: Arrival,
  policy: Policy,
  today: number | null,
): ExpectedArrival {
  const dueOn = due === null ? null : dayNumber(due)
  const comesOn = dueOn === null ? Infinity : Math.max(dueOn, today ?? dueOn)
  const toldOn = expectedOn === undefined ? comesOn : numberOf(expectedOn)
  const readyOn = toldOn === Infinity ? null : dayOf(addDays(toldOn, policy.handlingDays, policy.workingDays))
  return { arrival, due: dueOn === null ? null : due, comesOn, toldOn, readyOn, units: wholeUnits(units) }
}

function numberOf(day: Day | null): number {
  return (day === null ? null : dayNumber(day)) ?? Infinity
}

/** The order in which arrivals serve: the earliest day first, equal days by id, those without a day last. */
export function compareExpected(a: ExpectedArrival, b: ExpectedArrival): number {
  return (
    a.comesOn - b.comesOn ||
    compareIds(a.arrival, b.arrival) ||
    compareIds(a.due ?? '', b.due ?? '') ||
    a.units - b.units ||
    compareIds(a.readyOn ?? '', b.readyOn ?? '')
  )
}
