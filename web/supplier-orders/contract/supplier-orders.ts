import { z } from 'zod'
import { ownId, text } from '../../platform/contract/inputs.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'
import type { OrderEventFacts } from '../rules/order-event.ts'

// Ids of ours are numbers as text; Shopify's come out as gids and are taken either way. Amounts are in the order's
// currency unless they are named otherwise.

const supplierOrderState = z.enum(['draft', 'ordered', 'partly-received', 'received', 'closed', 'cancelled'])
export type SupplierOrderState = z.infer<typeof supplierOrderState>

/** Drafts and what is on its way are `open`. */
const stateFilter = z.enum([...supplierOrderState.options, 'open'])

export const supplierOrderListInput = pageInput.extend({
  state: stateFilter.optional(),
  supplierId: ownId.optional(),
  /** Only those with an arrival that is overdue. */
  late: z.stringbool().or(z.boolean()).optional(),
  query: text(100).optional().describe('A number, the reference, or a part of the supplier’s name.'),
})

const supplierName = z.object({ supplierId: z.string(), name: z.string() })

const supplierOrderRow = z.object({
  supplierOrderId: z.string(),
  /** 1, 2, 3 … without gaps. */
  number: z.number().int(),
  /** What another program called it, from which it came in by a file; null: it did not. */
  reference: z.string().nullable(),
  supplier: supplierName,
  locationId: z.string(),
  locationName: z.string().nullable(),
  state: supplierOrderState,
  isLate: z.boolean(),
  /**
   * What became of the last message that its supplier has or is about to get (`saved`: to a folder, without a mail server);
   * null: none. A draft gets no more backorders then.
   */
  sending: z.enum(['waiting', 'sent', 'saved']).nullable(),
  lines: z.number().int(),
  units: z.number().int(),
  accepted: z.number().int(),
  outstanding: z.number().int(),
  currency: z.string(),
  total: z.string(),
  /** The earliest day on which something is due. */
  nextDue: z.string().nullable(),
  createdAt: z.iso.datetime(),
  orderedAt: z.iso.datetime().nullable(),
})
export type SupplierOrderRow = z.infer<typeof supplierOrderRow>

export const supplierOrderListOutput = z.object({
  /** The highest number first. */
  rows: z.array(supplierOrderRow),
  /** Of all supplier orders of the shop, whatever the filters. */
  counts: z.object({
    draft: z.number().int(),
    ordered: z.number().int(),
    'partly-received': z.number().int(),
    received: z.number().int(),
    closed: z.number().int(),
    cancelled: z.number().int(),
    late: z.number().int(),
  }),
  ...pageAround,
})
export type SupplierOrderListOutput = z.infer<typeof supplierOrderListOutput>

/** `correct` changes notes and money only. */
const supplierOrderMove = z.enum(['edit', 'correct', 'order', 'undo-order', 'send', 'receive', 'cancel', 'close'])

/**
 * Something that happened to a supplier order; `facts` depend on the kind: created, demand-added, edited (`changed` names
 * lines with units, cost and days from and to), ordered, ordering-undone, send-asked, sent (`saved` where it was saved to a
 * folder), send-failed, received, receipt-corrected, units-cancelled, joined (with a native order), cancelled, closed.
 */
const supplierOrderEvent = z.object({
  eventId: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  facts: z.record(z.string(), z.unknown()),
})
/** By kind. An event that an older version wrote may lack a fact. */
export type SupplierOrderEventFacts = OrderEventFacts
export type SupplierOrderEvent = z.infer<typeof supplierOrderEvent>

/** A copy of what the supplier was sent. */
export const supplierMessage = z.object({
  messageId: z.string(),
  to: z.string(),
  alsoTo: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sent', 'refused']),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  /** What kept it from being sent so far, in an operator's words. */
  trouble: z.string().nullable(),
  /** True where there is no mail server: it was saved to a folder instead. */
  isSaved: z.boolean(),
  /** Its files were kept for 90 days and are gone. Only where that is so. */
  areFilesForgotten: z.literal(true).optional(),
})
export type SupplierMessage = z.infer<typeof supplierMessage>

