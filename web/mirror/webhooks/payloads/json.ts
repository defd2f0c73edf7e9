import { parse } from 'lossless-json'
import { z } from 'zod'
import { InvalidInput } from '../../../platform/errors.ts'
import { beginningOf } from '../../../platform/values/beginning-of.ts'

/** Deeper than any payload of Shopify's, and shallow enough for every parser. */
const deepest = 64

/** The parsed body of a delivery. Every number is kept as the text it was written in: ids exceed 2^53. */
export function parseLosslessly(body: Uint8Array): unknown {
  if (isTooDeep(body)) throw new InvalidInput(`nested deeper than ${deepest} levels`)
  return parse(new TextDecoder('utf-8', { fatal: true }).decode(body), undefined, (digits) => digits)
}

const [quote, backslash] = Buffer.from('"\\')
/** By byte, how much deeper it leads. */
const steps = new Int8Array(256)
for (const byte of Buffer.from('[{')) steps[byte] = 1
for (const byte of Buffer.from(']}')) steps[byte] = -1

export function isTooDeep(body: Uint8Array): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < body.length && depth <= deepest; at += 1) {
    const byte = body[at] ?? 0
    if (byte === quote) isInText = !isInText
    else if (!isInText) depth += steps[byte] ?? 0
    else if (byte === backslash) at += 1
  }
  return depth > deepest
}

/** An id that came as a JSON number, or as text. */
export const id = z.string().regex(/^\d{1,20}$/, 'is not an id')

/** An id that came as a gid (`gid://shopify/FulfillmentOrder/1`), with or without a query. */
export const idFromGid = z
  .string()
  .regex(/^gid:\/\/shopify\/\w+\/\d{1,20}(\?.*)?$/, 'is not a gid')
  .transform((text) => text.replace(/\?.*$/, '').replace(/^.*\//, ''))

/** Where a payload has both, the gid is the one that is never rounded on the way. */
export const named = { id, admin_graphql_api_id: idFromGid.nullish() }

export function payloadId(thing: {
  readonly id: string
  readonly admin_graphql_api_id?: string | null | undefined
}): string {
  return thing.admin_graphql_api_id ?? thing.id
}

/** Shopify's titles and SKUs have 255 characters at most; a longer word would not fit into the index of words. */
const longestText = 500

/** PostgreSQL's text has no NUL character. */
export const payloadText = z.string().transform((value) => beginningOf(value.replaceAll('\u0000', ''), longestText))

/** The address of a picture; one that no browser would load is as good as none. */
export const address = z.string().transform((value) => (/^https?:\/\/\S{1,2000}$/.test(value) ? value : null))

/** A whole number that fits the database's integers. */
export const whole = z
  .string()
  .regex(/^-?\d{1,10}$/, 'is not a whole number')
  .transform(Number)
  .refine((value) => Math.abs(value) <= 2_147_483_647, 'is out of range')

export const payloadUnits = whole.transform((value) => Math.max(0, value))

/** An instant with any offset, normalised to UTC. */
export const payloadInstant = z
  .string()
  .refine((value) => /^\d{4}-\d\d-\d\d[T ]/.test(value) && !Number.isNaN(Date.parse(value)), 'is not an instant')
  .transform((value) => new Date(value).toISOString())

/**
 * Of what says that something is gone: it holds ids and no time, unlike everything else that holds these ids. Topics are not
 * signed, so it is by its body that news of an end is told from other news that came back under another topic.
 */
export const untimed = { updated_at: z.undefined().optional() }
