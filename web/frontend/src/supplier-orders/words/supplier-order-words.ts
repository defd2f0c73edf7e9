import type { SupplierOrderRow, SupplierOrderState } from '../../../../supplier-orders/contract/supplier-orders.ts'
import type { Fault } from '../../api/faults.ts'
import type { StatusWord } from '../../backorders/words/status-words.ts'
import { counted, number } from '../../format/counted.ts'
import { calendarDay } from '../../format/dates.ts'

export const supplierOrderWords = {
  title: 'Supplier orders',
  subtitle: 'What you buy from your suppliers, newest first.',
  tabsLabel: 'Supplier orders by state',
  tableLabel: 'Supplier orders',
  searchLabel: 'Search supplier orders',
  searchHint: 'Number, reference or supplier',
  supplierLabel: 'Supplier',
  everySupplier: 'Every supplier',
  columns: { number: 'Number', supplier: 'Supplier', state: 'Status', units: 'Units', due: 'Due', total: 'Total' },
  loading: 'Loading supplier orders',
  previous: 'Newer supplier orders',
  next: 'Older supplier orders',
  toFirstPage: 'To the newest supplier orders',
  clearFilters: 'Clear search and supplier',
  orderBackorders: 'Choose what to order',
  newOrder: 'New order',
  importFile: 'Import',
  receive: 'Receive goods',
  receipts: 'Receipts',
  pickList: 'Pick list',
  heldBack: 'Held back',
  letterhead: 'Letterhead',
  retry: 'Try again',
  showAll: 'Show all supplier orders',
  live: 'Live',
  paused: 'Paused',
} as const

export const supplierOrderTabs = [
  { state: 'open', text: 'Open' },
  { state: 'draft', text: 'Drafts' },
  { state: 'ordered', text: 'Ordered' },
  { state: 'partly-received', text: 'Partly received' },
  { state: 'late', text: 'Late' },
  { state: 'received', text: 'Received' },
  { state: 'closed', text: 'Closed' },
  { state: 'cancelled', text: 'Cancelled' },
  { state: 'all', text: 'All' },
] as const
export type SupplierOrderTab = (typeof supplierOrderTabs)[number]['state']

const states: Record<SupplierOrderState, StatusWord> = {
  draft: { text: 'Draft', tone: 'neutral' },
  ordered: { text: 'Ordered', tone: 'info' },
  'partly-received': { text: 'Partly received', tone: 'attention' },
  received: { text: 'Received', tone: 'success' },
  closed: { text: 'Closed', tone: 'neutral' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
}

/** Of the message to the supplier. */
export const sendingStates: Record<NonNullable<SupplierOrderRow['sending']>, StatusWord> = {
  waiting: { text: 'Being sent', tone: 'info' },
  sent: { text: 'Sent', tone: 'success' },
  saved: { text: 'Saved to a folder', tone: 'attention' },
}

/** What is ordered was sent or told somehow; of a draft it says that the supplier has it. */
export function supplierOrderStatus({
  state,
  isLate,
  sending,
}: Pick<SupplierOrderRow, 'state' | 'isLate' | 'sending'>): StatusWord[] {
  return [
    states[state],
    ...(state === 'draft' && sending !== null ? [sendingStates[sending]] : []),
    ...(isLate ? [{ text: 'Late', tone: 'critical' } as const] : []),
  ]
}

/** `6 of 10 came`; of a draft, what it orders. */
export function receivedWords({
  state,
  accepted,
  units,
}: Pick<SupplierOrderRow, 'state' | 'accepted' | 'units'>): string {
  return state === 'draft' ? counted(units, 'unit') : `${number(accepted)} of ${number(units)} came`
}

const over = new Set<SupplierOrderState>(['received', 'closed', 'cancelled'])

/** The next day on which something is due; a dash where nothing is. */
export function nextDueWords({ state, nextDue }: Pick<SupplierOrderRow, 'state' | 'nextDue'>): string {
  if (nextDue !== null) return calendarDay(nextDue)
  return over.has(state) || state === 'draft' ? '–' : 'No date'
}

export function emptySupplierOrders(tab: SupplierOrderTab, isFiltered: boolean, everMade: boolean) {
  if (isFiltered) {
    return { title: 'No supplier order matches', text: 'Search by number or by the beginning of the supplier’s name.' }
  }
  if (!everMade) {
    return {
      title: 'No supplier order yet',
      text: 'Choose backorders that need ordering, and Backline groups them into one order for each supplier.',
    }
  }
  const texts: Record<SupplierOrderTab, { title: string; text: string }> = {
    open: { title: 'Nothing is under way', text: 'There are no drafts, and everything that was ordered has come.' },
    draft: { title: 'No drafts', text: 'What you choose to order is put on drafts first.' },
    ordered: { title: 'Nothing is on its way', text: 'A draft comes here when it is ordered.' },
    'partly-received': { title: 'Nothing is partly received', text: 'Every delivery was complete so far.' },
    late: { title: 'Nothing is late', text: 'No supplier is behind the day it gave.' },
    received: { title: 'Nothing to close', text: 'An order comes here when all of it has come.' },
    closed: { title: 'Nothing is closed', text: 'Close an order when nothing more is to be done with it.' },
    cancelled: { title: 'Nothing was cancelled', text: 'Every order was kept.' },
    all: { title: 'No supplier order yet', text: 'Choose backorders that need ordering.' },
  }
  return texts[tab]
}

export function supplierOrderFault(fault: Fault): { title: string; text: string } {
  const texts: Record<Fault, { title: string; text: string }> = {
    unreachable: {
      title: 'Supplier orders cannot be shown right now',
      text: 'Backline does not answer. Nothing is lost.',
    },
    'no-access': {
      title: 'Backline has no access to this shop',
      text: 'Open the app again from your Shopify admin to give it access.',
    },
    'not-found': {
      title: 'This supplier order does not exist',
      text: 'It may belong to another shop, or its address is wrong.',
    },
    'not-understood': { title: 'This address shows nothing', text: 'It names a page or a filter that does not exist.' },
  }
  return texts[fault]
}

export const totalSupplierOrders = (total: number) => counted(total, 'supplier order')
