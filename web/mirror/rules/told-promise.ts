// What a shopper was told before the order was placed, as the cart wrote it into the line's hidden property: told
// "between 1 and 9 December", the line's first promise is 9 December, whatever is planned later. Who packs the order reads
// it there too, so it is a sentence, with the days in brackets behind it; orders of before have them alone, as JSON. It
// comes from a browser: what the brackets do not say exactly as the cart writes it is no promise, and of the sentence
// nothing is kept.
import { type Day, dayNumber } from '../../platform/values/day.ts'

export type ToldPromise = {
  /** Null where the sentence had no day. */
  readonly from: Day | null
  readonly to: Day | null
  /** When what was told was worked out: an ISO instant in UTC. */
  readonly at: string | null
}

/** Hidden from shoppers, because it begins with an underscore. */
export const toldProperty = '_promise'

/** With a sentence in any language. */
const longest = 500
const longestAlone = 200
const wordedShape = /\[(-|[\d-]{10})\/(-|[\d-]{10}), (-|[\dT:.Z+-]{20,40})\]$/
const instantShape = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const dayShape = /^2\d{3}-/

/** Among a line's properties, each with a name and a value; null where there is none, or several. */
export function toldAmong(properties: unknown): ToldPromise | null {
  const all: readonly unknown[] = Array.isArray(properties) ? properties : []
  const [told, ...others] = all.filter(isPromise)
  return told === undefined || others.length > 0 ? null : readToldPromise(told.value)
}

/**
 * Null for any text that is not exactly the cart's: `On backorder: … [2026-12-01/2026-12-09, 2026-11-22T08:00:00Z]`, a dash
 * for what was not told, or the same three fields as JSON. Days are of the calendar and in order, and something was told.
 */
export function readToldPromise(text: unknown): ToldPromise | null {
  if (typeof text !== 'string' || text.length > longest) return null
  const fields = text.startsWith('{') ? parsed(text) : worded(text)
  if (fields === null || Object.keys(fields).sort().join() !== 'at,from,to') return null
  const { from, to, at } = fields
  if (!isDay(from) || !isDay(to) || !isInstant(at)) return null
  if (from !== null && to !== null && from > to) return null
  if (from === null && to === null && at === null) return null
  return { from, to, at: at === null ? null : new Date(at).toISOString() }
}

/** The text that `readToldPromise` reads. */
export function writeToldPromise({ from, to, at }: ToldPromise): string {
  return JSON.stringify({ from, to, at })
}

/** The day that the shopper may hold us to: the later end of what was told. */
export function dayTold(told: ToldPromise | null): Day | null {
  return told?.to ?? told?.from ?? null
}

function isPromise(property: unknown): property is { readonly value?: unknown } {
  return typeof property === 'object' && property !== null && 'name' in property && property.name === toldProperty
}

type Fields = { from?: unknown; to?: unknown; at?: unknown }

function worded(text: string): Fields | null {
  const said = wordedShape
    .exec(text)
    ?.slice(1)
    .map((part) => (part === '-' ? null : part))
  return said === undefined ? null : { from: said[0], to: said[1], at: said[2] }
}

function parsed(text: string): Fields | null {
  if (text.length > longestAlone) return null
  try {
    // What begins with a brace is an object, or nothing.
    const fields: Fields = JSON.parse(text)
    return fields
  } catch {
    return null
  }
}

function isDay(value: unknown): value is Day | null {
  return value === null || (typeof value === 'string' && dayShape.test(value) && dayNumber(value) !== null)
}

function isInstant(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && instantShape.test(value) && !Number.isNaN(Date.parse(value)))
}
