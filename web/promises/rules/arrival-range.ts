// From when to when goods are to be expected, so that the share of such promises that the merchant wants is kept. Agreed for
// the 1st with a supplier of whose last deliveries nine in ten were at most 4 days late: from the 1st to the 5th. Where no day
// is agreed, by how long its deliveries took, those that have not come counted as longer than so far.
import { type Day, dayNumber, dayOf } from '../../platform/values/day.ts'
import { calibratedShare } from './calibrated-share.ts'
import { deliveriesThatCame, deliveriesToCome, type KnownDelivery } from './known-deliveries.ts'
import { type KnownOnDay, leadTimes } from './lead-times.ts'
import { type Distribution, nextWithin, type Observation, productLimit } from './product-limit.ts'

/** One supplier order's goods in one receipt. */
export type PastDelivery = { readonly orderedOn: Day; readonly agreedOn: Day | null; readonly receivedOn: Day }

/** Still to come. */
export type OpenDelivery = { readonly orderedOn: Day; readonly agreedOn: Day | null }

/** What is known of a supplier. `others` came from the shop's other suppliers and count where little is known of this one. */
export type Evidence = {
  readonly past: readonly PastDelivery[]
  readonly open: readonly OpenDelivery[]
  readonly others?: readonly PastDelivery[]
}

/** Days of arrival; null where none can be told. */
export type ArrivalRange = { readonly from: Day | null; readonly to: Day | null }

type Known = KnownOnDay & { readonly others: readonly KnownDelivery[] }

/** Of slips, so many of the last deliveries count. */
const recentSlips = 30
/** No history says when all come. */
const highestLevel = 0.99
/** That suppliers keep the day they agreed to counts as so many deliveries. */
const keptBefore = 30

/**
 * When the goods of a supplier order arrive: `level` (0.8, 0.9 or 0.95) of these promises are to be kept, that is, the goods come
 * on the day `to` or before. Both days are today at the earliest. `to` is null for an order that is late, or on its way, for longer
 * than anything that is known; both are where no day was agreed and nothing is known. Deliveries and orders whose days cannot
 * be read count as none. Source: decision 32.
 */
export function arrivalRange(
  evidence: Evidence,
  next: { readonly orderedOn: Day; readonly agreedOn: Day | null },
  today: Day,
  level: number,
): ArrivalRange {
  const now = dayNumber(today)
  if (now === null) return { from: null, to: null }
  const share = Math.min(highestLevel, Math.max(0, level))
  const known = {
    past: deliveriesThatCame(evidence.past),
    open: deliveriesToCome(evidence.open),
    others: deliveriesThatCame(evidence.others ?? []),
  }
  const [agreed, ordered] = [dayNumber(next.agreedOn ?? ''), dayNumber(next.orderedOn)]
  if (agreed !== null) return range(now, agreed, latestOfAgreed(known, agreed, now, share))
  return ordered === null ? { from: null, to: null } : rangeOfUnagreed(known, ordered, now, share)
}

function range(now: number, from: number | null, to: number | null): ArrivalRange {
  const told = (day: number | null) => (day === null ? null : dayOf(Math.max(now, day)))
  return { from: told(from), to: told(to) }
}

/** The agreed day and the slip that the level asks for; of an order that is late already, of those that were later still. */
function latestOfAgreed({ past, open, others }: Known, agreed: number, now: number, level: number): number | null {
  const late = now - agreed
  const own = past.flatMap(slipOf)
  const overdue = open
    .flatMap(({ agreedOn }) => (agreedOn !== null && agreedOn < now ? [now - agreedOn] : []))
    .map(soFar)
  if (late <= 0) {
    const kept = { value: 0, hasEnded: true, weight: keptBefore }
    return agreed + reach(productLimit([kept, ...own.slice(-recentSlips).map(ended), ...overdue]), level)
  }
  for (const known of [[...own.map(ended), ...overdue], others.flatMap(slipOf).map(ended)]) {
    const later = known.filter(({ value }) => value > late)
    if (later.some(({ hasEnded }) => hasEnded)) return agreed + reach(productLimit(later), level)
  }
  return null
}

/** By how many days it came later than agreed; goods that come early are on time. */
function slipOf({ agreedOn, receivedOn }: KnownDelivery): number[] {
  return agreedOn === null || receivedOn === null ? [] : [Math.max(0, receivedOn - agreedOn)]
}

function rangeOfUnagreed(known: Known, ordered: number, now: number, level: number): ArrivalRange {
  const elapsed = now - ordered > 0 ? now - ordered : -1
  const own = leadTimes(known, now, known.others, elapsed)
  if (own.quantile(0) === null) return { from: null, to: null }
  // Of n deliveries the longest is as far as they can say: it is not exceeded with a probability of 1 - 1 / (n + 1).
  const provable = Math.min(level, 1 - 1 / (known.past.length + 1))
  const share = calibratedShare(provable, [...known.past, ...known.open], now)
  const within = nextWithin(own, share) ?? own.largest
  const days = level > provable ? Math.max(within, beyondTheLongest(known, { elapsed, now, level })) : within
  const soonest = Math.min(days, own.quantile(1 - level) ?? days)
  return range(now, ordered + soonest, ordered + days)
}

/**
 * What a few deliveries cannot say, the shop's other suppliers do; where there are none, the longest is stretched as far as a power
 * law of exponent 2 asks.
 */
function beyondTheLongest(
  { past, open, others }: Known,
  { elapsed, now, level }: { elapsed: number; now: number; level: number },
): number {
  const longest = leadTimes({ past, open }, now, [], elapsed).largest
  if (others.length === 0) return Math.ceil(longest / Math.sqrt((past.length + 1) * (1 - level)))
  return Math.max(longest, leadTimes({ past: others, open: [] }, now, [], elapsed).quantile(level) ?? 0)
}

function reach(distribution: Distribution, share: number): number {
  return distribution.quantile(share) ?? distribution.largest
}

function ended(value: number): Observation {
  return { value, hasEnded: true, weight: 1 }
}

function soFar(value: number): Observation {
  return { value, hasEnded: false, weight: 1 }
}
