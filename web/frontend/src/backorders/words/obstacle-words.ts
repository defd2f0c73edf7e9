// Why units cannot be served as things stand, and what helps.
import type { BackorderRow, Obstacle, ObstacleReason } from '../../../../backorders/contract/backorders.ts'
import type { OrderLine } from '../../../../backorders/contract/orders.ts'
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { counted, number } from '../../format/counted.ts'
import { listWords } from './list-words.ts'
import type { StatusWord } from './status-words.ts'

export function reasonsOf(obstacles: readonly Obstacle[]): ObstacleReason[] {
  return obstacles.map(({ reason }) => reason)
}

/** Of a line on its page: what nothing but a change in Shopify helps against. Null where there is nothing like that. */
export function obstacleNotice({
  obstacles,
  locationName,
}: Pick<BackorderRow, 'obstacles' | 'locationName'>): { title: string; text: string } | null {
  const reasons = reasonsOf(obstacles)
  const place = locationName ?? 'Its location'
  if (reasons.includes('item-deleted')) {
    return {
      title: 'No longer sold',
      text: 'This product was deleted in Shopify, so nothing of it can be ordered or received. Remove the line from the order in Shopify, or refund it.',
    }
  }
  if (reasons.includes('location-deleted')) {
    return {
      title: 'Needs to be moved',
      text: `${place} was deleted in Shopify, so nothing can be shipped, ordered or received there. Move this line’s units to another location in the order in Shopify, and Backline plans them there at once.`,
    }
  }
  if (!reasons.includes('location-closed')) return null
  return {
    title: 'Needs to be moved',
    text: `${place} is closed in Shopify, so nothing can be shipped, ordered or received there. Move this line’s units to another location in the order in Shopify, and Backline plans them there at once; or activate the location again.`,
  }
}

export const notTrackedWords = 'Shopify doesn’t track this item’s stock, so it is never backordered.'

const lineWords: Partial<Record<ObstacleReason, StatusWord>> = {
  'item-deleted': { text: 'No longer sold', tone: 'critical' },
  'no-location': { text: 'No location', tone: 'critical' },
  'no-item': { text: 'Not planned', tone: 'neutral' },
  'not-tracked': { text: 'Not tracked', tone: 'neutral' },
}

/** Of an order line that was never short, the most pressing of what keeps it from being served. */
export function obstacleStatus(obstacles: readonly Obstacle[]): StatusWord | null {
  const reasons = reasonsOf(obstacles)
  const [first] = Object.entries(lineWords).filter(([reason]) => reasons.includes(reason as ObstacleReason))
  return first?.[1] ?? null
}

/** `2 without a location`; nothing where there are none. */
export function unplacedPart({ unplaced = 0 }: Pick<OrderLine, 'unplaced'>): string {
  return unplaced === 0 ? '' : `${number(unplaced)} without a location`
}

export const unplacedWords = {
  title: 'Units without a location',
  subtitle: 'Shopify names no location for these units, so they can’t be planned, ordered or shipped.',
  back: listWords.title,
  view: 'View units without a location',
  table: 'Units without a location',
  columns: { order: 'Order', item: 'Item', units: 'Units', reason: 'Reason' },
  help: 'Their location was deleted, or another app fulfills them. Move them to a location in the order in Shopify.',
  loading: 'Loading units without a location',
  failed: 'Couldn’t load units without a location',
  failedText: 'Your orders are as they were. Try again in a moment.',
  retry: listWords.retry,
  emptyTitle: 'Every unit has a location',
  emptyText: 'Open units for which Shopify names no location are listed here.',
  pastTitle: 'No more units without a location',
  pastText: 'What was on this page has a location, or was shipped.',
  toFirst: 'To the oldest orders',
  previous: 'Previous',
  next: 'Next',
} as const

const reasonWords: Partial<Record<ObstacleReason, string>> = {
  'no-location': 'No location in Shopify',
  'item-deleted': 'Product deleted',
  'not-read': 'Order can’t be read',
}

/** `No location in Shopify, product deleted` */
export function reasonsWords(obstacles: readonly Obstacle[]): string {
  return obstacles
    .flatMap(({ reason }) => reasonWords[reason] ?? [])
    .map((words, at) => (at === 0 ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`))
    .join(', ')
}

export const totalUnplaced = (total: number) => counted(total, 'order item')

/** `3 units of 2 order items have no location in Shopify, so nothing is planned for them.` */
export function unplacedNotice({ units, lines }: NonNullable<ShopSummary['unplaced']>): string {
  const [have, them] = units === 1 ? ['has', 'it'] : ['have', 'them']
  return `${counted(units, 'unit')} of ${counted(lines, 'order item')} ${have} no location in Shopify, so nothing is planned for ${them}.`
}
