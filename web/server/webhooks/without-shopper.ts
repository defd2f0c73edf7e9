import { isLosslessNumber, parse, stringify } from 'lossless-json'
import { isTooDeep } from './payloads/json.ts'

const nothing = Buffer.from('{}')

/** The body of a privacy request as it may be stored: which orders it is about, and nothing of the person. */
export function withoutShopper(body: Buffer): Buffer {
  if (isTooDeep(body)) return nothing
  try {
    const said: unknown = parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (typeof said !== 'object' || said === null) return nothing
    const kept = Object.entries(said)
      .filter(([name]) => name === 'orders_to_redact' || name === 'orders_requested')
      .map(([name, ids]) => [name, Array.isArray(ids) ? ids.filter(isLosslessNumber) : []])
    return Buffer.from(stringify(Object.fromEntries(kept)) ?? '{}')
  } catch {
    return nothing
  }
}
