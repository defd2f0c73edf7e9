import { locale } from './counted.ts'

const minute = 60_000
const spans: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['year', 365 * 24 * 60 * minute],
  ['month', 30 * 24 * 60 * minute],
  ['week', 7 * 24 * 60 * minute],
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
]

/** `3 days ago`; under a minute it is just now, so that nothing on the screen counts seconds. */
export function ago(instant: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(instant))
  const span = spans.find(([, ms]) => passed >= ms)
  if (!span) return 'Just now'
  const [unit, ms] = span
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'always' }).format(-Math.floor(passed / ms), unit)
}

/** `41 days ago`, also after a month; within a day as `ago` says it. */
export function daysAgo(instant: string, now: number): string {
  const days = Math.floor((now - Date.parse(instant)) / (24 * 60 * minute))
  if (days < 1) return ago(instant, now)
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'always' }).format(-days, 'day')
}

/** `20 Nov 2026, 10:00`, in the merchant's time. */
export function exactTime(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
}

/** `10:00` */
export function clockTime(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(instant))
}

/** `10:00:05` */
export function timeOfDay(time: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(time)
}

/** `4 Dec 2026`. A calendar day is the same day everywhere. */
export function calendarDay(day: string): string {
  return dayFormat().format(midnight(day))
}

/** The day that it is where the merchant is, `2026-11-27`; `later` days after it. */
export function dayHere(now: Date, later = 0): string {
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + later))
  return day.toISOString().slice(0, 10)
}

/** `1 – 9 Dec 2026` */
export function daySpan(from: string, to: string): string {
  return dayFormat().formatRange(midnight(from), midnight(to))
}

function dayFormat(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' })
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
