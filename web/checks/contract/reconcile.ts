import { z } from 'zod'
import { ledgerNumbers } from '../../backorders/contract/ledger.ts'
import { pageAround } from '../../platform/contract/pages.ts'

/** What we keep of the shop, compared with what Shopify says, and repaired. */
const reconcile = z.object({
  reconcileId: z.string(),
  /** Somebody asked, it was the shop's minute of the night, or Shopify let us in again. */
  reason: z.enum(['asked', 'nightly', 'outage']),
  startedAt: z.iso.datetime(),
  /** Null while it is under way. */
  finishedAt: z.iso.datetime().nullable(),
  step: z.enum(['locations', 'variants', 'changed-orders', 'listed-orders', 'open-orders', 'items', 'stock']),
  /** How many were compared, each counted once. */
  orders: z.number().int(),
  items: z.number().int(),
})
export type Reconcile = z.infer<typeof reconcile>

/**
 * Shopify's is newer than ours, so the news was lost; neither changed since we heard of it, so ours was edited by
 * somebody else than us; or ours is another for no reason that can be told.
 */
const differenceCause = z.enum(['lost-webhook', 'edit-outside', 'drift'])

const locationSeen = z.object({ name: z.string(), active: z.boolean() })
/** Names, and how it is sold, each only where it differs. `onlineHandle`: null where it is not to be had in the online store. */
const variantSeen = z.object({
  itemId: z.string().nullable(),
  title: z.string().nullable().optional(),
  sku: z.string().nullable().optional(),
  onlineHandle: z.string().nullable().optional(),
  sellsWithoutStock: z.boolean().nullable().optional(),
})
export type VariantSeen = z.infer<typeof variantSeen>
const itemSeen = z.object({ tracked: z.boolean(), deleted: z.boolean() })
/** `strangers`: units of orders that we may not read; `owed`: sold or shipped beyond stock; each only where it differs. */
const stockSeen = z.object({
  available: z.number().int().nullable(),
  strangers: z.number().int().optional(),
  owed: z.number().int().optional(),
})
const orderSeen = z.object({
  orderedAt: z.iso.datetime(),
  /** Cancelled or deleted. */
  isOver: z.boolean(),
  lines: z.array(z.object({ lineId: z.string(), title: z.string(), units: z.number().int(), open: z.number().int() })),
  /** Where open units are to be fulfilled from, where the shop has several locations. */
  places: z.array(z.object({ location: z.string(), units: z.number().int() })),
  /** What is to be sent later, and when; null where nobody knows. */
  scheduled: z.array(z.object({ units: z.number().int(), at: z.iso.datetime().nullable() })).optional(),
})
/** What of one of Shopify's own transfers is still to come. */
const transferSeen = z.object({
  lines: z.array(
    z.object({ itemId: z.string(), title: z.string(), units: z.number().int(), due: z.string().nullable() }),
  ),
})
export type TransferSeen = z.infer<typeof transferSeen>
export type OrderSeen = z.infer<typeof orderSeen>

/** What we had, and what Shopify says (of a backorder: what was recorded, and what is planned); null where there is none. */
function difference<Thing extends string, Seen extends z.ZodType>(thing: Thing, seen: Seen) {
  return z.object({
    differenceId: z.string(),
    thing: z.literal(thing),
    /** Shopify's number of it; `item@location` for stock, `line@location` for a backorder. */
    thingId: z.string(),
    /** What people call it. */
    name: z.string(),
    /** Where stock and backorders are. */
    locationName: z.string().nullable(),
    cause: differenceCause,
    ours: seen.nullable(),
    theirs: seen.nullable(),
  })
}

const reconcileDifference = z.discriminatedUnion('thing', [
  difference('location', locationSeen),
  difference('variant', variantSeen),
  difference('order', orderSeen),
  difference('item', itemSeen),
  difference('stock', stockSeen),
  difference('backorder', ledgerNumbers),
  difference('transfer', transferSeen),
])
export type ReconcileDifference = z.infer<typeof reconcileDifference>

/** `reconcile` is the last one to begin; null where there never was one. */
export const findReconcileOutput = z.object({
  reconcile: reconcile.nullable(),
  rows: z.array(reconcileDifference),
  ...pageAround,
})
export type FoundReconcile = z.infer<typeof findReconcileOutput>

export const startedReconcile = z.object({ reconcileId: z.string() })
