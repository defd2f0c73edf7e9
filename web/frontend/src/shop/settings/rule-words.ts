import type { ShopRules } from '../../../../shop/contract/shop-rules.ts'
import { unclaimedUnits } from '../../backorders/words/unclaimed-words.ts'
import { counted } from '../../format/counted.ts'
import type { RuleChange } from './rule-queries.ts'

/** What every rule of the shop says. */
export const ruleWords = {
  failed: 'Couldn’t save. Try again.',
  notKnown: 'Couldn’t load this setting.',
  retry: 'Try again',
  loading: 'Loading the setting',
  change: 'Change setting',
} as const

type SwitchText = {
  readonly status: { readonly text: string; readonly tone: 'success' | 'neutral' }
  /** How much it is about, and what happens with it. */
  readonly text: string
  /** The button that changes it; `label` where its text does not say what it is about. */
  readonly button: string
  readonly label: string
  readonly change: RuleChange
  /** Said once it is changed. */
  readonly done: string
}

/** A rule that is one way or the other. */
export type SwitchRule = {
  readonly title: string
  readonly hint: string
  shown(rules: ShopRules): SwitchText
}

/** `12 units of 3 items are owed by orders that did not take stock. They count as backorders when stock runs out.` */
export const unclaimedRule: SwitchRule = {
  title: 'Orders that did not take stock',
  hint: 'Some apps and marketplaces create orders in Shopify without taking stock for them, and so do some pre-orders and items that were tracked later.',
  shown({ countsUnclaimed, unclaimed: { units, items } }) {
    const open = units === 0 ? 'No open orders like this right now.' : unclaimedUnits(units, items)
    return countsUnclaimed
      ? {
          status: { text: 'Counted', tone: 'success' },
          text: `${open} They count as backorders when stock runs out.`,
          button: 'Leave out',
          label: 'Leave out orders that did not take stock',
          change: { countsUnclaimed: false },
          done: 'Orders that did not take stock are left out',
        }
      : {
          status: { text: 'Left out', tone: 'neutral' },
          text: `${open} They are not counted as backorders.`,
          button: 'Count',
          label: 'Count orders that did not take stock',
          change: { countsUnclaimed: true },
          done: 'Orders that did not take stock are counted',
        }
  },
}

/** `12 units of 3 items are on orders that are not paid. They wait for stock like any other order.` */
export const paymentRule: SwitchRule = {
  title: 'From when orders count',
  hint: 'Orders that are not paid yet (bank transfers, invoices, authorized cards) can wait for stock from when they are placed, or only once they are paid.',
  shown({ countsFrom, unpaid: { units, items } }) {
    const are = units === 1 ? 'is' : 'are'
    const open =
      units === 0
        ? 'All open orders are paid.'
        : `${counted(units, 'unit')} of ${counted(items, 'item')} ${are} on orders that are not paid.`
    const they = units === 0 ? 'Unpaid orders' : 'They'
    return countsFrom === 'placed'
      ? {
          status: { text: 'Once placed', tone: 'success' },
          text: `${open} ${they} wait for stock like any other order.`,
          button: 'Count once paid',
          label: 'Count once paid',
          change: { countsFrom: 'paid' },
          done: 'Orders count once they are paid',
        }
      : {
          status: { text: 'Once paid', tone: 'neutral' },
          text: `${open} ${they} join the queue, at the time they were ordered, once they are paid.`,
          button: 'Count once placed',
          label: 'Count once placed',
          change: { countsFrom: 'placed' },
          done: 'Orders count once they are placed',
        }
  },
}
