import type { Day } from '../../../platform/values/day.ts'
import { arrivalRange, type Evidence } from '../../../promises/rules/arrival-range.ts'

/**
 * The day that merchants and shoppers are told of an arrival: its own while that is to come, and today; of what is late, the one
 * by which others that were as late came so often. Null where none is agreed, or the supplier was never so late: no day is
 * invented. Source: decision 32.
 */
export function expectedDay(evidence: Evidence, due: Day | null, today: Day, level: number): Day | null {
  if (due === null || due >= today) return due
  return arrivalRange(evidence, { orderedOn: due, agreedOn: due }, today, level).to
}
