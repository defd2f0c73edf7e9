// What a shopper was told before the order was placed, as the cart wrote it into the line's hidden property: told
// "between 1 and 9 December", the line's first promise is 9 December, whatever is planned later. It comes from a
// browser, so whatever is not exactly what the cart writes is no promise.
import { dayNumber } from '../day.ts'
import type { Day } from '../planning/facts.ts'

export type ToldPromise = {
  /** Null where the sentence had no day. */
  readonly from: Day | null
  readonly to: Day | null
  /** When what was told was worked out: an ISO instant in UTC. */
  readonly at: string | null
}

/** Hidden from shoppers, because it begins with an underscore. */
export const toldProperty = '_promise'

const longest = 200
const instantShape = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const dayShape = /^2\d{3}-/

/** Among a line's properties, each with a name and a value; null where there is none, or several. */
export function toldAmong(properties: unknown): ToldPromise | null {
  const all: readonly unknown[] = Array.isArray(properties) ? properties : []
  const [told, ...others] = all.filter(isPromise)
  return told === undefined || others.length > 0 ? null : readToldPromise(told.value)
}

/** Null for any text that is not exactly the cart's: three fields, days of the calendar in order, and something told. */
export function readToldPromise(text: unknown): ToldPromise | null {
  if (typeof text !== 'string' || text.length > longest) return null
  const fields = parsed(text)
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

function parsed(text: string): { from?: unknown; to?: unknown; at?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
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
