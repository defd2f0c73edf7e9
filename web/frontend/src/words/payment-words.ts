import type { ShopRules } from '../../../contract/shop-rules.ts'
import { counted } from './counted.ts'

export const paymentWords = {
  title: 'From when orders count',
  hint: 'Orders whose payment is still to come (bank transfers, invoices, authorised cards) can wait for stock from when they are placed, or only once they are paid.',
  placed: { text: 'Once placed', tone: 'success' },
  paid: { text: 'Once paid', tone: 'neutral' },
  countPaid: 'Count once paid',
  countPlaced: 'Count once placed',
  nowPaid: 'Orders count once they are paid',
  nowPlaced: 'Orders count once they are placed',
  failed: 'Couldn’t save. Try again.',
  notKnown: 'Couldn’t load this setting.',
  retry: 'Try again',
  loading: 'Loading the setting',
} as const

/** `12 units of 3 items are on orders that are not paid. They wait for stock like any other order.` */
export function paymentRuleWords({ countsFrom, unpaid: { units, items } }: ShopRules): string {
  const open =
    units === 0
      ? 'No open orders wait for their payment right now.'
      : `${counted(units, 'unit')} of ${counted(items, 'item')} ${units === 1 ? 'is' : 'are'} on orders that are not paid.`
  const said =
    countsFrom === 'placed'
      ? 'They wait for stock like any other order.'
      : 'They join the queue, at the time they were ordered, once they are paid.'
  return `${open} ${said}`
}
