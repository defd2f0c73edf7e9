import type { OrderDetail, OrderLine } from '../../../../backorders/contract/orders.ts'
import type { Fault } from '../../api/faults.ts'
import { counted } from '../../format/counted.ts'
import { exactTime } from '../../format/dates.ts'
import { faultWords, listWords } from './list-words.ts'
import { obstacleStatus } from './obstacle-words.ts'
import type { StatusWord } from './status-words.ts'

export const orderPageWords = {
  title: 'Order',
  back: listWords.title,
  loading: 'Loading the order',
  retry: listWords.retry,
  linesTitle: 'Lines',
  linesTable: 'Lines of this order',
  linesCut: 'This order has more lines than are shown here.',
  noLines: 'Nothing is left of this order.',
  columns: { item: 'Item', short: 'Backordered', state: 'Status', promise: 'First promise', expected: 'Expected' },
  never: '–',
} as const

export const orderedWords = ({ orderedAt }: Pick<OrderDetail, 'orderedAt'>) => `Ordered ${exactTime(orderedAt)}`

const states: Record<OrderDetail['state'], StatusWord | null> = {
  open: null,
  done: { text: 'Nothing left to ship', tone: 'success' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
  deleted: { text: 'Deleted', tone: 'neutral' },
}

export function orderStatus({ state, isPaid }: Pick<OrderDetail, 'state' | 'isPaid'>): StatusWord[] {
  const unpaid: StatusWord | null = state === 'open' && !isPaid ? { text: 'Not paid', tone: 'attention' } : null
  return [states[state], unpaid].flatMap((word) => word ?? [])
}

/** What is said of a line that was never short. */
type Line = Pick<OrderLine, 'units' | 'open' | 'unclaimed' | 'scheduled' | 'obstacles'>

type Rules = Pick<OrderDetail, 'countsUnclaimed' | 'countsFrom' | 'isPaid'>

export function lineStatus({ units, open, unclaimed, obstacles, scheduled = [] }: Line, rules: Rules): StatusWord {
  if (units === 0) return { text: 'Removed', tone: 'neutral' }
  if (open === 0) return { text: 'Nothing left to ship', tone: 'neutral' }
  if (scheduled.reduce((sum, one) => sum + one.units, 0) >= open) return { text: 'Scheduled', tone: 'neutral' }
  if (rules.countsFrom === 'paid' && !rules.isPaid) return { text: 'Waits for payment', tone: 'neutral' }
  if (unclaimed > 0 && !rules.countsUnclaimed) return { text: 'Not counted', tone: 'neutral' }
  return obstacleStatus(obstacles) ?? { text: 'In stock', tone: 'success' }
}

/** `2 of 3 lines backordered.` */
export function linesHint({ lines }: Pick<OrderDetail, 'lines'>): string {
  const short = lines.filter(({ backorders }) => backorders.some(({ state }) => state === 'open')).length
  if (short === 0) return `${counted(lines.length, 'line')}, none backordered.`
  if (short === lines.length) return `${counted(short, 'line')} backordered.`
  return `${short} of ${counted(lines.length, 'line')} backordered.`
}

export function orderFault(fault: Fault): { title: string; text: string } {
  const texts = faultWords(fault)
  return fault === 'not-found' ? { ...texts, title: 'This order does not exist' } : texts
}
