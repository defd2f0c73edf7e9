// One webhook on its way: what is sent stays the same over all tries.

import { z } from 'zod'

export const delivery = z.object({
  /** Our own running number: orders deliveries, also after a restart. */
  id: z.string(),
  shop: z.string(),
  topic: z.string(),
  uri: z.string(),
  name: z.string().nullable(),
  apiVersion: z.string(),
  /** Names the delivery to its receiver; a second copy has the same. */
  webhookId: z.string(),
  /** Shared by all deliveries of one change. */
  eventId: z.string(),
  /** Finer than a second, unlike any time in a payload. */
  triggeredAt: z.string(),
  body: z.string(),
  isCopy: z.boolean(),
  /** When it may be sent, and when it was first due, in milliseconds. */
  dueAt: z.number(),
  since: z.number(),
  tries: z.number(),
})
export type Delivery = z.output<typeof delivery>
