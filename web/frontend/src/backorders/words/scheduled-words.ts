// Units of subscriptions that were paid at once, and of pre-orders, that are to be sent later.
import type { ScheduledUnits } from '../../../../backorders/contract/orders.ts'
import type { ShopSummary } from '../../../../shop/contract/shop.ts'
import { counted, number } from '../../format/counted.ts'
import { calendarDay } from '../../format/dates.ts'
import { listWords } from './list-words.ts'

export const scheduledWords = {
  title: 'Scheduled units',
  subtitle: 'Units of subscriptions and pre-orders that ship later and are not in the queue yet.',
  back: listWords.title,
  view: 'View scheduled units',
  table: 'Scheduled units',
  orderTable: 'Scheduled units of this order',
  orderHint: 'These ship later and are not in the queue yet.',
  columns: { order: 'Order', item: 'Item', units: 'Units', location: 'Location', on: 'Scheduled for' },
  loading: 'Loading scheduled units',
  failed: 'Couldn’t load scheduled units',
  failedText: 'Your orders are as they were. Try again in a moment.',
  retry: listWords.retry,
  emptyTitle: 'No scheduled units',
  emptyText: 'Units of prepaid subscriptions and of pre-orders are listed here until their date.',
  pastTitle: 'No more scheduled units',
  pastText: 'What was on this page was sent, or its date has come.',
  toFirst: 'To the next dates',
  previous: 'Earlier dates',
  next: 'Later dates',
  rule: 'How early do they join the queue?',
  noDate: 'No date set',
} as const

export const scheduledRuleWords = {
  title: 'When scheduled units count',
  hint: 'Units of subscriptions and pre-orders wait for their date before they are ordered. Let them join the queue earlier if your suppliers need time.',
  label: 'Days before their date',
  help: '0 is on the date itself.',
  problem: 'Enter a whole number from 0 to 365',
  saved: 'Scheduled units: setting saved',
} as const

/** Null where it is no number of days from 0 to 365. */
export function readDaysBefore(text: string): number | null {
  const digits = text.trim()
  return /^[0-9]{1,3}$/.test(digits) && Number(digits) <= 365 ? Number(digits) : null
}

export const totalScheduled = (total: number) => counted(total, 'scheduled date')

export function scheduledDay(on: string | null): string {
  return on === null ? scheduledWords.noDate : calendarDay(on)
}

const unitsOf = (scheduled: readonly Pick<ScheduledUnits, 'units'>[]) =>
  scheduled.reduce((sum, { units }) => sum + units, 0)

/** `22 scheduled`; nothing where nothing is. */
export function scheduledPart(scheduled: readonly Pick<ScheduledUnits, 'units'>[] = []): string {
  return scheduled.length === 0 ? '' : `${number(unitsOf(scheduled))} scheduled`
}

/**
 * `22 more units are scheduled, the next 2 for Dec 26, 2026.` They come with their dates, the next first. `areMore`: beside
 * those that count.
 */
export function scheduledSentence(
  scheduled: readonly Pick<ScheduledUnits, 'units' | 'on'>[],
  areMore: boolean,
): string {
  const [first] = scheduled
  const units = unitsOf(scheduled)
  const said = `${number(units)} ${areMore ? 'more ' : ''}${units === 1 ? 'unit is' : 'units are'} scheduled`
  if (first === undefined || first.on === null) return `${said}. Their date is not set yet.`
  const next = scheduled.length === 1 ? '' : `, the next ${number(first.units)}`
  return `${said}${next} for ${calendarDay(first.on)}.`
}

/** `24 units of subscriptions and pre-orders are scheduled, the next for Dec 20, 2026.` */
export function scheduledNotice({ units, next }: NonNullable<ShopSummary['scheduled']>): string {
  const said = `${counted(units, 'unit')} of subscriptions and pre-orders ${units === 1 ? 'is' : 'are'} scheduled`
  return next === null ? `${said}. No date is set yet.` : `${said}, the next for ${calendarDay(next)}.`
}
