import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { liquidList, liquidText } from './liquid-text.ts'
import { pageWords } from './page-words.ts'

const localesFolder = new URL('../../../extensions/backorder-promise/locales/', import.meta.url)
const usual = 'en'

const locale = z.object({
  promise: z.object({
    badge: z.object({ backorder: z.string() }),
    backorder: z.object({ by: z.string(), between: z.string(), no_day: z.string(), delayed: z.string() }),
    limit: z.object({ reached: z.string() }),
    date: z.object({ first: z.string(), day_month: z.string(), day_month_year: z.string() }),
    months: z.record(z.string(), z.string()),
  }),
})

/** A language that the page speaks, and the assignments in Liquid of what it says in it. */
export type Sentences = { readonly language: string; readonly assigns: string }

/**
 * What the page says in each language: its sentences are those of the blocks, from the extension's own files, so that
 * shoppers read the same everywhere. The usual language is last, for all others.
 */
export function readSentences(): Sentences[] {
  const languages = Object.keys(pageWords).toSorted((one, other) => Number(one === usual) - Number(other === usual))
  return languages.map((language) => ({ language, assigns: assignsOf(language) }))
}

function assignsOf(language: string): string {
  const file = new URL(language === usual ? `${language}.default.json` : `${language}.json`, localesFolder)
  const { badge, backorder, limit, date, months } = locale.parse(JSON.parse(readFileSync(file, 'utf8'))).promise
  const texts = {
    ...pageWords[language],
    title: badge.backorder,
    by: backorder.by,
    between: backorder.between,
    no_day: backorder.no_day,
    delayed: backorder.delayed,
    limit: limit.reached,
    first: date.first,
    day_month: date.day_month,
    day_month_year: date.day_month_year,
  }
  const names = Array.from({ length: 12 }, (_, at) => months[`m${at + 1}`] ?? '')
  return [
    ...Object.entries(texts).map(([name, text]) => `assign words_${name} = ${liquidText(withPlaces(text))}`),
    `assign months = ${liquidList(names)} | split: '|'`,
  ].join('\n')
}

/** `{{ day }}` is filled in by Shopify's translations; the page does it itself, with `[day]`. */
function withPlaces(text: string): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, '[$1]')
}
