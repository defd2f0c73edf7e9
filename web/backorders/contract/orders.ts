import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { limit, offset } from '../../platform/contract/inputs.ts'
import { backorderRow, obstacle, toldPromise } from './backorders.ts'

/** Units that are to be sent later, and wait for their day: nothing is promised or ordered of them before. */
export const scheduledUnits = z.object({
  locationId: z.string(),
  locationName: z.string().nullable(),
  units: z.number().int(),
  /** The day on which they are to be sent, where the shop is; null while nobody knows, as of most pre-orders. */
  on: z.string().nullable(),
})
export type ScheduledUnits = z.infer<typeof scheduledUnits>

/** A line of what a shopper bought. Ids are Shopify gids; units are whole numbers. */
const orderLine = z.object({
  lineId: z.string(),
  /** Null for a custom line, and while the variant's item is not known: such a line is never planned. */
  itemId: z.string().nullable(),
  variantId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
  imageUrl: z.string().nullable(),
  /** Ordered, after edits and refunds. */
  units: z.number().int(),
  /** Still to be shipped. */
  open: z.number().int(),
  /** Of the open units, those that took no stock when they were ordered. */
  unclaimed: z.number().int(),
  /** Of the open units, those that are to be sent later, the next first; only where there are any. */
  scheduled: z.array(scheduledUnits).optional(),
  /** What the shopper read in the shop before ordering; null where nothing was told. */
  told: toldPromise.nullable(),
  /** The last of its backorders' first promises, else the day that was told; null where no day was. */
  firstPromise: z.string().nullable(),
  /** Why it cannot be served as things stand, wherever its units are, and of units without a location. Of an open line. */
  obstacles: z.array(obstacle),
  /** Of the open units, those for which Shopify names no location; only where there are any. */
  unplaced: z.number().int().optional(),
  /** One for each location where the line was ever short. */
  backorders: z.array(backorderRow),
})
export type OrderLine = z.infer<typeof orderLine>

const orderState = z.enum(['open', 'done', 'cancelled', 'deleted'])
export type OrderState = z.infer<typeof orderState>

export const orderDetail = z.object({
  shop: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  orderedAt: z.iso.datetime(),
  /** `done`: nothing of it is still to be shipped. */
  state: orderState,
  /** Shopify's own word, in small letters (`paid`, `pending`, `authorized`, …); null where it was never told. */
  financialStatus: z.string().nullable(),
  /** False: its payment has not come in. */
  isPaid: z.boolean(),
  /** From when orders' lines wait for stock, by the shop's rule. */
  countsFrom: z.enum(['placed', 'paid']),
  /** As they were added to the order. */
  lines: z.array(orderLine),
  /** Whether units that took no stock wait in the queue. */
  countsUnclaimed: z.boolean(),
  /** False where further lines were left out. */
  linesAreWhole: z.boolean(),
})
export type OrderDetail = z.infer<typeof orderDetail>

const scheduledRow = scheduledUnits.extend({
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  itemId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
})
export type ScheduledRow = z.infer<typeof scheduledRow>

export const scheduledListInput = z.object({ offset, limit })
/** One row for all that a line is to send from a location on one day. */
export const scheduledListOutput = z.object({ rows: z.array(scheduledRow), total: z.number().int() })

/** Open units of an order line for which Shopify names no location: no plan can serve them. */
const unplacedRow = z.object({
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  itemId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
  units: z.number().int(),
  /** `no-location`, and whatever else keeps the line from being served. */
  obstacles: z.array(obstacle),
})
export type UnplacedRow = z.infer<typeof unplacedRow>

export const unplacedListInput = z.object({ offset, limit })
/** The oldest order first. */
export const unplacedListOutput = z.object({ rows: z.array(unplacedRow), total: z.number().int() })

export const orderChoice = z.object({ orderId: shopifyId('Order') })
