// Apps are shown the orders of the last 60 days, and backorders wait longer than that.
import type { ShopSummary } from '../../../contract/shop.ts'
import { counted } from './counted.ts'
import { calendarDay, dayHere, exactTime } from './dates.ts'

const why = 'Shopify shows apps the orders of the last 60 days, and backorders wait longer than that.'

/** What a shop is told of its older orders, and what letting Backline read them mends. */
export function olderOrdersNotice({ lastKnown, unlistedUnits }: NonNullable<ShopSummary['olderOrders']>): {
  title: string
  text: string
} {
  const parts = [
    ...(lastKnown > 0 ? [`${counted(lastKnown, 'order')} ${lastKnown === 1 ? 'is' : 'are'} shown as last known`] : []),
    ...(unlistedUnits > 0
      ? [
          `${counted(unlistedUnits, 'unit')} ${unlistedUnits === 1 ? 'belongs' : 'belong'} to orders that are not listed here`,
        ]
      : []),
  ]
  return {
    title: 'Some orders are too old for Backline to read',
    text: `${why} ${parts.join(', and ')}. Allow Backline to read all orders, and they are up to date.`,
  }
}

/** On a line, in short: `As last known since 28 Nov 2026` */
export function lastKnownWords(since: string): string {
  return `As last known since ${calendarDay(dayHere(new Date(since)))}`
}

/** The same with its reason. */
export function lastKnownReason(since: string): string {
  return `As last known since ${exactTime(since)}: something happened to this order, and it is older than Shopify lets Backline read. Its location and units may be others by now.`
}
