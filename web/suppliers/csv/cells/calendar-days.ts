import { type Day, dayNumber } from '../../../platform/values/day.ts'
import type { CsvColumn } from '../columns.ts'
import type { Meaning } from './written-number.ts'

// A day of the calendar as people and programs write it. 03/04/2026 is in March or in April: one program wrote all days of a
// file, so that 25/12/2026 tells of the others, and where none tells it is asked for.

export type DayOrder = 'day-first' | 'month-first'

/** How the days of a file are written, as far as they show it. */
export type DayStyle = {
  readonly order: DayOrder | null
  /** Some show the one and some the other: then none that could be both is read. */
  readonly isMixed: boolean
}

const orders: readonly DayOrder[] = ['day-first', 'month-first']
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'da', 'sv']
const months = collectMonths()

/** By how they begin and are shortened; what means two months in two languages means none. */
function collectMonths(): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>()
  const add = (name: string, month: number) => {
    const known = found.get(name)
    found.set(name, known === undefined || known === month ? month : null)
  }
  for (let month = 1; month <= 12; month += 1) {
    for (const name of languages.flatMap((language) => namesOf(month, language))) add(name, month)
  }
  // Whatever else they are elsewhere: what most programs write.
  for (let month = 1; month <= 12; month += 1) found.set(nameOf(month, 'en', 'short'), month)
  return found
}

function namesOf(month: number, language: string): string[] {
  const whole = [nameOf(month, language, 'long'), besideDay(month, language)]
  const begun = whole.flatMap((name) => Array.from({ length: name.length }, (_, at) => name.slice(0, at + 1)))
  return [...new Set([...begun.filter(({ length }) => length >= 3), nameOf(month, language, 'short')])]
}

function nameOf(month: number, language: string, style: 'long' | 'short'): string {
  return plain(new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(firstOf(month)))
}

/** Beside a day a month may have another ending. */
function besideDay(month: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return plain(format.formatToParts(firstOf(month)).find(({ type }) => type === 'month')?.value ?? '')
}

function firstOf(month: number): Date {
  return new Date(Date.UTC(2024, month - 1, 1))
}

function plain(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '')
}

const yearFirst = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/
const compact = /^(20\d\d)(\d\d)(\d\d)$/
const numeric = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/
const dayThenMonth =
  /^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s/.-]*(?:de\s+|of\s+)?(\p{L}+)\.?,?[\s/.-]*(?:de\s+)?(\d{4}|\d{2})$/u
const monthThenDay = /^(\p{L}+)\.?[\s/.-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s/.-]+(\d{4}|\d{2})$/u

/** Without the weekday before and the time of day behind it. */
function bare(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/^\p{L}+\.?,\s+/u, '')
    .replace(/(?:T|,?\s+)\d{1,2}:\d{2}.*$/u, '')
}

/** The order that a day shows, where it can only be read in that. */
function shownOrder(cell: string): DayOrder | null {
  const [, first = '', , second = ''] = numeric.exec(bare(cell)) ?? []
  if (Number(first) > 12 && Number(second) <= 12) return 'day-first'
  return Number(second) > 12 && Number(first) <= 12 && first !== '' ? 'month-first' : null
}

/** Counts which order the days of a file show. */
export function daySurvey(columns: readonly CsvColumn[]) {
  const counts = { 'day-first': 0, 'month-first': 0 }
  const isDay = columns.map(({ field }) => field === 'due' || field === 'orderedOn')
  return {
    add(cells: readonly string[]): void {
      for (const [at, cell] of cells.entries()) {
        const order = isDay[at] === true ? shownOrder(cell) : null
        if (order !== null) counts[order] += 1
      }
    },
    /** What somebody says counts for all. */
    style(said: DayOrder | null): DayStyle {
      if (said !== null) return { order: said, isMixed: false }
      const shown = orders.filter((order) => counts[order] > 0)
      return { order: shown.length === 1 ? (shown[0] ?? null) : null, isMixed: shown.length > 1 }
    },
  }
}

const wrong = 'is not a date'

/** `2026-12-04`, `4.12.2026`, `12/25/2026`, `4 Dec 2026` and `Dec 4, 2026 10:00`. */
export function dayIn(cell: string, style: DayStyle): Meaning<Day> {
  const text = bare(cell)
  const [, year, month, day] = yearFirst.exec(text) ?? compact.exec(text) ?? []
  if (year !== undefined) return dated(year, month, day)
  const written = numeric.exec(text)
  if (written !== null) return numbered(written, style)
  const [, dayFirst, named = '', yearBehind] = dayThenMonth.exec(text) ?? []
  if (dayFirst !== undefined) return dated(yearBehind, months.get(plain(named)), dayFirst)
  const [, monthFirst = '', dayBehind, yearLast] = monthThenDay.exec(text) ?? []
  return dayBehind === undefined ? { wrong } : dated(yearLast, months.get(plain(monthFirst)), dayBehind)
}

const notAsOthers = { wrong: 'is not written as the file’s other dates', isDoubtful: true }

function numbered(written: RegExpExecArray, { order, isMixed }: DayStyle): Meaning<Day> {
  const [, first, sign, second, year] = written
  const readings = { 'day-first': dated(year, second, first), 'month-first': dated(year, first, second) }
  const possible = orders.filter((one) => 'value' in readings[one])
  const [only, other] = possible
  if (only === undefined || Number(first) === Number(second)) return readings['day-first']
  if (other === undefined) return order === null || order === only ? readings[only] : notAsOthers
  // Whoever writes 4.12. means December.
  const meant = isMixed ? null : (order ?? (sign === '.' ? 'day-first' : null))
  if (meant !== null) return readings[meant]
  const days = possible.flatMap((one) => ('value' in readings[one] ? [readings[one].value] : []))
  return { wrong: `could be ${days.join(' or ')}: the file does not show which`, isDoubtful: true }
}

type Part = string | number | null | undefined

function dated(year: Part, month: Part, day: Part): Meaning<Day> {
  if (year == null || month == null || day == null) return { wrong }
  const inFull = String(year).padStart(4, '20')
  const written = `${inFull}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return dayNumber(written) === null ? { wrong } : { value: written }
}
