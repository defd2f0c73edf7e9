import type { ItemDetail, ItemSource, Supply } from '../../../suppliers/contract/catalogue.ts'
import { counted } from '../format/counted.ts'

export const itemPageWords = {
  title: 'Item',
  back: 'Suppliers',
  loading: 'Loading the item',
  failed: 'This item cannot be shown right now',
  failedText: 'Backline does not answer. Nothing was changed.',
  unknown: 'There is no such item',
  unknownText: 'Its address may be wrong, or it belongs to another shop.',
  retry: 'Try again',
  ruleTitle: 'How it is supplied',
  supplyLabel: 'Supply',
  limitLabel: 'How many may be sold without stock',
  numberLabel: 'Units at most',
  numberProblem: 'Enter whole units, 0 or more',
  saved: 'Item saved',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  sourcesTitle: 'Suppliers',
  sourcesHint: 'The preferred one first. Its rank is changed in the supplier’s catalogue.',
  noSources: 'No suppliers yet. Assign one, so that this item can be ordered.',
  assign: 'Assign suppliers',
  sourcesLabel: 'Suppliers of this item',
  columns: {
    supplier: 'Supplier',
    sku: 'Its SKU',
    cost: 'Cost',
    quantities: 'Minimum and pack',
    lead: 'Lead time',
    rank: 'Rank',
  },
} as const

export const supplies: readonly { readonly value: Supply; readonly text: string; readonly hint: string }[] = [
  { value: 'stocked', text: 'Kept in stock', hint: 'Ordered when sales outrun the stock.' },
  {
    value: 'made-to-order',
    text: 'Made or bought for each sale',
    hint: 'Selling it without stock is no shortage: its units are to be ordered as they are sold.',
  },
  {
    value: 'discontinued',
    text: 'No longer bought',
    hint: 'Nothing more is ordered, and no more is offered than there is.',
  },
]

export type Limit = 'none' | 'incoming' | 'number'
export const limitChoices: readonly { readonly value: Limit; readonly text: string; readonly hint: string }[] = [
  { value: 'none', text: 'Any number', hint: 'As long as your shop lets it be sold out.' },
  {
    value: 'incoming',
    text: 'As many as are on their way',
    hint: 'Units of supplier orders that nobody waits for yet.',
  },
  { value: 'number', text: 'A number of units', hint: 'Those that wait already count.' },
]

/** `MUG-RED · Acme · 3 units of it need ordering` */
export function uncoveredWords({ sku, vendor, uncovered }: ItemDetail): string {
  const need =
    uncovered === 0
      ? 'Nothing of it needs ordering'
      : `${counted(uncovered, 'unit')} of it ${uncovered === 1 ? 'needs' : 'need'} ordering`
  return [sku, vendor, need].filter((part) => part).join(' · ')
}

export function sourceRank({ rank, discontinued }: ItemSource): string {
  if (discontinued) return 'Discontinued'
  return String(rank)
}
