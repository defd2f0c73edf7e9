// What a cell means. Each answers its value, or a text that says what is wrong with it.
import { rounded } from '../../../domain/money.ts'
import { nameFault } from '../../../domain/supplier-orders/plain-name.ts'

export type Meaning<Value> = { readonly value: Value } | { readonly wrong: string }
export type DecimalSign = '.' | ','

const mostUnits = 1_000_000
const mostDays = 3_650

/** The sign before the cents: what most amounts of the file show, and where none does, what goes with its delimiter. */
export function countSigns(amounts: Iterable<string>): { points: number; commas: number } {
  const counted = { points: 0, commas: 0 }
  for (const amount of amounts) {
    const digits = amount.replace(/[^\d.,]/g, '')
    if (/^\d{1,3}(,\d{3})+\.\d+$|^\d+\.(\d{1,2}|\d{4,})$/.test(digits)) counted.points += 1
    if (/^\d{1,3}(\.\d{3})+,\d+$|^\d+,(\d{1,2}|\d{4,})$/.test(digits)) counted.commas += 1
  }
  return counted
}

const shapes: Record<DecimalSign, RegExp> = {
  '.': /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/,
  ',': /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/,
}

/** `€ 1.234,50`, `1'234.50` and `12.5 EUR` are amounts. */
export function amountOf(cell: string, sign: DecimalSign): Meaning<string> {
  const digits = cell.replace(/[\s'’\u00a0\u202f]/g, '').replace(/^[\p{Sc}\p{L}]+|[\p{Sc}\p{L}]+$/gu, '')
  const parts = shapes[sign].exec(digits)
  if (parts === null) {
    const other = shapes[sign === '.' ? ',' : '.'].test(digits)
    return {
      wrong: other ? `is not written as the file’s other amounts, with “${sign}” before the cents` : 'is not an amount',
    }
  }
  const whole = (parts[1] ?? '').replace(/[.,]/g, '')
  const fraction = parts[2] ?? ''
  if (whole.length > 14 || fraction.replace(/0+$/, '').length > 6)
    return { wrong: 'has more digits than an amount has' }
  return { value: rounded(fraction === '' ? whole : `${whole}.${fraction}`, 6) }
}

/** `12` and `12.0`. */
export function unitsOf(cell: string): Meaning<number> {
  const digits = /^(\d{1,9})(?:[.,]0+)?$/.exec(cell)?.[1]
  const units = Number(digits)
  if (digits === undefined || units < 1 || units > mostUnits) return { wrong: 'is not a whole number of 1 or more' }
  return { value: units }
}

/** `14`, `14 days`, `2 weeks`. */
export function daysOf(cell: string): Meaning<number> {
  const parts = /^(\d{1,9})(?:[.,]0+)?\s*(d|days?|tage?|w|weeks?|wochen?)?\.?$/i.exec(cell)
  const days = Number(parts?.[1]) * (/^w/i.test(parts?.[2] ?? '') ? 7 : 1)
  return parts === null || days > mostDays ? { wrong: 'is not a number of days' } : { value: days }
}

export function rankOf(cell: string): Meaning<number> {
  const rank = Number(/^(\d{1,4})(?:[.,]0+)?$/.exec(cell)?.[1])
  return rank >= 1 && rank <= 1_000 ? { value: rank } : { wrong: 'is not a rank: 1 is the preferred supplier' }
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'sí', 'si', 'discontinued'])
const no = new Set(['no', 'n', 'false', '0', 'nein', 'non', 'active'])

export function answerOf(cell: string): Meaning<boolean> {
  const said = cell.toLowerCase()
  if (yes.has(said)) return { value: true }
  return no.has(said) ? { value: false } : { wrong: 'is neither yes nor no' }
}

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** `Mon, Thu`, `monday/thursday` and `1 4`. */
export function weekdaysOf(cell: string): Meaning<number[]> {
  const days = cell
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .map((word) =>
      Number(
        /^[1-7]$/.exec(word)?.[0] ??
          1 + weekdayNames.findIndex((name) => word.toLowerCase().startsWith(name.toLowerCase())),
      ),
    )
  if (days.includes(0)) return { wrong: 'does not name weekdays, such as Mon, Thu' }
  return { value: [...new Set(days)].sort((one, other) => one - other) }
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

export function currencyOf(cell: string): Meaning<string> {
  const code = cell.toUpperCase()
  return currencies.has(code) ? { value: code } : { wrong: 'is not a currency such as EUR' }
}

export function languageOf(cell: string): Meaning<string> {
  const tag = cell.replaceAll('_', '-')
  const isTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)
  return isTag
    ? { value: tag.replace(/^[^-]+/, (word) => word.toLowerCase()) }
    : { wrong: 'is not a language such as de or pt-BR' }
}

export function emailOf(cell: string): Meaning<string> {
  const isAddress = cell.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(cell)
  return isAddress ? { value: cell } : { wrong: 'is not an e-mail address' }
}

export function textOf(most: number): (cell: string) => Meaning<string> {
  return (cell) => (cell.length <= most ? { value: cell } : { wrong: `is longer than ${most} characters` })
}

/** What somebody is called. */
export function nameOf(most: number): (cell: string) => Meaning<string> {
  const short = textOf(most)
  return (cell) => {
    const fault = nameFault(cell)
    return fault === null ? short(cell) : { wrong: fault }
  }
}

/** A number, or a gid. */
export function idOf(cell: string): Meaning<string> {
  const id = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,18})$/.exec(cell)?.[1]
  return id === undefined ? { wrong: 'is not an id' } : { value: id }
}
