// When a supplier is ordered from and delivers. Orders are taken on Tuesdays and today is a Wednesday: the order day is
// in six days, and with ten days of lead time the goods are expected in sixteen.
import { addDays, dayNumber, dayOf } from '../day.ts'
import type { Day } from '../planning/facts.ts'

/** Today, or the next of the supplier's order days. */
export function nextOrderDay(today: Day, orderDays: readonly number[]): Day {
  const number = dayNumber(today)
  if (number === null || orderDays.length === 0) return today
  return dayOf(addDays(number - 1, 1, orderDays))
}

export function expectedOn(orderOn: Day, leadTimeDays: number | null): Day | null {
  const number = dayNumber(orderOn)
  return number === null || leadTimeDays === null ? null : dayOf(number + leadTimeDays)
}
