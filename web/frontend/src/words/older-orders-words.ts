// Apps are shown the orders of the last 60 days, and backorders wait longer than that.
import type { ShopSummary } from '../../../contract/shop.ts'
import { counted } from './counted.ts'
import { calendarDay, dayHere, exactTime } from './dates.ts'

export const olderOrdersWords = { allow: 'Allow access' } as const

/** `2 orders are shown as last known. Apps can read orders of the last 60 days only, unless you allow it.` */
export function olderOrdersNotice({ lastKnown, unlistedUnits }: NonNullable<ShopSummary['olderOrders']>): string {
  const parts = [
    ...(lastKnown > 0 ? [`${counted(lastKnown, 'order')} ${lastKnown === 1 ? 'is' : 'are'} shown as last known`] : []),
    ...(unlistedUnits > 0
      ? [
          `${counted(unlistedUnits, 'unit')} ${unlistedUnits === 1 ? 'belongs' : 'belong'} to orders that are not listed here`,
        ]
      : []),
  ]
  return `${parts.join(', and ')}. Apps can read orders of the last 60 days only, unless you allow all of them.`
}

/** On a line, in short: `As last known since 28 Nov 2026` */
export function lastKnownWords(since: string): string {
  return `As last known since ${calendarDay(dayHere(new Date(since)))}`
}

/** The same with its reason. */
export function lastKnownReason(since: string): string {
  return `As last known since ${exactTime(since)}: something happened to this order, and it is older than Shopify lets Backline read. Its location and units may be others by now.`
}
