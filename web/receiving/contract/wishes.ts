import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { ownId } from '../../platform/contract/inputs.ts'

/** What the merchant wants of order lines, outside a receipt. */
export const wishInput = z.object({
  lineIds: z.array(shopifyId('LineItem')).min(1).max(250),
  rank: z.number().int().min(-1_000).max(1_000).optional(),
  /** The arrival that serves them first; null: none. */
  arrivalId: ownId.nullish(),
})
export const wishOutput = z.object({ lines: z.number().int() })
