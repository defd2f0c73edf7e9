import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { translate } from './translate.ts'

/** A day in the shopper's language, as `promise-day.liquid` writes it; null for a day that is past or no day at all. */
export function promiseDay(language: TextLanguage, day: string | null, today: string): string | null {
  if (day === null || day < today) return null
  const [year = '', month = '', date = ''] = day.split('-')
  const values = {
    day: Number(date) === 1 ? translate(language, 'date.first') : Number(date),
    month: translate(language, `months.m${Number(month)}`),
  }
  return year === today.slice(0, 4)
    ? translate(language, 'date.day_month', values)
    : translate(language, 'date.day_month_year', { ...values, year: Number(year) })
}
