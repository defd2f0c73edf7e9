import { z } from 'zod'
import { pageAround } from '../../platform/contract/pages.ts'

/**
 * Why a delivery is parked: it cannot be read, says something else than its topic promises, or cannot be stored; or, with the
 * topic `read/…`, Shopify answered our own question with an error, or what was heard is old and can't be asked for any more.
 */
const parkedKind = z.enum(['unreadable', 'unexpected', 'refused', 'untold', 'outdated', 'other'])
export type ParkedKind = z.infer<typeof parkedKind>

const parkedDelivery = z.object({
  /** Shopify's id of the webhook. */
  deliveryId: z.string(),
  /** `orders/create` */
  topic: z.string(),
  /** When Shopify sent it; null where it did not say. */
  triggeredAt: z.iso.datetime().nullable(),
  receivedAt: z.iso.datetime(),
  kind: parkedKind,
  /** In an operator's words. */
  reason: z.string(),
  /** How many are parked for this very reason, this one included. */
  alike: z.number().int(),
})
export type ParkedDelivery = z.infer<typeof parkedDelivery>

export const parkedListOutput = z.object({
  /** The last to arrive first. */
  rows: z.array(parkedDelivery),
  ...pageAround,
})
export type ParkedListOutput = z.infer<typeof parkedListOutput>

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((given) => !given.includes('\0'), 'has a character that no delivery has')

/** One delivery, or all that are parked for one reason. */
export const parkedChoice = z.union([
  z.strictObject({ deliveryId: text(255) }),
  z.strictObject({ reason: text(10_000).describe('Exactly as the list tells it.') }),
])
export type ParkedChoice = z.infer<typeof parkedChoice>

/** How many deliveries it was done to: none where somebody was faster. */
export const parkedOutcome = z.object({ deliveries: z.number().int() })
