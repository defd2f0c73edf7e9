import { z } from 'zod'

/** What a merchant decides for the whole shop. */
export const shopRules = z.object({
  /** Whether units that took no stock are in the queue: orders made by API may claim none. */
  countsUnclaimed: z.boolean(),
  /** From when an order's lines wait for stock: `placed`, or `paid`, once its payment came in. */
  countsFrom: z.enum(['placed', 'paid']),
  /** So many days before the day on which they are to be sent scheduled units join the queue. */
  scheduledDaysBefore: z.number().int(),
  /** So many days after nothing of an order is to be shipped any more its names and backorders are kept. */
  keepsFinishedDays: z.number().int(),
  /** Open units that took no stock as things stand, and of how many items. */
  unclaimed: z.object({ units: z.number().int(), items: z.number().int() }),
  /** Open units of orders whose payment has not come in, and of how many items. */
  unpaid: z.object({ units: z.number().int(), items: z.number().int() }),
})
export type ShopRules = z.infer<typeof shopRules>

/** What is left out stays as it is. */
export const shopRulesInput = z.object({
  countsUnclaimed: z.boolean().optional(),
  countsFrom: z.enum(['placed', 'paid']).optional(),
  scheduledDaysBefore: z.number().int().min(0).max(365).optional(),
  keepsFinishedDays: z.number().int().min(60).max(3650).optional(),
})
