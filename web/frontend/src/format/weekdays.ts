import { locale } from './counted.ts'

/** 1 = Monday to 7 = Sunday, as the merchant's language names them. */
export function weekday(day: number, length: 'long' | 'short'): string {
  // The first of January 2024 was a Monday.
  const instant = Date.UTC(2024, 0, day)
  return new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: 'UTC' }).format(instant)
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** `Mon, Wed`; every day where none is named. */
export function weekdaysWords(days: readonly number[]): string {
  return days.length === 0 || days.length === 7 ? 'Any day' : days.map((day) => weekday(day, 'short')).join(', ')
}
