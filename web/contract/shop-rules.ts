import { z } from 'zod'

/** What a merchant decides for the whole shop. */
export const shopRules = z.object({
  /** Whether units that took no stock are in the queue: orders made by API may claim none. */
  countsUnclaimed: z.boolean(),
  /** From when an order's lines wait for stock: `placed`, or `paid`, once its payment came in. */
  countsFrom: z.enum(['placed', 'paid']),
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
})
