import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'

/** What Backline does for a shop; each takes scopes that the merchant granted. */
const feature = z.enum(['orders', 'stock', 'routing', 'shipments', 'receipts'])
export type Feature = z.infer<typeof feature>

/** What keeps Backline from its work until the merchant does something about it. */
const shopAccess = z.object({
  /** Why Shopify turned the last calls away, in an operator's words; null where it did not. */
  lost: z.string().nullable(),
  /** Features that are off because scopes they need were not granted. */
  off: z.array(z.object({ feature, missingScopes: z.array(z.string()) })),
})
export type ShopAccess = z.infer<typeof shopAccess>

/** Whose figure counts at a location: Shopify's, or only what was received there with Backline. */
const locationCounts = z.enum(['shopify', 'received'])
export type LocationCounts = z.infer<typeof locationCounts>

/** A location, by its gid. */
export const countsInput = z.object({ locationId: shopifyId('Location'), counts: locationCounts })

/** What counting otherwise at a location would change, by the stock that was read last. */
export const countsPreview = z.object({
  /** Order lines with other numbers, and their orders. */
  lines: z.number().int(),
  orders: z.number().int(),
  /** Units that would be backordered, and would no longer be. */
  moreBackordered: z.number().int(),
  fewerBackordered: z.number().int(),
})
export type CountsPreview = z.infer<typeof countsPreview>

/** Where goods can be sent: those that fulfil online orders first, then by name. */
export const openLocations = z.object({
  rows: z.array(
    z.object({
      locationId: z.string(),
      name: z.string(),
      /** Whether Shopify fulfils online orders from there. */
      fulfillsOnlineOrders: z.boolean(),
      /** It belongs to a fulfilment service, which writes what is available there. */
      isFulfillmentService: z.boolean(),
      /** The service, as merchants see it; null: none, or not known yet. */
      serviceName: z.string().nullable(),
      counts: locationCounts,
    }),
  ),
})
export type OpenLocations = z.infer<typeof openLocations>

export const shopSummary = z.object({
  shop: z.string(),
  name: z.string(),
  counts: z.object({
    open: z.number().int(),
    ready: z.number().int(),
    closed: z.number().int(),
    cancelled: z.number().int(),
    /** Lines of which no unit is in the queue of their place although units are open; only where there are any. */
    notCounted: z.number().int().optional(),
  }),
  /** When a plan last changed a line; null before the first. */
  lastPlannedAt: z.iso.datetime().nullable(),
  /** Deliveries that could not be processed and wait for a person. */
  parked: z.number().int(),
  /** What is still to be recorded, read or planned. */
  due: z.number().int(),
  /** Units that were sold or shipped beyond stock, and are neither on order nor on a draft; only where there are any. */
  owed: z.object({ items: z.number().int(), units: z.number().int() }).optional(),
  /** Units that wait for the day on which they are to be sent, and the next such day; only where there are any. */
  scheduled: z.object({ units: z.number().int(), next: z.string().nullable() }).optional(),
  /** Open units for which Shopify names no location, and the lines they are of; only where there are any. */
  unplaced: z.object({ units: z.number().int(), lines: z.number().int() }).optional(),
  /** Shoppers who ask what is kept and have no answer, and by when the first of them is to have one; only where there are any. */
  dataRequests: z.object({ open: z.number().int(), dueAt: z.iso.datetime().nullable() }).optional(),
  /**
   * Orders older than Shopify lets Backline read: open ones that are as they were last known, and committed units of ones
   * that are not listed. Only where there are any and the merchant has yet to allow it.
   */
  olderOrders: z
    .object({ lastKnown: z.number().int(), unlistedUnits: z.number().int(), missingScopes: z.array(z.string()) })
    .optional(),
  /** Only where something is lost or off. */
  access: shopAccess.optional(),
})
export type ShopSummary = z.infer<typeof shopSummary>
