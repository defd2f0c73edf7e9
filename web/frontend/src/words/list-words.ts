import type { Fault } from '../api/faults.ts'
import { number } from './counted.ts'
import { timeOfDay } from './dates.ts'

export const listWords = {
  notices: 'What to know',
  title: 'Backorders',
  subtitle: 'Order lines that were sold without stock behind them.',
  searchLabel: 'Search backorders',
  searchHint: 'Order, SKU or title',
  tabsLabel: 'Backorders by state',
  tableLabel: 'Backorders',
  columns: {
    order: 'Order',
    item: 'Item',
    short: 'Units short',
    waiting: 'Ordered',
    state: 'State',
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
  { state: 'active', text: 'Active' },
  { state: 'open', text: 'Open' },
  { state: 'ready', text: 'Ready' },
  { state: 'closed', text: 'Closed' },
  { state: 'cancelled', text: 'Cancelled' },
  { state: 'all', text: 'All' },
] as const
export type Tab = (typeof tabs)[number]['state']

/** What an empty list says: a shop that never ran short, a tab without lines and a search without hits differ. */
export function emptyWords(tab: Tab, query: string, everRecorded: boolean): { title: string; text: string } {
  if (query !== '') {
    return {
      title: 'No backorder matches your search',
      text: `Nothing here has words that begin with “${query}”. Search by order name, SKU or title.`,
    }
  }
  if (!everRecorded) {
    return {
      title: 'Nothing is backordered',
      text: 'Every unit you have sold has stock behind it. When an order is sold without stock, its line shows up here within seconds.',
    }
  }
  const texts: Record<Tab, { title: string; text: string }> = {
    active: { title: 'Nothing is waiting', text: 'Every backordered line has shipped or is not owed any more.' },
    open: { title: 'No line is short', text: 'Every line that was short has its units now.' },
    ready: { title: 'No line is ready', text: 'A line shows up here when stock for all its units has arrived.' },
    closed: { title: 'No line is closed', text: 'A line shows up here when all its units have shipped.' },
    cancelled: {
      title: 'No line was cancelled',
      text: 'A line shows up here when its order was cancelled or its units removed.',
    },
    all: { title: 'Nothing is backordered', text: 'Every unit you have sold has stock behind it.' },
  }
  return texts[tab]
}

export function faultWords(fault: Fault): { title: string; text: string } {
  const texts: Record<Fault, { title: string; text: string }> = {
    unreachable: {
      title: 'Backorders cannot be shown right now',
      text: 'Backline does not answer. Your orders are safe: what happens meanwhile shows up here afterwards.',
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
