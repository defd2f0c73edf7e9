import type {
  SupplierMessage,
  SupplierOrderDetail,
  SupplierOrderLine,
} from '../../../../supplier-orders/contract/supplier-orders.ts'
import { beyondStock } from '../../backorders/words/owed-words.ts'
import type { StatusWord } from '../../backorders/words/status-words.ts'
import { counted, number } from '../../format/counted.ts'
import { calendarDay, exactTime } from '../../format/dates.ts'
import { sendingStates } from './supplier-order-words.ts'

export const orderDetailWords = {
  back: 'Supplier orders',
  loading: 'Loading the supplier order',
  loadingLines: 'Loading its items',
  retry: 'Try again',
  order: 'Mark as ordered',
  undoOrder: 'Undo ordering',
  receive: 'Receive',
  changeDue: 'Change due date',
  send: 'Send',
  sendAndOrder: 'Send and order',
  sendDraft: 'Send to supplier',
  pdf: 'Download PDF',
  csv: 'Download CSV',
  cancelOrder: 'Cancel order',
  cancelRest: 'Cancel what is still to come',
  close: 'Close order',
  add: 'Add items',
  facts: {
    supplier: 'Supplier',
    location: 'Delivered to',
    reference: 'Reference number',
    due: 'Due next',
    ordered: 'Ordered',
    created: 'Created',
    outstanding: 'Still to come',
    received: 'Received',
    expected: 'Likely to come',
  },
  factsTitle: 'Order',
  linesTitle: 'Items',
  linesTable: 'Items of this supplier order',
  columns: {
    item: 'Item',
    units: 'Units',
    due: 'Due',
    cost: 'Value',
    total: 'Total',
    serves: 'For',
    steps: 'Change',
  },
  change: 'Change',
  remove: 'Remove',
  previousLines: 'Previous items',
  nextLines: 'Further items',
  noLines: 'This draft has no items yet.',
  servedTitle: 'Orders it serves',
  servedHint: 'Who the units go to, as things stand now.',
  servedTable: 'Order lines that this supplier order serves',
  servedColumns: { order: 'Order', item: 'Item', units: 'Units', due: 'Arrives', ready: 'Can ship' },
  servedNobody: 'Nobody waits for these units: they go to the shelf.',
  costsTitle: 'Costs',
  changeCosts: 'Change',
  costs: {
    subtotal: 'Items',
    tax: 'Tax',
    shipping: 'Shipping',
    total: 'Total',
    inShop: 'In your currency',
    rate: 'Exchange rate',
  },
  noRate: 'No rate yet',
  noCost: 'No cost yet',
  notes: 'Notes',
  timelineTitle: 'What happened',
  messagesTitle: 'What was sent',
  messagesHint: 'Copies of what the supplier was sent, with its files.',
  messagesColumns: { message: 'Email', state: 'Status', files: 'Files', filesForgotten: 'Kept for 90 days' },
  receiptsTitle: 'What came',
  receiptsTable: 'Receipts of this supplier order',
  receiptsColumns: { when: 'When', units: 'Units', state: 'Status' },
  unneededAction: 'Take them out',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  downloadFailed: 'The file could not be made right now. Try again.',
  cancel: 'Keep it as it is',
  dismiss: 'Cancel',
} as const

/** `10 units` of a draft; of an order what came of it: `6 of 10 came, 1 rejected`. */
export function lineUnitsWords(
  { units, accepted, rejected, cancelled }: SupplierOrderLine,
  isDraft: boolean,
): string[] {
  if (isDraft) return [counted(units, 'unit')]
  const rest = [
    ...(rejected > 0 ? [`${number(rejected)} rejected`] : []),
    ...(cancelled > 0 ? [`${number(cancelled)} cancelled`] : []),
  ]
  return [`${number(accepted)} of ${number(units)} came`, ...(rest.length > 0 ? [rest.join(', ')] : [])]
}

