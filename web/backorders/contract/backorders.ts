import { z } from 'zod'
import { listCursor, shopifyId } from '../../platform/contract/filters.ts'

/** What is recorded of a backorder. */
export const backorderState = z.enum(['open', 'ready', 'closed', 'cancelled'])

/**
 * Why a line is cancelled there though its order is not: units of it are open, and none is in the queue, because its order is not
 * paid, its date has not come, or it took no stock; or they are at another location (`moved`).
 */
export const notCounted = z.enum(['unpaid', 'scheduled', 'unclaimed', 'moved'])
export type NotCounted = z.infer<typeof notCounted>

/**
 * What a merchant is told, derived from the numbers: a line may be both late and to order. `delayed`: an arrival that it
 * needs is overdue, and no new day can be told. `no-longer-sold`: its item was deleted in Shopify. `to-move`: its location is
 * closed, so its units must be moved to another in Shopify before anything can be done for them.
 */
const shownStatus = z.enum(['to-order', 'on-order', 'late', 'delayed', 'no-date', 'ready', 'no-longer-sold', 'to-move'])
export type ShownStatus = z.infer<typeof shownStatus>

/**
 * Why units cannot be served as things stand: `item-deleted`, its product was deleted in Shopify; `no-item`, a custom line;
 * `not-tracked`, Shopify does not count it; `location-deleted` and `location-closed`, its units must be moved; `no-location`,
 * Shopify names none; `not-read`, its order cannot be read since something happened to it.
 */
export const obstacleReason = z.enum([
  'item-deleted',
  'no-item',
  'not-tracked',
  'location-deleted',
  'location-closed',
  'no-location',
  'not-read',
])
export type ObstacleReason = z.infer<typeof obstacleReason>

/** `since`: from when it is so; null where nobody knows. */
export const obstacle = z.object({ reason: obstacleReason, since: z.iso.datetime().nullable() })
export type Obstacle = z.infer<typeof obstacle>

/** What a shopper read in the shop of a line before ordering it. */
export const toldPromise = z.object({
  /** Calendar days; null where the sentence had none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** When it was worked out. */
  at: z.iso.datetime().nullable(),
})
export type ToldPromise = z.infer<typeof toldPromise>

/** Units of an item that were sold or shipped beyond stock at a place: what comes there fills them first. */
export const owedPlace = z.object({
  locationId: z.string(),
  locationName: z.string().nullable(),
  units: z.number().int(),
  /** Of them supplier orders on their way will fill so many. */
  pegged: z.number().int(),
})
export type OwedPlace = z.infer<typeof owedPlace>

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
  imageUrl: z.string().nullable(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  units: z.number().int(),
  shipped: z.number().int(),
  covered: z.number().int(),
  backordered: z.number().int(),
  pegged: z.number().int(),
  uncovered: z.number().int(),
  /** Of the uncovered units, those in drafts of supplier orders. */
  inDrafts: z.number().int(),
  /** A calendar day, `now`, or null where no day can be told. */
  readyOn: z.string().nullable(),
  /** The earliest due day of the arrivals that serve it, as the supplier promised it. */
  nextArrivalOn: z.string().nullable(),
  /** The day that the shopper was told before ordering; null where none was. Only against this is a line late. */
  firstPromise: z.string().nullable(),
  /** The first day that was planned; null while there was none. */
  firstEstimate: z.string().nullable(),
  state: backorderState,
  /** Only where there is a reason. */
  notCounted: notCounted.optional(),
  shown: z.array(shownStatus),
  /** Of an open or ready line. */
  obstacles: z.array(obstacle),
  /**
   * Since when Shopify does not show its order although something happened to it: the line is as it was last known.
   * Only where that is so.
   */
  lastKnownSince: z.iso.datetime().optional(),
  /** Since when its shopper waits. */
  orderedAt: z.iso.datetime(),
  /** When it was first noticed that units of it are short. */
  openedAt: z.iso.datetime(),
})
export type BackorderRow = z.infer<typeof backorderRow>

const stateFilter = z.enum([...backorderState.options, 'active', 'not-counted'])
export type StateFilter = z.infer<typeof stateFilter>

/** One value, several, or several in one with commas; `active` is open and ready. */
const states = z
  .union([z.string(), z.array(z.string()).max(20)])
  .transform((given) =>
    [given]
      .flat()
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  )
  .pipe(z.array(stateFilter))
  .describe(
    'open, ready, closed, cancelled, active (open and ready), or not-counted (of those that are cancelled, the ones with a ' +
      'reason); repeated or comma-separated. All when absent.',
  )

const words = z
  .string()
  .max(100)
  .refine((text) => !text.includes('\0'), 'has a character that no name has')
  .describe('Every word must begin a word of the order name, the SKU or the title.')

export const backorderListInput = z.object({
  state: states.optional(),
  shown: shownStatus.optional().describe('Only lines that are told this; of `late` and the like only open ones are.'),
  query: words.optional(),
  orderId: shopifyId('Order').optional(),
  itemId: shopifyId('InventoryItem').optional(),
  locationId: shopifyId('Location').optional(),
  lineId: shopifyId('LineItem').optional(),
  sort: z.enum(['newest', 'oldest']).optional().describe('By the time of the order; the newest first when absent.'),
  cursor: listCursor.optional(),
  limit: z.coerce.number().int().min(1).max(250).default(50),
})

export const backorderListOutput = z.object({
  /** By the time of their orders, as sorted. */
  rows: z.array(backorderRow),
  /** How many rows the filters match on all pages. */
  total: z.number().int(),
  /** False where a text matches so many rows that they were estimated, not counted. */
  totalIsExact: z.boolean(),
  /** Cursor of the page after this one; null on the last. */
  next: z.string().nullable(),
  /** Cursor of the page before this one; null on the first. */
  previous: z.string().nullable(),
})
export type BackorderListOutput = z.infer<typeof backorderListOutput>
