import { isLosslessNumber, parse, stringify } from 'lossless-json'
import { toldAmong, toldProperty, writeToldPromise } from '../rules/told-promise.ts'
import { isTooDeep } from './payloads/json.ts'

/** A list of properties that is not empty, or a name that is written in another way. */
const maySayMore = /"properties"\s*:(?!\s*\[\s*\])|\\u00[67]/
const nothing = Buffer.from('{}')

/**
 * The body of a delivery as it may be stored. Properties of order lines are what shoppers typed (an engraving, a gift
 * message): of them only the promise that our own cart wrote is kept, and only where it reads as one. Any other body is
 * answered as it came; one that may have properties and cannot be read is not kept at all.
 */
export function withoutOtherProperties(body: Buffer): Buffer {
  if (!maySayMore.test(body.toString('latin1'))) return body
  if (isTooDeep(body)) return nothing
  try {
    return Buffer.from(stringify(cut(parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))) ?? '{}')
  } catch {
    return nothing
  }
}

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cut)
  if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === 'properties' ? promiseOnly(inner) : cut(inner)]),
  )
}

function promiseOnly(properties: unknown): unknown {
  const told = toldAmong(properties)
  return told === null ? [] : [{ name: toldProperty, value: writeToldPromise(told) }]
}
