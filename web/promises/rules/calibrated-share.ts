// Which quantile keeps the share of promises that is wanted. Where only 80 of 100 deliveries came within what was the 90 %
// quantile on the day they were ordered, the 90 % quantile is too near, and a higher one keeps nine in ten.
import type { KnownDelivery } from './known-deliveries.ts'
import { daysTaken, knownOn, leadTimes } from './lead-times.ts'
import { nextWithin, productLimit } from './product-limit.ts'

const lookedBack = 60
/** Of fewer deliveries known on the day nothing is learned. */
const fewest = 8
/** That quantiles are right counts as so many deliveries, spread over all shares. */
const prior = { weight: 40, points: 20 }

/**
 * The share whose quantile of lead times keeps `level` of the promises, by what each order of the supplier would have been told on
 * its day. Orders that are still open count as far as they have got: whoever looks only at what came takes the fast ones for all.
 * More for a higher level, never less.
 */
export function calibratedShare(level: number, deliveries: readonly KnownDelivery[], today: number): number {
  const ordered = deliveries.toSorted((one, other) => one.orderedOn - other.orderedOn)
  const learned = ordered.slice(-lookedBack).flatMap((one) => {
    const known = knownOn(one.orderedOn, deliveries)
    if (known.past.length < fewest) return []
    const value = leadTimes(known, one.orderedOn).shareBelow(daysTaken(one, today))
    return [{ value, hasEnded: one.receivedOn !== null, weight: 1 }]
  })
  if (learned.length === 0) return level
  const right = Array.from({ length: prior.points }, (_, at) => {
    return { value: (at + 0.5) / prior.points, hasEnded: true, weight: prior.weight / prior.points }
  })
  // A promise is kept where the share of shorter lead times is below that of the quantile.
  const share = nextWithin(productLimit([...learned, ...right]), level)
  return share === null ? 1 : Math.min(1, share + 1e-6)
}
