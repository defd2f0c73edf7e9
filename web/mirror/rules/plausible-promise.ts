// Whether what a browser says that its shopper was told can have been told. Ordered on 29 November: "between 1 and 9
// December", said the day before, can; 2 January 2020 cannot, nor 1 December of the year 2999, nor a day other than the one
// that the shop was showing at that moment.
import { type Day, dayNumber } from '../../platform/values/day.ts'
import type { ToldPromise } from './told-promise.ts'

/** When the order was placed: an ISO instant, and the day that this was in the shop. */
export type OrderMoment = { readonly at: string; readonly day: Day }

/** What the storefront has been showing since `at`, an ISO instant. */
export type StandingPromise = { readonly at: string; readonly from: Day | null; readonly to: Day | null }

const dayMs = 24 * 60 * 60 * 1000
/** `at` is by the database's clock, the order's time by Shopify's, in whole seconds. */
const clocksDifferByMs = 30_000
/**
 * A promise is made anew when its day moves, so one may stand for as long as its day is ahead; and a page or a cart that was
 * loaded while it stood may be kept for some weeks more.
 */
const longestStandingMs = 183 * dayMs
/** Further ahead than this nothing is believed that is not known to have been shown. */
const furthestDays = 731

/**
 * No day before the order's, and not told after it. What is said to have been told since `standing` began names no days but
 * its own; of anything earlier, or where nothing is known (null), the day is at most two years ahead and was told within
 * half a year.
 */
export function isPlausible(told: ToldPromise, order: OrderMoment, standing: StandingPromise | null): boolean {
  const days = [told.from, told.to].filter((day) => day !== null)
  if (days.some((day) => day < order.day)) return false
  const beforeOrderMs = told.at === null ? 0 : Date.parse(order.at) - Date.parse(told.at)
  if (beforeOrderMs < -clocksDifferByMs) return false
  if (standing !== null && told.at !== null && Date.parse(told.at) >= Date.parse(standing.at)) {
    return days.every((day) => day === standing.from || day === standing.to)
  }
  return beforeOrderMs <= longestStandingMs && days.every((day) => daysBetween(order.day, day) <= furthestDays)
}

function daysBetween(from: Day, to: Day): number {
  return (dayNumber(to) ?? Number.NaN) - (dayNumber(from) ?? Number.NaN)
}
