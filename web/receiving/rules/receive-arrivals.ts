// Which arrivals the units that came were of: the earliest due first, those without a day last. Of 4 due on Monday and 6
// due on Friday, 7 that came are the 4 and 3 of the 6.

import type { Arrival } from '../../planning/rules/facts.ts'
import { compareDays, type Day } from '../../platform/values/day.ts'
import { compareIds } from '../../platform/values/ids.ts'
import { afterReceipt } from '../../supplier-orders/rules/expected-days.ts'

export type Taken<Known extends Arrival> = { readonly taken: readonly Known[]; readonly left: readonly Known[] }

/** Of the arrivals of one supplier order line. What came beyond them is of none. */
export function takeEarliest<Known extends Arrival>(arrivals: readonly Known[], units: number): Taken<Known> {
  const known = [...arrivals].sort((one, other) => compareIds(one.arrival, other.arrival))
  const left = afterReceipt(known, units)
  const unitsLeft = new Map(left.map((arrival) => [arrival.arrival, arrival.units]))
  const taken = known.map((arrival) => {
    return { ...arrival, units: arrival.units - (unitsLeft.get(arrival.arrival) ?? 0) }
  })
  return { taken: inOrder(taken), left }
}

/** Units that are due on one day, or on none. */
export type UnitsOfDay = { readonly due: Day | null; readonly units: number }

/** The days of all units of both, the earliest first, those without a day last. */
export function mergeDays(some: readonly UnitsOfDay[], more: readonly UnitsOfDay[]): UnitsOfDay[] {
  return [...Map.groupBy([...some, ...more], ({ due }) => due)]
    .map(([due, of]) => ({ due, units: of.reduce((sum, { units }) => sum + units, 0) }))
    .filter(({ units }) => units > 0)
    .sort((one, other) => compareDays(one.due, other.due))
}

/** The days of what was taken of arrivals, of which these are left. */
export function daysOfTaken(arrivals: readonly Arrival[], left: readonly Arrival[]): UnitsOfDay[] {
  const unitsLeft = new Map(left.map(({ arrival, units }) => [arrival, units]))
  return mergeDays(
    arrivals.map(({ arrival, due, units }) => ({ due, units: units - (unitsLeft.get(arrival) ?? 0) })),
    [],
  )
}

/** Units that did not come after all are those that were due the latest; what came beyond all days has none. */
export function takeBackLatest(
  came: readonly UnitsOfDay[],
  units: number,
): { readonly back: readonly UnitsOfDay[]; readonly left: readonly UnitsOfDay[] } {
  const [back, left]: [UnitsOfDay[], UnitsOfDay[]] = [[], []]
  let missing = units
  for (const { due, units: known } of mergeDays(came, []).reverse()) {
    const gone = Math.min(known, missing)
    missing -= gone
    back.push({ due, units: gone })
    left.push({ due, units: known - gone })
  }
  return { back: mergeDays(back, [{ due: null, units: missing }]), left: mergeDays(left, []) }
}

function inOrder<Known extends Arrival>(arrivals: readonly Known[]): Known[] {
  return afterReceipt(arrivals, 0)
}
