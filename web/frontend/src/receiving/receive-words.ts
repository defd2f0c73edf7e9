import type { HandOut, OpenLine, ProposedItem, ReceiptProposal } from '../../../receiving/contract/receipts.ts'
import type { StatusWord } from '../backorders/words/status-words.ts'
import { counted, number } from '../format/counted.ts'
import { calendarDay } from '../format/dates.ts'
import { supplierOrderNumber } from '../supplier-orders/words/supplier-order-number.ts'

export const receiveWords = {
  title: 'Receive',
  subtitle: 'Count what came, see who gets it, then confirm. Shopify’s stock is raised only after that.',
  back: 'Supplier orders',
  scan: 'Scan or type a barcode, an SKU or a supplier’s SKU',
  scanHint: 'Each scan counts one unit.',
  scanAction: 'Count',
  nothingFound: (code: string) => `No open supplier order has “${code}”.`,
  scanned: (line: OpenLine) => `One ${line.title} counted, for ${supplierOrderNumber(line.number)}.`,
  scanFailed: 'Backline does not answer. Nothing was counted; scan it again.',
  linesTitle: 'What came',
  linesTable: 'What came',
  loading: 'Loading what is still to come',
  failed: 'What is still to come cannot be shown right now',
  failedText: 'Backline does not answer. Nothing was received.',
  retry: 'Try again',
  allCame: 'Everything came as ordered',
  startOver: 'Start over',
  continued: 'This is what you counted before. It is not confirmed yet: go on, or start over.',
  search: 'Search these items',
  searchHint: 'Title, SKU or barcode',
  columns: {
    item: 'Item',
    outstanding: 'Still to come',
    accepted: 'Accepted',
    rejected: 'Rejected',
    heldBack: 'Hold back',
  },
  reason: 'Why rejected',
  reasonHint: 'Why? Damaged …',
  nothingToCome: 'Nothing is still to come',
  nothingToComeText: 'All of this order has come, or was cancelled.',
  chooseTitle: 'Supplier orders on their way',
  chooseHint: 'Or begin to scan: the goods find their orders by themselves.',
  chooseTable: 'Supplier orders on their way',
  chooseColumns: { order: 'Order', supplier: 'Supplier', outstanding: 'Still to come', due: 'Due' },
  noneToCome: 'No supplier orders on their way. Mark one as ordered, and receive its goods here.',
  toOrders: 'View supplier orders',
  handOutTitle: 'Who gets it',
  handOutTable: 'Order lines and what they get',
  handOutColumns: { order: 'Order', item: 'Item', gets: 'Gets', after: 'Afterwards', steps: 'Decide' },
  handOutWaiting: 'Count something first: here you see who gets it before anything is done.',
  handOutFailed: 'Who gets it cannot be worked out right now.',
  handOutLoading: 'Working out who gets it',
  nobodyWaits: 'Nobody waits for these units: they go to the shelf.',
  pin: 'Pin',
  unpin: 'Unpin',
  first: 'First',
  last: 'Last',
  undo: 'Undo',
  pinned: 'Pinned',
  note: 'Note',
  noteHint: 'Delivery note number, who received it …',
  confirm: 'Confirm receipt',
  confirmTitle: 'Did this come?',
  confirmYes: 'Confirm',
  cancel: 'Go on counting',
  notConfirmed: 'Backline does not answer. Press again; it is received only once.',
  previous: 'Previous',
  next: 'Further',
  leave: {
    title: 'Leave without confirming?',
    text: 'What you counted stays in this tab until you come back. Nothing is added to stock before you confirm it.',
    leave: 'Leave',
    stay: 'Go on counting',
  },
} as const

/** `7 of 10`: still to come, of what was ordered. */
export function outstandingWords({ outstanding, units }: OpenLine): string {
  return `${number(outstanding)} of ${number(units)}`
}

export function overWords(accepted: number, rejected: number, outstanding: number): string | null {
  const over = accepted + rejected - outstanding
  return over > 0 ? `${number(over)} more than is to come` : null
}

