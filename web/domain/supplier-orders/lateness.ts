// On which day something that is late already can be told to come. Due on the 4th and not there on the 9th: of the
// supplier's deliveries that were later than 5 days, nine in ten came within 12, so the 16th. What is still to come of
// its others and is later than that counts too, as longer than so far. Too few such deliveries: no day is told.
import { dayNumber, dayOf } from '../day.ts'
import type { Day } from '../planning/facts.ts'

/** By how many days a supplier's goods were later than agreed. */
export type Lateness = {
  /** Of each that came; below zero for those that came early. */
  readonly came: readonly number[]
  /** So far, of each that has not come. */
  readonly open: readonly number[]
}

/** Fewer deliveries that were so late say nothing about the next. */
const casesToTrust = 5
const told = 0.9

/** The day that may be told: the due day while it is to come, then what is known of those that were later, else none. */
export function expectedDay(due: Day | null, today: Day, lateness: Lateness | undefined): Day | null {
  const [dueOn, now] = [due === null ? null : dayNumber(due), dayNumber(today)]
  if (dueOn === null || now === null) return null
  if (dueOn >= now) return due
  const days = lateness === undefined ? null : laterThan(now - dueOn, lateness)
  return days === null ? null : dayOf(dueOn + days)
}

/**
 * Within how many days nine in ten of those came that were later than so many: the product-limit estimate (Kaplan and
 * Meier, 1958), in which one that has not come is known only to be later than it is now.
 */
function laterThan(days: number, { came, open }: Lateness): number | null {
  const later = came.filter((late) => late > days).sort((one, other) => one - other)
  if (later.length < casesToTrust) return null
  const openLater = open.filter((late) => late > days)
  let stillToCome = 1
  for (const [at, late] of later.entries()) {
    const atRisk = later.length - at + openLater.filter((so) => so >= late).length
    stillToCome *= 1 - 1 / atRisk
    if (stillToCome <= 1 - told + 1e-9) return late
  }
  return null
}
