import type { SupplierOrderDetail, SupplierOrderLine } from '../../../../supplier-orders/contract/supplier-orders.ts'
import type { UnlikelyDay } from '../../api/faults.ts'
import { beyondStock } from '../../backorders/words/owed-words.ts'
import { counted, number } from '../../format/counted.ts'
import { calendarDay, exactTime } from '../../format/dates.ts'
import { recipientsWords } from './order-detail-words.ts'
import { supplierOrderNumber } from './supplier-order-number.ts'

export const orderDialogWords = {
  save: 'Save',
  cost: 'Unit cost',
  noAmount: 'An amount such as 12.50',
  noRate: 'A rate such as 1.0843',
  noUnits: 'At least one unit has to stay. Cancel the order, or remove the item, if none is to come.',
  split: 'Split over two dates',
  join: 'Put the last two together',
  partUnits: (index: number, of: number) => (of === 1 ? 'Units still to come' : `Units of part ${index + 1}`),
  partDay: (index: number, of: number) => (of === 1 ? 'Due' : `Due date of part ${index + 1}`),
  removeTitle: (title: string) => `Remove ${title}?`,
  removeText: 'It is not ordered with this draft. The order lines it was for have to be ordered again.',
  costsTitle: 'Costs and notes',
  orderTitle: (order: number) => `Mark ${supplierOrderNumber(order)} as ordered?`,
  typedIsKept: 'What you entered is kept: save it again if it is still right.',
  useDay: 'Use this date',
  undoTitle: (order: number) => `Undo the ordering of ${supplierOrderNumber(order)}?`,
  undo: 'Back to draft',
  due: 'Due date for items without one',
  dueHint: 'Leave blank if the supplier gave no date yet.',
  suggested: (suggestion: string) => `Suggested: ${suggestion}.`,
  allDueTitle: (order: number) => `Change the due date of ${supplierOrderNumber(order)}`,
  allDueText: 'All units still to come get this date, also of items that are split over several dates.',
  allDue: 'Due',
  severalDue: 'Items have different dates now. Choose one for all of them.',
  cancelTitle: (order: number, supplier: string) => `Cancel ${supplierOrderNumber(order)} from ${supplier}?`,
  sendTitle: (order: number) => `Send ${supplierOrderNumber(order)}`,
  sendingOrders: 'Sending marks it as ordered.',
  loadingLetter: 'Writing the email',
  to: 'To',
  cc: 'Cc',
  subject: 'Subject',
  text: 'Text',
  attached: 'The order goes along as a PDF and as a CSV file. A copy is kept.',
  savedInstead: 'No mail server is set up: the email is saved to a folder instead, and shown here.',
  noAddress: 'Enter email addresses, as in orders@example.com',
  saveAndSend: 'Save addresses and send',
  notSent: 'That did not work: Backline does not answer. Press again; it is sent only once.',
  again: 'Order these again',
  closeTitle: (order: number) => `Close ${supplierOrderNumber(order)}?`,
  closeText: 'Nothing more can be done with it then.',
  newTitle: 'New supplier order',
  newText: 'An empty draft. Add items of the supplier to it, and nothing is ordered until you say so.',
  newSupplier: 'Supplier',
  newLocation: 'Goods go to',
  newConfirm: 'Create draft',
  newCancel: 'Cancel',
  newLoading: 'Loading suppliers and locations',
  newNoSupplier: 'You don’t have any suppliers yet.',
  newAddSupplier: 'Add supplier',
  addTitle: 'Add items',
  addSearch: 'Search the supplier’s catalogue',
  addHint: 'Title or SKU',
  addTable: 'Items of this supplier',
  addOne: 'Add',
  added: 'On the order',
  addNothing: 'The catalogue of this supplier has no such item.',
  addDone: 'Done',
} as const

/** What comes of ordering with this day; without one nobody is promised anything that the items do not say themselves. */
export function orderText(due: string | null): string {
  return due === null
    ? 'Its units count as on their way. Nobody gets a date for items without one.'
    : 'Its units count as on their way, and everyone who waits for them gets a date.'
}

/** `Since you opened this: It was changed. Red mug: 10 → 12 units.` */
export function changedSinceWords(news: readonly string[]): string {
  return news.length === 0 ? '' : `Since you opened this: ${news.join(' ')}`
}

/** What a supplier was sent is not taken back by making a draft of it. */
export function undoText({ lastSent }: SupplierOrderDetail): string {
  const sent =
    lastSent === null
      ? ''
      : ` The email of ${exactTime(lastSent.createdAt)} to ${recipientsWords(lastSent)} is not taken back: tell the supplier.`
  return `It becomes a draft again. Dates that it gave to waiting orders are removed.${sent}`
}

export function unlikelyDay({ due, doubt }: UnlikelyDay): string {
  return `${calendarDay(due)} is ${doubt === 'past' ? 'in the past' : 'more than a year away'}. Is that right?`
}

const sentAlready = { waiting: 'Being sent already', sent: 'Sent already', saved: 'Saved as a file already' } as const

/** What there is to know before it is sent once more; null where this is the first time. */
export function sentBeforeWords({ sending, lastSent }: SupplierOrderDetail): string | null {
  if (sending === null || lastSent === null) return null
  return `${sentAlready[sending]}, ${exactTime(lastSent.createdAt)}, to ${recipientsWords(lastSent)}. This is one more email, with the order as it is now.`
}

/** What of the line has come: that cannot be changed here. */
export function cameWords({ accepted, rejected, cancelled }: SupplierOrderLine): string {
  const parts = [
    ...(accepted > 0 ? [`${number(accepted)} received`] : []),
    ...(rejected > 0 ? [`${number(rejected)} rejected`] : []),
    ...(cancelled > 0 ? [`${number(cancelled)} cancelled`] : []),
  ]
  return parts.length === 0 ? 'Nothing has come yet.' : `So far: ${parts.join(', ')}.`
}

export function cancelText({ state, accepted, outstanding }: SupplierOrderDetail): string {
  if (state === 'draft') return 'Nothing of it is ordered. What it was for has to be ordered again.'
  const coming = `${counted(outstanding, 'unit')} still to come ${outstanding === 1 ? 'is' : 'are'} cancelled.`
  return accepted > 0 ? `${coming} What has come stays.` : coming
}

export function rateHint(currency: string, shopCurrency: string): string {
  return `What 1 ${currency} is worth in ${shopCurrency}.`
}

export function againWords({ lines, units, owed }: SupplierOrderDetail['toOrderAgain']): {
  title: string
  text: string
} {
  const what = [...(lines > 0 ? [counted(lines, 'line')] : []), ...(owed > 0 ? [beyondStock(owed)] : [])]
  const all = units + owed
  return {
    title: `${what.join(' and ')} ${lines + owed === 1 ? 'needs' : 'need'} ordering`,
    text: `Units of what they need were cancelled here. Nothing else brings ${all === 1 ? 'this unit' : `these ${all} units`} yet.`,
  }
}
