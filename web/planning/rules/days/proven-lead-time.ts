// In how many days what is ordered comes, where enough came from the supplier to say: of deliveries after 12, 14, 15 and 20 days,
// within 12 to 20 or a little more. Fewer say nothing yet: what the supplier itself says counts.
import { type Day, dayNumber } from '../../../platform/values/day.ts'
import { arrivalRange, type Evidence } from '../../../promises/rules/arrival-range.ts'

/** Days from order to arrival: `latest` is kept as often as the level asks. */
export type ProvenLeadTime = { readonly soonest: number; readonly latest: number }

/** Fewer deliveries than this say nothing about the next. */
const deliveriesToTrust = 3

/** Null where too few came, or nothing can be read of them. Source: decision 32. */
export function provenLeadTime(evidence: Evidence, today: Day, level: number): ProvenLeadTime | null {
  if (evidence.past.length < deliveriesToTrust) return null
  const { from, to } = arrivalRange(evidence, { orderedOn: today, agreedOn: null }, today, level)
  const [now, first, last] = [today, from, to].map((day) => (day === null ? null : dayNumber(day)))
  return now == null || first == null || last == null ? null : { soonest: first - now, latest: last - now }
}