/** The whole order without its lines, which are paged. */
export const supplierOrderDetail = supplierOrderRow.extend({
  /** To be sent back with every change: an older one is refused. */
  version: z.number().int(),
  /** All that is still to come has one due day, `nextDue`, or none of it has one. */
  isOneDue: z.boolean(),
  supplier: supplierName.extend({ email: z.string().nullable(), language: z.string() }),
  /** Null until the shop's own currency is known. */
  shopCurrency: z.string().nullable(),
  /** What one unit of the order's currency is worth in the shop's; null where nobody said. */
  exchangeRate: z.string().nullable(),
  subtotal: z.string(),
  tax: z.string(),
  shipping: z.string(),
  /** The total in the shop's currency; null without a rate. */
  totalInShop: z.string().nullable(),
  notes: z.string(),
  receivedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  /** What can be done with it now; why not, where it cannot. */
  moves: z.array(z.object({ move: supplierOrderMove, refusal: z.string().nullable() })),
  /** The day on which goods ordered today can be expected, and how that is known. */
  suggestedDue: z.object({ day: z.string(), because: z.enum(['history', 'lead-time']) }).nullable(),
  /** What waited for it when units of it were cancelled, and is neither on order nor on a draft since. */
  toOrderAgain: z.object({
    lines: z.number().int(),
    units: z.number().int(),
    /** Units beside those that were sold or shipped beyond stock. */
    owed: z.number().int(),
  }),
  /** The last message that the supplier has or is about to get; null: none. */
  lastSent: supplierMessage
    .pick({ messageId: true, to: true, alsoTo: true, cc: true, createdAt: true })
    .extend({
      /** The order was changed after it. */
      isChangedSince: z.boolean(),
    })
    .nullable(),
  /** Newest first, at most 200. */
  events: z.array(supplierOrderEvent),
  /** Newest first, at most 20. */
  messages: z.array(supplierMessage),
})
export type SupplierOrderDetail = z.infer<typeof supplierOrderDetail>

const supplierOrderArrival = z.object({
  arrivalId: z.string(),
  units: z.number().int(),
  due: z.string().nullable(),
  isLate: z.boolean(),
})

/** An order line of a customer's that this supplier order serves: pegged, or while it is a draft raised for. */
const servedLine = z.object({
  supplierOrderLineId: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  backorderId: z.string().nullable(),
  title: z.string(),
  sku: z.string().nullable(),
  units: z.number().int(),
  /** The day of the arrival that serves it. */
  due: z.string().nullable(),
  readyOn: z.string().nullable(),
  /** What it waits for is overdue, and no new day can be told. */
  isDelayed: z.boolean(),
})
export type ServedLine = z.infer<typeof servedLine>

const supplierOrderLine = z.object({
  supplierOrderLineId: z.string(),
  itemId: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  supplierSku: z.string().nullable(),
  imageUrl: z.string().nullable(),
  units: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  cancelled: z.number().int(),
  /** Still to come. */
  outstanding: z.number().int(),
  /** A unit; null where nobody said. */
  cost: z.string().nullable(),
  total: z.string(),
  /** A unit with its share of tax and shipping, by value, in the shop's currency; null without cost or rate. */
  landedCost: z.string().nullable(),
  arrivals: z.array(supplierOrderArrival),
  /** Order lines that it serves, units that fill what was sold or shipped beyond stock, and those that are for nobody. */
  servedLines: z.number().int(),
  owed: z.number().int(),
  surplus: z.number().int(),
})
export type SupplierOrderLine = z.infer<typeof supplierOrderLine>

export const supplierOrderChoice = z.object({ supplierOrderId: ownId })
export const supplierOrderPage = pageInput.extend({ supplierOrderId: ownId })

export const supplierOrderLinesOutput = z.object({ rows: z.array(supplierOrderLine), ...pageAround })
export type SupplierOrderLines = z.infer<typeof supplierOrderLinesOutput>

export const servedLinesInput = supplierOrderPage.extend({ supplierOrderLineId: ownId.optional() })
export const servedLinesOutput = z.object({
  rows: z.array(servedLine),
  /** Units that fill what was sold or shipped beyond stock, before any of the rows. */
  owed: z.number().int(),
  ...pageAround,
})
export type ServedLines = z.infer<typeof servedLinesOutput>
