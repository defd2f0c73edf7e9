import { z } from 'zod'
import { shopifyId } from '../../platform/contract/filters.ts'
import { count, limit, offset, ownId, text } from '../../platform/contract/inputs.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'

// What comes from suppliers and who gets it. Ids of ours are numbers as text; Shopify's come out as gids and are taken
// either way.

/** Chosen once by whoever confirms: the same key is received once, however often it is pressed. */
const key = z.uuid()
const mostLines = 1_000

export const openLinesInput = pageInput.extend({
  locationId: shopifyId('Location').optional(),
  supplierOrderId: ownId.optional(),
  /** Scanned or typed: exactly a barcode, an SKU or a supplier's SKU, in capitals or not. */
  code: text(100).optional(),
})

/** A line of a supplier order that goods can be received for. */
const openLine = z.object({
  supplierOrderLineId: z.string(),
  supplierOrderId: z.string(),
  number: z.number().int(),
  supplierId: z.string(),
  supplierName: z.string(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  itemId: z.string(),
  sku: z.string().nullable(),
  supplierSku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string(),
  imageUrl: z.string().nullable(),
  units: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  cancelled: z.number().int(),
  /** Accepted and rejected so far, and what is being received at this moment: to be sent back as `cameBefore`. */
  came: z.number().int(),
  /** Still to come after that. */
  outstanding: z.number().int(),
  /** The earliest day on which some of it is due. */
  due: z.string().nullable(),
})
export type OpenLine = z.infer<typeof openLine>

/** What is still to come first; then lines that are complete, for goods beyond them. Earliest order first. */
export const openLinesOutput = z.object({ rows: z.array(openLine), ...pageAround })
export type OpenLines = z.infer<typeof openLinesOutput>

export const receivedLine = z.object({
  supplierOrderLineId: ownId,
  accepted: count,
  rejected: count.default(0),
  rejectReason: text(500).optional(),
  /** Of the accepted units, those that the merchant keeps out of the queue. */
  heldBack: count.default(0),
})
export type ReceivedLine = z.input<typeof receivedLine>

/** What the merchant wants of an order line; what is not named stays. */
const receivingWish = z.object({
  lineId: shopifyId('LineItem'),
  /** Higher is served first. */
  rank: z.number().int().min(-1_000).max(1_000).optional(),
  /** The received line whose units this order line gets first; null: none. */
  pinnedTo: ownId.nullish(),
  /**
   * The line waits at other locations as well (`alsoAt`), where this counts too, and that is meant. A receipt with a wish that
   * counts elsewhere is refused without it.
   */
  alsoElsewhere: z.boolean().optional(),
})
export type ReceivingWish = z.input<typeof receivingWish>

const received = z.array(receivedLine).min(1).max(mostLines)
const wishes = z.array(receivingWish).max(mostLines).default([])

export const proposalInput = z.object({ lines: received, wishes, offset, limit })

/** An item of the receipt, and where its accepted units go. */
const proposedItem = z.object({
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  heldBack: z.number().int(),
  /** They fill what was sold or shipped beyond stock there. */
  owed: z.number().int(),
  /** To order lines. */
  given: z.number().int(),
  /** Left on the shelf for whoever buys next. */
  surplus: z.number().int(),
  /** Beyond what was still to come. */
  overReceived: z.number().int(),
  /** Order lines that still wait for units of it afterwards. */
  stillWaiting: z.number().int(),
})
export type ProposedItem = z.infer<typeof proposedItem>

/** An order line that waits for an item of the receipt, and what it gets. */
const handOut = z.object({
  lineId: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  orderedAt: z.iso.datetime(),
  backorderId: z.string().nullable(),
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  /** Open units of the line here, and how many of them have stock already. */
  units: z.number().int(),
  covered: z.number().int(),
  /** How many it gets of this receipt: below zero where a rank takes them from it. */
  gets: z.number().int(),
  /** Without stock afterwards. */
  backordered: z.number().int(),
  isLineComplete: z.boolean(),
  /** Every line of the order that we know of can leave afterwards. */
  isOrderComplete: z.boolean(),
  /** When the rest of it comes: a day, `now`, or null where no day can be told. */
  readyOn: z.string().nullable(),
  /** What its rest comes with is overdue, and no new day can be told. */
  isDelayed: z.boolean(),
  rank: z.number().int(),
  /** The line of this receipt that it is pinned to. */
  pinnedTo: z.string().nullable(),
  /** Lines of this receipt that it can be pinned to. */
  pinnableTo: z.array(z.string()),
  /** Names of other locations where units of the line are owed too: its rank and its pin count there as well. */
  alsoAt: z.array(z.string()),
})
export type HandOut = z.infer<typeof handOut>

export const proposalOutput = z.object({
  locationId: z.string(),
  items: z.array(proposedItem),
  /** Item by item, in the order in which they are served; `total` of them on all pages. */
  rows: z.array(handOut),
  total: z.number().int(),
  /** Of the orders that get something: those that can leave whole afterwards, and those that cannot. */
  orders: z.object({ complete: z.number().int(), partial: z.number().int() }),
})
export type ReceiptProposal = z.infer<typeof proposalOutput>

/** `posting`: Shopify's stock is being raised. `refused`: it could not be, and somebody has to look at it. */
const receiptState = z.enum(['posting', 'posted', 'refused'])

const supplierOrderName = z.object({ supplierOrderId: z.string(), number: z.number().int() })

const receiptRow = z.object({
  receiptId: z.string(),
  supplierId: z.string(),
  supplierName: z.string(),
  locationId: z.string(),
  locationName: z.string().nullable(),
  supplierOrders: z.array(supplierOrderName),
  state: receiptState,
  /** The receipt that this one corrects. */
  corrects: z.string().nullable(),
  note: z.string(),
  confirmedAt: z.iso.datetime(),
  postedAt: z.iso.datetime().nullable(),
  /** What keeps it from being posted: a code, and Shopify's words where it said some. */
  trouble: z.object({ code: z.string(), message: z.string() }).nullable(),
  lines: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  heldBack: z.number().int(),
})
export type ReceiptRow = z.infer<typeof receiptRow>

const receiptLine = z.object({
  supplierOrderLineId: z.string(),
  supplierOrderId: z.string(),
  number: z.number().int(),
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  /** Below zero in a correction that takes away. */
  accepted: z.number().int(),
  rejected: z.number().int(),
  rejectReason: z.string().nullable(),
  heldBack: z.number().int(),
  /** What is left of it after its corrections. */
  acceptedNow: z.number().int(),
  rejectedNow: z.number().int(),
})
export type ReceiptLine = z.infer<typeof receiptLine>

export const receiptListInput = pageInput.extend({
  supplierOrderId: ownId.optional(),
  state: receiptState.optional(),
})
/** Newest first. */
export const receiptListOutput = z.object({ rows: z.array(receiptRow), ...pageAround })
export type ReceiptListOutput = z.infer<typeof receiptListOutput>

export const receiptChoice = z.object({ receiptId: ownId })

/** The whole receipt: it has at most 1,000 lines. */
export const receiptDetail = receiptRow.extend({
  receiptLines: z.array(receiptLine),
  /** Earliest first. */
  corrections: z.array(receiptRow),
})
export type ReceiptDetail = z.infer<typeof receiptDetail>

/** Refused with 409 where more has come than was looked at, if that is told: somebody else received it meanwhile. */
const confirmedLine = receivedLine.extend({ cameBefore: count.optional() })

export const confirmInput = z.object({
  key,
  lines: z.array(confirmedLine).min(1).max(mostLines),
  wishes,
  note: text(2_000).default(''),
})
export type ConfirmInput = z.input<typeof confirmInput>

/** One receipt for each supplier whose goods came. */
export const confirmedOutput = z.object({ receipts: z.array(receiptRow) })
export type ConfirmedOutput = z.infer<typeof confirmedOutput>

const difference = z.number().int().min(-1_000_000).max(1_000_000)

/** By how much more or fewer units came than the receipt says. */
export const correctionInput = z.object({
  receiptId: ownId,
  key,
  /** Why. */
  note: text(2_000).refine((given) => given.trim() !== '', 'says why'),
  lines: z
    .array(
      z.object({
        supplierOrderLineId: ownId,
        accepted: difference.default(0),
        rejected: difference.default(0),
        rejectReason: text(500).optional(),
      }),
    )
    .min(1)
    .max(mostLines),
})
export type CorrectionInput = z.input<typeof correctionInput>

/** Of a receipt that was refused: post it again, or give it up; and where nobody knows, whether the stock was raised. */
export const settleInput = z.object({
  receiptId: ownId,
  settle: z.enum(['post-again', 'give-up', 'was-posted']),
})
