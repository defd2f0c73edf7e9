// Apps are shown the orders of the last 60 days, and backorders wait longer than that.
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { counted } from '../../format/counted.ts'
import { exactTime } from '../../format/dates.ts'
import type { StatusWord } from './status-words.ts'

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

/** Beside the other states of a line whose order cannot be read; since when, its page says. */
export const lastKnownStatus: StatusWord = { text: 'As last known', tone: 'neutral' }

/** The same with its reason. */
export function lastKnownReason(since: string): string {
  return `As last known since ${exactTime(since)}: something happened to this order, and it is older than Shopify lets Backline read. Its location and units may be others by now.`
}
