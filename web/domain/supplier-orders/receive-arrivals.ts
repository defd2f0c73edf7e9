// Which arrivals the units that came were of: the earliest due first, those without a day last. Of 4 due on Monday and 6
// due on Friday, 7 that came are the 4 and 3 of the 6.
import { compareIds } from '../ids.ts'
import type { Arrival } from '../planning/facts.ts'
import { afterReceipt } from './expected-days.ts'

export type Taken<Known extends Arrival> = { readonly taken: readonly Known[]; readonly left: readonly Known[] }

/** Of the arrivals of one supplier order line. What came beyond them is of none. */
export function takeEarliest<Known extends Arrival>(arrivals: readonly Known[], units: number): Taken<Known> {
  const known = [...arrivals].sort((one, other) => compareIds(one.arrival, other.arrival))
  const left = afterReceipt(known, units)
  const unitsLeft = new Map(left.map((arrival) => [arrival.arrival, arrival.units]))
  const taken = known.flatMap((arrival) => {
    const gone = arrival.units - (unitsLeft.get(arrival.arrival) ?? 0)
    return gone > 0 ? [{ ...arrival, units: gone }] : []
  })
  return { taken: inOrder(taken), left }
}

function inOrder<Known extends Arrival>(arrivals: readonly Known[]): Known[] {
  return afterReceipt(arrivals, 0)
}
