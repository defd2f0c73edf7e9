import type { ReceiptRow } from '../../../receiving/contract/receipts.ts'
import type { StatusWord } from '../backorders/words/status-words.ts'
import { counted, number } from '../format/counted.ts'

const states: Record<ReceiptRow['state'], StatusWord> = {
  posting: { text: 'Updating inventory', tone: 'info' },
  posted: { text: 'Received', tone: 'success' },
  refused: { text: 'Not added to inventory', tone: 'critical' },
}

export function receiptStatus({ state }: Pick<ReceiptRow, 'state'>): StatusWord {
  return states[state]
}

/** `6 accepted, 1 rejected`; of a correction, what it adds and takes away. */
export function receiptUnits({ accepted, rejected, heldBack, corrects }: ReceiptRow): string {
  const sign = (units: number) => (corrects !== null && units > 0 ? `+${number(units)}` : number(units))
  return [
    `${sign(accepted)} accepted`,
    ...(rejected === 0 ? [] : [`${sign(rejected)} rejected`]),
    ...(heldBack > 0 ? [`${number(heldBack)} held back`] : []),
  ].join(', ')
}

export const receiptWords = {
  title: 'Receipts',
  subtitle: 'What came from your suppliers, newest first.',
  one: (supplier: string) => `Receipt from ${supplier}`,
  back: 'Supplier orders',
  backToList: 'Receipts',
  loading: 'Loading receipts',
  failed: 'Receipts cannot be shown right now',
  failedText: 'Backline does not answer. Nothing is lost.',
  gone: 'This receipt does not exist',
  goneText: 'It may belong to another shop, or its address is wrong.',
  retry: 'Try again',
  emptyTitle: 'Nothing was received yet',
  emptyText: 'When goods come, receive them here or from their supplier order.',
  receive: 'Receive',
  listTable: 'Receipts',
  listColumns: { when: 'When', supplier: 'Supplier', orders: 'Orders', units: 'Units', state: 'Status' },
  newer: 'Newer receipts',
  older: 'Older receipts',
  factsTitle: 'Receipt',
  facts: {
    when: 'Confirmed',
    location: 'Received at',
    orders: 'Supplier orders',
    units: 'Units',
    note: 'Note',
    corrects: 'Corrects',
  },
  linesTitle: 'What came',
  linesTable: 'Items of this receipt',
  columns: { item: 'Item', accepted: 'Accepted', rejected: 'Rejected', heldBack: 'Held back' },
  correctionsTitle: 'Corrections',
  correctionsTable: 'Corrections of this receipt',
  correct: 'Correct',
  correctTitle: 'What really came?',
  correctText: 'Shopify’s stock is raised or lowered by the difference, and who gets units is worked out again.',
  correctWhy: 'Why',
  correctWhyHint: 'Counted wrongly, a box was found …',
  correctSave: 'Correct',
  cancel: 'Cancel',
  trouble: 'Backline does not answer. Press again; it is done only once.',
  pickList: 'Pick list',
  postingTitle: 'Updating inventory in Shopify',
  postingText: 'This takes a moment. Who waits for the units gets them as soon as they are in the stock.',
  postedTitle: 'Added to inventory',
  postedText: 'Units are assigned to waiting orders. The pick list shows which orders can ship.',
  refusedTitle: 'Shopify did not add these units to the stock',
  postAgain: 'Add them again',
  giveUp: 'Give it up',
  wasPosted: 'They are in the stock',
} as const

/** `6`, or what is left of it after corrections: `6, now 5`. */
export function unitsNow(then: number, now: number): string {
  return then === now ? number(then) : `${number(then)}, now ${number(now)}`
}

const troubles: Readonly<Record<string, string>> = {
  throttled: 'Shopify asked to wait. It is tried again by itself.',
  'access-lost': 'Backline has no access to the shop at the moment. Open the app again from your Shopify admin.',
}

export function troubleWords(trouble: { readonly code: string; readonly message: string } | null): string {
  return trouble === null ? '' : (troubles[trouble.code] ?? trouble.message)
}

export const totalReceipts = (total: number) => counted(total, 'receipt')
