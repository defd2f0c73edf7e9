import { isLosslessNumber, parse, stringify } from 'lossless-json'
import { isTooDeep } from './payloads/json.ts'

const nothing = Buffer.from('{}')

/** The body of a privacy request as it may be stored: which request it is, of which orders, and nothing of the person. */
export function withoutShopper(body: Buffer): Buffer {
  if (isTooDeep(body)) return nothing
  try {
    const said: unknown = parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (typeof said !== 'object' || said === null) return nothing
    const kept = Object.entries(said).flatMap(([name, value]) => {
      if (name === 'data_request') return [[name, idOf(value)]]
      const isOrders = name === 'orders_to_redact' || name === 'orders_requested'
      return isOrders ? [[name, Array.isArray(value) ? value.filter(isLosslessNumber) : []]] : []
    })
    return Buffer.from(stringify(Object.fromEntries(kept)) ?? '{}')
  } catch {
    return nothing
  }
}

/** Of what has an id that is a number, that. */
function idOf(value: unknown): object {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return isLosslessNumber(id) ? { id } : {}
}
