import type { ShopRules } from '../../../contract/shop-rules.ts'
import { counted } from './counted.ts'

export const unclaimedWords = {
  title: 'Orders that did not take stock',
  hint: 'Some apps and marketplaces create orders in Shopify without taking stock for them, and so do some pre-orders and items that were tracked later.',
  counted: { text: 'Counted', tone: 'success' },
  leftOut: { text: 'Left out', tone: 'neutral' },
  leaveOut: 'Leave out',
  leaveOutLabel: 'Leave out orders that did not take stock',
  count: 'Count',
  countLabel: 'Count orders that did not take stock',
  nowLeftOut: 'Orders that did not take stock are left out',
  nowCounted: 'Orders that did not take stock are counted',
  failed: 'Couldn’t save. Try again.',
  notKnown: 'Couldn’t load this setting.',
  retry: 'Try again',
  loading: 'Loading the setting',
  setting: 'Change setting',
} as const

/** `12 units of 3 items are owed by orders that did not take stock. They wait for stock like any other order.` */
export function unclaimedRuleWords({ countsUnclaimed, unclaimed: { units, items } }: ShopRules): string {
  const owed =
    units === 0
      ? 'No open orders like this right now.'
      : `${counted(units, 'unit')} of ${counted(items, 'item')} ${are(units)} owed by orders that did not take stock.`
  return `${owed} ${countsUnclaimed ? 'They count as backorders when stock runs out.' : 'They are not counted as backorders.'}`
}

/** `12 units are owed by orders that did not take stock.` */
export function itemUnclaimedWords(units: number): string {
  return `${counted(units, 'unit')} ${are(units)} owed by orders that did not take stock.`
}

/** `3 units of this line did not take stock when they were ordered.` */
export function lineUnclaimedWords(units: number, isCounted: boolean): string {
  const said = `${counted(units, 'unit')} of this line did not take stock when ${units === 1 ? 'it was' : 'they were'} ordered.`
  return isCounted ? said : `${said} ${units === 1 ? 'It is' : 'They are'} not counted as backordered.`
}

/** `3 did not take stock`; nothing where all did. */
export function unclaimedPart(units: number): string {
  return units === 0 ? '' : `${units} did not take stock`
}

function are(units: number): string {
  return units === 1 ? 'is' : 'are'
}
