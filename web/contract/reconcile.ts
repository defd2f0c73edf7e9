import { z } from 'zod'
import { pageAround } from './pages.ts'

/** What we keep of the shop, compared with what Shopify says, and repaired. */
export const reconcile = z.object({
  reconcileId: z.string(),
  /** Somebody asked, it was the shop's minute of the night, or Shopify let us in again. */
  reason: z.enum(['asked', 'nightly', 'outage']),
  startedAt: z.iso.datetime(),
  /** Null while it is under way. */
  finishedAt: z.iso.datetime().nullable(),
  step: z.enum(['locations', 'variants', 'changed-orders', 'open-orders', 'items']),
  /** How many were compared. */
  orders: z.number().int(),
  items: z.number().int(),
})
export type Reconcile = z.infer<typeof reconcile>

export const reconcileDifference = z.object({
  thing: z.enum(['location', 'variant', 'order', 'item', 'stock', 'backorder']),
  /** Shopify's number of it; `item@location` for stock, `line@location` for a backorder. */
  thingId: z.string(),
  name: z.string(),
  /** Shopify's is newer than ours: the news was lost. Or it is not, and ours had drifted. */
  cause: z.enum(['lost-webhook', 'drift']),
  /** What we had, and what Shopify says; null where there is none. */
  ours: z.record(z.string(), z.unknown()).nullable(),
  theirs: z.record(z.string(), z.unknown()).nullable(),
})

/** `reconcile` is the last one to begin; null where there never was one. */
export const findReconcileOutput = z.object({
  reconcile: reconcile.nullable(),
  rows: z.array(reconcileDifference),
  ...pageAround,
})
export type FoundReconcile = z.infer<typeof findReconcileOutput>

export const startedReconcile = z.object({ reconcileId: z.string() })
