import { z } from 'zod'

export const shopSummary = z.object({
  shop: z.string(),
  name: z.string(),
  counts: z.object({
    open: z.number().int(),
    ready: z.number().int(),
    closed: z.number().int(),
    cancelled: z.number().int(),
  }),
  /** When a plan last changed a line; null before the first. */
  lastPlannedAt: z.iso.datetime().nullable(),
  /** Deliveries that could not be processed and wait for a person. */
  parked: z.number().int(),
  /** What is still to be recorded, read or planned. */
  due: z.number().int(),
})
export type ShopSummary = z.infer<typeof shopSummary>
