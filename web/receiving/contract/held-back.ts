import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { count, limit, offset } from '../../platform/contract/inputs.ts'

// Stock that the merchant keeps out of the queue.

export const heldBackRow = z.object({
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  units: z.number().int(),
  /** Units of it there that order lines wait for. */
  backordered: z.number().int(),
})
export type HeldBackRow = z.infer<typeof heldBackRow>

export const heldBackListInput = z.object({ offset, limit })
export const heldBackListOutput = z.object({ rows: z.array(heldBackRow), total: z.number().int() })
export type HeldBackList = z.infer<typeof heldBackListOutput>

/** `before` is what was looked at: refused with 409 where it is not that any more, if it is told. */
export const holdBackInput = z.object({
  itemId: shopifyId('InventoryItem'),
  locationId: shopifyId('Location'),
  before: count.optional(),
  units: count,
})
