import type { Fault } from '../../api/faults.ts'
import { number } from '../../format/counted.ts'
import { timeOfDay } from '../../format/dates.ts'

export const listWords = {
  notices: 'What to know',
  title: 'Backorders',
  subtitle: 'Items you’ve sold that aren’t in stock yet.',
  searchLabel: 'Search backorders',
  searchHint: 'Search by order, SKU or product',
  tabsLabel: 'Backorders by status',
  tableLabel: 'Backorders',
  columns: {
    order: 'Order',
    item: 'Item',
    short: 'Backordered',
    waiting: 'Ordered',
    state: 'Status',
    expected: 'Expected',
  },
  sortLabel: 'Sort',
  sorts: [
    { value: 'newest', text: 'Newest orders first' },
    { value: 'oldest', text: 'Oldest orders first' },
  ],
  newer: 'Newer backorders',
  older: 'Older backorders',
  live: 'Live',
  paused: 'Paused',
  loading: 'Loading backorders',
  retry: 'Try again',
  showAll: 'Show all backorders',
  clearSearch: 'Clear search',
  toFirstPage: 'To the first page',
} as const

export const tabs = [
  { state: 'active', text: 'All waiting' },
  { state: 'open', text: 'Backordered' },
  { state: 'ready', text: 'Ready' },
  { state: 'not-counted', text: 'Not counted' },
  { state: 'closed', text: 'Closed' },
  { state: 'cancelled', text: 'Cancelled' },
  { state: 'all', text: 'All' },
] as const
export type Tab = (typeof tabs)[number]['state']

/** What an empty list says: a shop that never ran short, a tab without lines and a search without hits differ. */
export function emptyWords(tab: Tab, query: string, everRecorded: boolean): { title: string; text: string } {
  if (query !== '') {
    return {
      title: `No backorders found for “${query}”`,
      text: 'Try an order number, an SKU or the beginning of a product’s name.',
    }
  }
  if (!everRecorded) {
    return {
      title: 'No backorders',
      text: 'Everything you’ve sold is in stock. When something is sold without stock, it shows up here within seconds.',
    }
  }
  const texts: Record<Tab, { title: string; text: string }> = {
    active: { title: 'All caught up', text: 'Every backordered line has shipped or was cancelled.' },
    open: { title: 'Nothing is backordered', text: 'Every line that was backordered has its units now.' },
    ready: {
      title: 'Nothing is ready to ship',
      text: 'A line shows up here when stock for all its units has arrived.',
    },
    'not-counted': {
      title: 'Every line counts',
      text: 'A backordered line shows up here while its order isn’t paid or its date hasn’t come, if you don’t count such orders, and at a location that its units were moved from.',
    },
    closed: { title: 'No line is closed', text: 'A line shows up here when all its units have shipped.' },
    cancelled: {
      title: 'No line was cancelled',
      text: 'A line shows up here when its order was cancelled or its units removed.',
    },
    all: { title: 'No backorders', text: 'Everything you’ve sold is in stock.' },
  }
  return texts[tab]
}

export function faultWords(fault: Fault): { title: string; text: string } {
  const texts: Record<Fault, { title: string; text: string }> = {
    unreachable: {
      title: 'Couldn’t load backorders',
      text: 'Your data is safe. Try again in a moment.',
    },
    'no-access': {
      title: 'Backline has no access to this shop',
      text: 'Open the app again from your Shopify admin to give it access.',
    },
    'not-found': {
      title: 'This backorder does not exist',
      text: 'It may belong to another shop, or its address is wrong.',
    },
    'not-understood': {
      title: 'This address shows nothing',
      text: 'It names a page or a filter that does not exist.',
    },
  }
  return texts[fault]
}

/** While the server does not answer: when the numbers that are shown were read. */
export function staleWords(readAt: number): string {
  return `Backline does not answer. These are the numbers of ${timeOfDay(readAt)}.`
}

export function totalWords(total: number, totalIsExact: boolean): string {
  const lines = total === 1 ? 'line' : 'lines'
  return totalIsExact ? `${number(total)} ${lines}` : `About ${number(roughly(total))} ${lines}`
}

/** Two digits of an estimate are as much as it knows. */
function roughly(count: number): number {
  const step = 10 ** Math.max(0, String(count).length - 2)
  return Math.round(count / step) * step
}

export function shortWords(short: number, units: number): string {
  return `${number(short)} of ${number(units)}`
}
