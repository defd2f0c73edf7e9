import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Ids are Shopify gids; `backorderId` is ours. Units are whole numbers. */
export const backorderRow = z.object({
  backorderId: z.string(),
  shop: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  itemId: z.string(),
  variantId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
  locationId: z.string(),
  units: z.number().int(),
  shipped: z.number().int(),
  covered: z.number().int(),
  backordered: z.number().int(),
  pegged: z.number().int(),
  uncovered: z.number().int(),
  /** A calendar day, `now`, or null where no day can be told. */
  readyOn: z.string().nullable(),
  state: z.enum(['open', 'ready', 'closed', 'cancelled']),
  openedAt: z.iso.datetime(),
})
export type BackorderRow = z.infer<typeof backorderRow>
