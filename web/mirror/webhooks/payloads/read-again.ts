import { z } from 'zod'
import type { ReadAgain } from '../../rules/shop-facts.ts'

const body = z.object({ id: z.string() })

/** What was set aside because Shopify would not tell of it, and is tried again: the body is our own. */
export function readAgain(thing: ReadAgain['thing']): (read: unknown) => ReadAgain {
  return (read) => ({ kind: 'read-again', thing, id: body.parse(read).id })
}