/** `PO-12 · MUG-RED · due 4 Dec 2026` */
export function lineSource({ number: order, sku, supplierSku, due }: OpenLine): string {
  return [supplierOrderNumber(order), sku ?? supplierSku, due === null ? null : `due ${calendarDay(due)}`]
    .filter((part) => part !== null)
    .join(' · ')
}

/** `12 units for 5 orders: 4 can leave whole, 1 in part. 3 go to the shelf, 2 are held back.` */
export function handOutSummary({ items, orders }: ReceiptProposal): string {
  const sum = (of: (item: ProposedItem) => number) => items.reduce((total, item) => total + of(item), 0)
  const [owed, given, surplus, heldBack] = [
    sum((item) => item.owed),
    sum((item) => item.given),
    sum((item) => item.surplus),
    sum((item) => item.heldBack),
  ]
  const reached = orders.complete + orders.partial
  const shelf = [
    ...(surplus > 0 ? [`${number(surplus)} to the shelf`] : []),
    ...(heldBack > 0 ? [`${number(heldBack)} held back`] : []),
  ]
  const filled =
    owed > 0 ? ` ${counted(owed, 'unit')} ${owed === 1 ? 'fills' : 'fill'} what was sold or shipped beyond stock.` : ''
  const left = shelf.length > 0 ? ` ${counted(surplus + heldBack, 'unit')} for nobody yet: ${shelf.join(', ')}.` : ''
  const rest = `${filled}${left}`
  if (reached === 0) return `No order gets units.${rest}`
  const ways = [
    ...(orders.complete > 0 ? [`${counted(orders.complete, 'order')} can leave whole`] : []),
    ...(orders.partial > 0 ? [`${counted(orders.partial, 'order')} in part`] : []),
  ]
  return `${counted(given, 'unit')} for ${counted(reached, 'order')}: ${ways.join(', ')}.${rest}`
}

/** What becomes of an order line: it is complete, or when the rest of it comes. */
export function handOutStatus({ isLineComplete, isOrderComplete, gets }: HandOut): StatusWord {
  if (isOrderComplete) return { text: 'Order complete', tone: 'success' }
  if (isLineComplete) return { text: 'Line complete', tone: 'info' }
  return gets > 0 ? { text: 'In part', tone: 'attention' } : { text: 'Waits on', tone: 'neutral' }
}

export function restWords({ backordered, readyOn, isDelayed }: HandOut): string | null {
  if (backordered === 0) return null
  const none = isDelayed ? 'delayed, new date to follow' : 'no date'
  const day = readyOn === null || readyOn === 'now' ? none : calendarDay(readyOn)
  return `${counted(backordered, 'unit')} short, ${day}`
}

/** `2 of 5`; below zero where a wish of the merchant takes them away. */
export function getsWords({ gets, units }: HandOut): string {
  return gets < 0 ? `${number(-gets)} fewer than now` : `${number(gets)} of ${number(units)}`
}

export function coveredWords({ covered }: HandOut): string {
  return `${number(covered)} covered already`
}

/** `Also waits at Outlet, where a change of its place here counts too.` */
export function alsoAtWords(locations: readonly string[]): string {
  return `Also waits at ${locations.join(', ')}, where a change of its place here counts too.`
}

/** `Enter a reason for the rejected units of Red mug.` */
export function missingReason([first = '', ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more item')}`
  return `Enter a reason for the rejected units of ${first}${more}.`
}

export function confirmText(accepted: number, rejected: number, location: string | null): string {
  const where = location === null ? '' : ` at ${location}`
  const refused =
    rejected === 0 ? '' : ` ${counted(rejected, 'unit')} ${rejected === 1 ? 'is' : 'are'} rejected and not added.`
  return accepted === 0
    ? `No stock is added.${refused}`
    : `${counted(accepted, 'unit')} ${accepted === 1 ? 'is' : 'are'} added to Shopify’s stock${where}, and who waits for them gets them.${refused}`
}

export const totalHandOuts = (total: number) => counted(total, 'order line')
export const totalOpenLines = (total: number) => counted(total, 'item')