/** When what is still to come of a line is due: one day, or each with its units. */
export function lineDays({ arrivals }: Pick<SupplierOrderLine, 'arrivals'>): { text: string; isLate: boolean }[] {
  const coming = arrivals.filter(({ units }) => units > 0)
  return coming.map(({ units, due, isLate }) => {
    const when = due === null ? 'No date' : calendarDay(due)
    return { text: coming.length > 1 ? `${number(units)}: ${when}` : when, isLate }
  })
}

type Serves = Pick<SupplierOrderLine, 'servedLines' | 'owed' | 'surplus'>

/** `3 order lines, 5 units sold or shipped beyond stock, 2 units over` */
export function lineServes({ servedLines, owed, surplus }: Serves): string {
  const parts = [
    ...(servedLines > 0 ? [counted(servedLines, 'order line')] : []),
    ...(owed > 0 ? [beyondStock(owed)] : []),
    ...(surplus > 0 ? [`${counted(surplus, 'unit')} over`] : []),
  ]
  return parts.join(', ') || '–'
}

export function unneededWords(units: number, removable: number): { title: string; text: string } {
  return {
    title: `${counted(units, 'unit')} of this draft ${units === 1 ? 'is' : 'are'} not needed any more`,
    text:
      removable === 0
        ? 'The supplier’s minimum or pack size does not let them be taken out.'
        : `The orders they were for were changed or cancelled. ${counted(removable, 'unit')} can be taken out as minimum and pack size allow.`,
  }
}

type MessageStatus = Pick<SupplierMessage, 'state' | 'isSaved' | 'trouble'>

export function messageStatus({ state, isSaved, trouble }: MessageStatus): StatusWord {
  if (state === 'refused') return { text: 'Not sent', tone: 'critical' }
  if (state === 'sent' && trouble !== null) return { text: 'Not sent to all', tone: 'attention' }
  return sendingStates[isSaved ? 'saved' : state]
}

const sentTitles: Record<NonNullable<SupplierOrderDetail['sending']>, string> = {
  waiting: 'This draft is being sent to the supplier',
  sent: 'This draft was sent to the supplier',
  saved: 'This draft was saved as a file to send to the supplier',
}

/** Of a draft that its supplier has, or is about to; null of one that it does not. */
export function sentDraftWords({
  state,
  sending,
  lastSent,
}: SupplierOrderDetail): { title: string; text: string } | null {
  if (state !== 'draft' || sending === null || lastSent === null) return null
  const changed = lastSent.isChangedSince
    ? ' You changed it after that: send it again, so that the supplier has the same.'
    : ''
  return {
    title: sentTitles[sending],
    text: `${exactTime(lastSent.createdAt)}, to ${recipientsWords(lastSent)}.${changed} Mark it as ordered to give waiting orders a date. New backorders go into another draft.`,
  }
}

export function messageWhen({ sentAt, createdAt, ...message }: SupplierMessage): string {
  return `${recipientsWords(message)} · ${exactTime(sentAt ?? createdAt)}`
}

/** `a@acme.example, b@acme.example, copy to c@acme.example` */
export function recipientsWords({ to, alsoTo, cc }: Pick<SupplierMessage, 'to' | 'alsoTo' | 'cc'>): string {
  const direct = [to, ...alsoTo].join(', ')
  return cc.length === 0 ? direct : `${direct}, copy to ${cc.join(', ')}`
}

/** How the suggested day is known. */
export function suggestionWords({ suggestedDue }: Pick<SupplierOrderDetail, 'suggestedDue'>): string | null {
  if (suggestedDue === null) return null
  const because =
    suggestedDue.because === 'history'
      ? 'nine in ten orders to this supplier should arrive within that time'
      : 'by the supplier’s lead time'
  return `${calendarDay(suggestedDue.day)}, ${because}`
}

export const totalLines = (total: number) => counted(total, 'item')
export const totalServed = (total: number) => counted(total, 'order line')
