import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { limit, offset, ownId } from '../../platform/contract/inputs.ts'

export const pickListInput = z.object({
  locationId: shopifyId('Location').optional(),
  /** Only orders with an item of this receipt. */
  receiptId: ownId.optional(),
  /** Also orders of which only a part can leave. */
  partial: z.stringbool().or(z.boolean()).optional(),
})

const pickLine = z.object({
  lineId: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string(),
  units: z.number().int(),
})

/** An order that waited for stock and can leave now, from one location. */
const pickOrder = z.object({
  orderId: z.string(),
  orderName: z.string(),
  orderedAt: z.iso.datetime(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  isComplete: z.boolean(),
  lines: z.array(pickLine),
})
export type PickOrder = z.infer<typeof pickOrder>

/** The oldest order first. */
export const pickListOutput = z.object({ rows: z.array(pickOrder), total: z.number().int() })
export type PickList = z.infer<typeof pickListOutput>
export const pickListPage = pickListInput.extend({ offset, limit })
