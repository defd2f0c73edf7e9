import type { PickOrder } from '../../../receiving/contract/pick-list.ts'
import { counted, number } from '../format/counted.ts'

export const pickWords = {
  title: 'Pick list',
  subtitle: 'Orders that waited for stock and can leave now, the oldest first.',
  back: 'Supplier orders',
  download: 'Download PDF',
  partial: 'Also orders of which only a part can leave',
  ofReceipt: 'Only orders with goods of one receipt are listed.',
  table: 'Orders that can leave',
  columns: { order: 'Order', lines: 'Take', location: 'From' },
  loading: 'Loading the pick list',
  failed: 'The pick list cannot be shown right now',
  failedText: 'Backline does not answer. Your orders are as they were.',
  retry: 'Try again',
  emptyTitle: 'Nothing can leave right now',
  emptyText: 'Orders come here as soon as everything they waited for is in stock.',
  previous: 'Earlier orders',
  next: 'Further orders',
  inPart: 'In part',
  downloadFailed: 'The file could not be made right now. Try again.',
} as const

export const totalPick = (total: number) => counted(total, 'order')

/** `2 × Red mug (MUG-RED)` */
export function takeWords({ units, title, sku }: PickOrder['lines'][number]): string {
  return `${number(units)} × ${title}${sku === null ? '' : ` (${sku})`}`
}

export const heldBackWords = {
  title: 'Held back',
  subtitle: 'Stock that you keep out of the queue. Whoever waits gets it when you let it go.',
  back: 'Supplier orders',
  table: 'Stock that is held back',
  columns: { item: 'Item', location: 'Location', units: 'Held back', waiting: 'Waiting for it' },
  loading: 'Loading what is held back',
  failed: 'What is held back cannot be shown right now',
  failedText: 'Backline does not answer. Nothing was changed.',
  retry: 'Try again',
  emptyTitle: 'Nothing is held back',
  emptyText:
    'When you receive goods you can keep units for the shop floor. They are listed here until you let them go.',
  previous: 'Previous items',
  next: 'Further items',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
} as const

export const totalHeldBack = (total: number) => counted(total, 'item')
export const waitingWords = (units: number) => (units === 0 ? 'Nobody' : counted(units, 'unit'))
