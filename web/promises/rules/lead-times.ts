// How long a supplier takes from order to receipt, by what is known on a day.
import type { KnownDelivery } from './known-deliveries.ts'
import { type Distribution, type Observation, productLimit } from './product-limit.ts'

/** Older ones say little about the next: suppliers get slower and faster. */
const recent = 60
/** What other suppliers of the shop took counts as so many deliveries of one of whom nothing is known, and less with each of its own. */
const priorWeight = 8
const priorEnds = 24

export type KnownOnDay = {
  /** In the order in which they came. */
  readonly past: readonly KnownDelivery[]
  readonly open: readonly KnownDelivery[]
}

/** What was known of these deliveries as that day began. */
export function knownOn(day: number, deliveries: readonly KnownDelivery[]): KnownOnDay {
  const ordered = deliveries.filter(({ orderedOn }) => orderedOn < day)
  const hasCome = ({ receivedOn }: KnownDelivery) => receivedOn !== null && receivedOn < day
  return { past: ordered.filter(hasCome), open: ordered.filter((one) => !hasCome(one)) }
}

/** Of those that took longer than `longerThan` days; below zero: of all. */
export function leadTimes(
  { past, open }: KnownOnDay,
  day: number,
  others: readonly KnownDelivery[] = [],
  longerThan = -1,
): Distribution {
  const came = past.slice(-recent)
  const since = Math.min(...came.map(({ orderedOn }) => orderedOn))
  const waiting = open.filter(({ orderedOn }) => came.length === 0 || orderedOn >= since)
  const prior = (priorWeight * Math.max(0, 1 - past.length / priorEnds)) / others.length
  const observations: Observation[] = [
    ...came.map((one) => ({ value: daysTaken(one, day), hasEnded: true, weight: 1 })),
    ...waiting.map((one) => ({ value: daysTaken(one, day), hasEnded: false, weight: 1 })),
    ...others.map((one) => ({ value: daysTaken(one, day), hasEnded: true, weight: prior })),
  ]
  return productLimit(observations.filter(({ value }) => value > longerThan))
}

/** From order to receipt, or until that day. Goods that were ordered in the books only after they had come took no time. */
export function daysTaken({ orderedOn, receivedOn }: KnownDelivery, day: number): number {
  return Math.max(0, (receivedOn ?? day) - orderedOn)
}
