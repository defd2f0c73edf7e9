import type { BackorderListOutput, BackorderRow } from '../../../../backorders/contract/backorders.ts'
import type { ChosenDemand } from '../../../../proposals/contract/proposals.ts'
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { counted } from '../../format/counted.ts'
import type { Tab } from './list-words.ts'

export const orderTheseWords = {
  orderThese: 'Order these',
  nothing: 'No line is short.',
  nothingShown: 'No backorders are shown here.',
  nothingNeeded: 'Nothing shown here needs ordering.',
  clear: 'Clear selection',
  chooseAll: 'Choose every line on this page that needs ordering',
  choose: ({ orderName, title }: BackorderRow) => `Choose ${orderName}, ${title}`,
  trouble: 'That did not work: Backline does not answer. Nothing was ordered.',
} as const

/** Units of it are short, and neither on a supplier order nor in a draft. */
export function isToOrder({ state, uncovered, inDrafts, shown }: BackorderRow): boolean {
  const isStuck = shown.includes('no-longer-sold') || shown.includes('to-move')
  return state === 'open' && uncovered > inDrafts && !isStuck
}

export function chosenWords(chosen: number): string | null {
  return chosen === 0 ? null : `${counted(chosen, 'line')} chosen`
}

/** Orders what is looked at: all of the shop's, or what a search found. */
export function orderWords(tab: Tab, query: string): string {
  return query === '' && isWhole(tab) ? 'Order all that is short' : 'Order what is shown'
}

/**
 * Why nothing can be ordered; null where something can be. `listed` is the page of what is shown, undefined while it loads. Where
 * `isAll`, what places owe is ordered as well.
 */
export function orderRefusal(
  shop: ShopSummary | undefined,
  listed: BackorderListOutput | undefined,
  tab: Tab,
  isAll: boolean,
): string | null {
  if (isAll && shop?.owed !== undefined) return null
  if ((shop?.counts.open ?? 0) === 0) return orderTheseWords.nothing
  if (listed?.total === 0) return orderTheseWords.nothingShown
  const isOnePage = listed !== undefined && listed.previous === null && listed.next === null
  const needsNothing = !isWhole(tab) || (isOnePage && !listed.rows.some(isToOrder))
  return needsNothing ? orderTheseWords.nothingNeeded : null
}

export function demandShown(tab: Tab, query: string): ChosenDemand {
  if (query === '' && isWhole(tab)) return { all: true }
  return { filter: { ...(tab !== 'all' && { state: tab }), ...(query !== '' && { query }) } }
}

/** Tabs that hold every line that is short; the others hold none. */
export function isWhole(tab: Tab): boolean {
  return tab === 'active' || tab === 'open' || tab === 'all'
}
