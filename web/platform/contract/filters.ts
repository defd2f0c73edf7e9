import { z } from 'zod'

/** A gid of the given type, or its number alone; what comes out is the number as text. */
export const shopifyId = (type: 'Order' | 'InventoryItem' | 'Location' | 'LineItem' | 'ProductVariant') =>
  z
    .string()
    .regex(new RegExp(`^(gid://shopify/${type}/)?[0-9]{1,20}$`), `must be a number or gid://shopify/${type}/…`)
    .transform((id) => id.replace(/^.*\//, ''))

/** `a` reads on after a row and `b` back before it; then the time of its order in microseconds, and its id. */
const cursorShape = /^([ab])\.([0-9]{1,15}|[1-8][0-9]{15})\.([0-9]{1,18})$/

export type Position = { direction: 'after' | 'before'; orderedAtMicros: string; backorderId: string }

export function formatCursor({ direction, orderedAtMicros, backorderId }: Position): string {
  return `${direction === 'after' ? 'a' : 'b'}.${orderedAtMicros}.${backorderId}`
}

/** Opaque to callers: only what an answer gave is taken. */
export const listCursor = z
  .string()
  .regex(cursorShape, 'is not one that this list gave')
  .transform((cursor): Position => {
    const [direction, orderedAtMicros = '', backorderId = ''] = cursor.split('.')
    return { direction: direction === 'a' ? 'after' : 'before', orderedAtMicros, backorderId }
  })
