import type { Reconcile, ReconcileDifference } from '../../../checks/contract/reconcile.ts'
import { counted } from '../format/counted.ts'
import { exactTime } from '../format/dates.ts'

export const reconcileWords = {
  title: 'Compare with Shopify',
  hint: 'What Backline keeps of your shop is compared with what Shopify says. What differs is put right at once and listed here.',
  start: 'Compare now',
  again: 'Compare again',
  loading: 'Loading the last comparison',
  failed: 'The comparison cannot be shown right now',
  failedText: 'Backline does not answer. Your numbers are as they were.',
  notStarted: 'That did not work. Please try again.',
  retry: 'Try again',
  never: 'Nothing was compared yet',
  neverText: 'Backline compares every night by itself. If a number looks wrong, you need not wait for it.',
  same: 'Nothing differed',
  tableLabel: 'What differed from Shopify',
  columns: { thing: 'What', cause: 'Why', ours: 'Backline had', theirs: 'Now, as Shopify says' },
  previous: 'Previous differences',
  next: 'Further differences',
} as const

const steps: Record<Reconcile['step'], string> = {
  locations: 'Locations',
  variants: 'Which item each variant has',
  'changed-orders': 'Orders that changed',
  'listed-orders': 'Open orders',
  'open-orders': 'Orders that only Backline holds open',
  items: 'Stock, and the plan that follows from it',
  stock: 'Stock of everything else',
}
const stepNames = Object.keys(steps)

/** From 0 to 1: how many steps are behind it. */
export function reconcileShare({ step }: Reconcile): number {
  return stepNames.indexOf(step) / stepNames.length
}

/** `Open orders: 1,204 orders and 36 items so far` */
export function reconcileStep({ step, orders, items }: Reconcile): string {
  return `${steps[step]}: ${counted(orders, 'order')} and ${counted(items, 'item')} so far`
}

const reasons: Record<Reconcile['reason'], string> = {
  asked: 'because it was asked for',
  nightly: 'as every night',
  outage: 'because Shopify let Backline in again',
}

/** `Compared on 20 Nov 2026, 03:12, as every night: 1,204 orders and 36 items.` */
export function comparedWords({ finishedAt, reason, orders, items }: Reconcile): string {
  const when = finishedAt === null ? '' : ` on ${exactTime(finishedAt)}`
  return `Compared${when}, ${reasons[reason]}: ${counted(orders, 'order')} and ${counted(items, 'item')}.`
}

export function differedWords(total: number): string {
  return `${counted(total, 'difference')}, put right`
}

const causes: Record<ReconcileDifference['cause'], { short: string; text: string }> = {
  'lost-webhook': { short: 'No news', text: 'Shopify’s message about it had not arrived when the two were compared.' },
  'edit-outside': { short: 'Edited outside', text: 'It was changed where Backline keeps it, and not in Shopify.' },
  drift: { short: 'Drift', text: 'What Backline kept had become another. Nothing says why.' },
}

export function causeWords(cause: ReconcileDifference['cause']): { short: string; text: string } {
  return causes[cause]
}

const things: Record<ReconcileDifference['thing'], string> = {
  location: 'Location',
  variant: 'Variant',
  order: 'Order',
  item: 'Item',
  stock: 'Stock',
  backorder: 'Backorder',
  transfer: 'Transfer',
}

/** `Stock at Leeds` */
export function thingWords({ thing, locationName }: ReconcileDifference): string {
  return locationName === null ? things[thing] : `${things[thing]} at ${locationName}`
}
