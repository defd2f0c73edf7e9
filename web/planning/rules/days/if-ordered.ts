// When it would come if it were ordered now: the one answer for proposals, drafts, their dialog and shoppers. The supplier
// takes orders on Tuesdays and today is a Wednesday: the order day is in six days, and with ten days of lead time the goods
// arrive in sixteen.
import { addDays, type Day, dayNumber, dayOf } from '../../../platform/values/day.ts'

/** What a supplier says, and what its deliveries took, in days from order to arrival; null where nobody knows. */
export type LeadTime = {
  readonly said: number | null
  /** What came says that the next comes within so many days. */
  readonly proven?: number | null | undefined
  /** ISO weekdays, 1 = Monday, on which the supplier takes orders; every day where none is named. */
  readonly orderDays?: readonly number[] | undefined
}

/** Today, or the next of the supplier's order days. */
export function nextOrderDay(today: Day, orderDays: readonly number[] = []): Day {
  const number = dayNumber(today)
  if (number === null) return today
  return dayOf(addDays(number - 1, 1, orderDays))
}

/** What deliveries took counts for more than what the supplier says. Null: nobody knows how long it takes. */
export function arrivalIfOrdered(today: Day, { said, proven = null, orderDays }: LeadTime): Day | null {
  const orderedOn = dayNumber(nextOrderDay(today, orderDays))
  const days = proven ?? said
  return orderedOn === null || days === null ? null : dayOf(orderedOn + days)
}
