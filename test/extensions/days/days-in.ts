import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { extensionFolder } from '../a-storefront.ts'

const Dates = z.object({
  promise: z.object({
    date: z.object({ first: z.string(), day_month: z.string(), day_month_year: z.string() }),
    months: z.record(z.string(), z.string()),
  }),
})

/** Reads the days out of a sentence, as somebody would who speaks the language; without a year they are of this one. */
export function daysIn(language: string, thisYear: string): (words: string) => string[] {
  const file = join(extensionFolder, 'locales', `${language}${language === 'en' ? '.default' : ''}.json`)
  const { date, months } = Dates.parse(JSON.parse(readFileSync(file, 'utf8'))).promise
  const names = Array.from({ length: 12 }, (_, month) => months[`m${month + 1}`] ?? '')
  // The longest first: 12月 is not 2月.
  const anyMonth = names.toSorted((one, other) => other.length - one.length).join('|')
  const pattern = (format: string, kind: string) =>
    format
      .replace(/\{\{\s*day\s*\}\}/, `(?<day${kind}>${date.first}|\\d{1,2})`)
      .replace(/\{\{\s*month\s*\}\}/, `(?<month${kind}>${anyMonth})`)
      .replace(/\{\{\s*year\s*\}\}/, `(?<year${kind}>\\d{4})`)
      .replaceAll('.', '\\.')
  const either = new RegExp(`(?<!\\d)(?:${pattern(date.day_month_year, 'Y')}|${pattern(date.day_month, 'N')})`, 'g')
  return (words) =>
    [...words.matchAll(either)].map(({ groups = {} }) => {
      const day = groups['dayY'] ?? groups['dayN'] ?? ''
      const month = names.indexOf(groups['monthY'] ?? groups['monthN'] ?? '') + 1
      const number = day === date.first ? 1 : Number(day)
      return [groups['yearY'] ?? thisYear, String(month).padStart(2, '0'), String(number).padStart(2, '0')].join('-')
    })
}
