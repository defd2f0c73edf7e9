import type { ParkedKind } from '../../../mirror/contract/deliveries.ts'
import { counted, number } from '../format/counted.ts'
import type { ParkedStep } from './parked-queries.ts'

export const parkedWords = {
  title: 'Updates set aside',
  subtitle:
    'Shopify sent these, or was asked about them, and Backline could not process them. Everything else goes on as usual.',
  hint: 'Trying again is always safe. Discard what you do not need.',
  back: 'Backorders',
  tableLabel: 'Updates set aside',
  loading: 'Loading the updates set aside',
  columns: { what: 'Update', why: 'Why it was set aside', when: 'Received', steps: 'What to do' },
  newer: 'Newer updates',
  older: 'Older updates',
  toNewest: 'To the newest updates',
  emptyTitle: 'Nothing is set aside',
  emptyText: 'Every update that Shopify sent has been processed. There is nothing to do here.',
  emptyPageText: 'What was on this page is dealt with.',
  failed: 'The updates set aside cannot be shown right now',
  failedText: 'Backline does not answer. Nothing is lost: they stay set aside until you decide.',
  again: 'Try again',
  cancel: 'Cancel',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
} as const

/** What the Backorders page says while there are any. */
export function parkedNotice(parked: number): { text: string; action: string } {
  return {
    text: `${counted(parked, 'update')} from Shopify could not be processed. The lines ${parked === 1 ? 'it is' : 'they are'} about may be out of date.`,
    action: parked === 1 ? 'Review update' : 'Review updates',
  }
}

const reasons: Record<ParkedKind, string> = {
  unreadable: 'Unreadable data.',
  unexpected: 'Unexpected data from Shopify.',
  refused: 'It has a value that can’t be stored.',
  untold: 'Shopify answered with an error when Backline asked about this. Backline keeps what it knew.',
  outdated: 'It says how an order was long ago, and Shopify doesn’t show the order any more.',
  other: 'Backline couldn’t process it.',
}

export function parkedReasonWords(kind: ParkedKind): string {
  return reasons[kind]
}

/** From the most exact beginning of a topic to the least. */
const topics: readonly (readonly [beginning: string, words: string])[] = [
  ['orders/create', 'New order'],
  ['orders/cancelled', 'Cancelled order'],
  ['orders/delete', 'Deleted order'],
  ['orders/edited', 'Edited order'],
  ['orders/', 'Changed order'],
  ['refunds/', 'Refund'],
  ['fulfillments/', 'Shipment'],
  ['fulfillment_orders/', 'Location of an order'],
  ['inventory_levels/', 'Stock change'],
  ['inventory_items/', 'Changed item'],
  ['products/delete', 'Deleted product'],
  ['products/', 'Changed product'],
  ['locations/', 'Changed location'],
  ['read/item', 'Stock of an item'],
  ['read/order', 'Order'],
  ['read/variant', 'Product variant'],
  ['read/transfer', 'Native transfer'],
  ['read/purchase-order', 'Native purchase order'],
  ['read/import-row', 'Part of an import'],
]

export function topicWords(topic: string): string {
  return topics.find(([beginning]) => topic.startsWith(beginning))?.[1] ?? 'Update'
}

/** Beneath it: Shopify's name for what it sent; what Backline asked for itself has none. */
export function topicHint(topic: string): string {
  return topic.startsWith('read/') ? 'Asked for by Backline' : topic
}

type StepWords = { short: string; title: string; text: string; confirm: string; all: string }

/** What is asked before a step; `alike` are set aside for the same reason. */
export function stepWords(step: ParkedStep, alike: number): StepWords {
  if (step === 'retry') {
    return {
      short: 'Try again',
      title: 'Try this update again?',
      text: 'Backline reads it once more. If it still cannot be processed, it comes back here.',
      confirm: 'Try again',
      all: `Retry all ${number(alike)} like this`,
    }
  }
  return {
    short: 'Discard',
    title: 'Discard this update?',
    text: 'What it says is deleted and cannot be brought back. Your shop itself stays as it is.',
    confirm: 'Discard',
    all: `Discard all ${number(alike)} like this`,
  }
}

export function outcomeWords(step: ParkedStep, deliveries: number): string {
  if (deliveries === 0) return 'Already handled by someone else.'
  const updates = counted(deliveries, 'update')
  return step === 'retry'
    ? `${updates} ${deliveries === 1 ? 'is' : 'are'} being tried again.`
    : `${updates} ${deliveries === 1 ? 'was' : 'were'} discarded.`
}

export function totalParked(total: number): string {
  return counted(total, 'update')
}
