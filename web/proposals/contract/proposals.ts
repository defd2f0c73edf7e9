import { z } from 'zod'
import { backorderListInput } from '../../backorders/contract/backorders.ts'
import { toldDay, units } from '../../platform/contract/money.ts'
import { pageAround, pageInput } from '../../platform/contract/pages.ts'

// A proposal says what to order from whom, before anything is ordered. Ids of ours are numbers as text; Shopify's come
// out as gids. Amounts are decimal text in the currency of the proposed order.

const ownId = z.string().regex(/^[0-9]{1,18}$/, 'is not the id of anything here')

/** Who supplies an item that several sell: the one the merchant ranks first, the cheapest landed, or the first to deliver. */
const supplierRule = z.enum(['preferred', 'cheapest', 'fastest'])

/** Why demand is not proposed to be ordered. `too-many`: minimum and packs make it more units than a line can have. */
const refusalReason = z.enum([
  'no-supplier',
  'discontinued',
  'made-elsewhere',
  'too-many',
  'no-longer-sold',
  'closed-location',
])

/**
 * What to order: all uncovered demand, what a filter of the backorder list shows, chosen backorders, what one supplier gets
 * by the rule, or what waited for a supplier order when it was cancelled.
 */
export const chosenDemand = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ filter: backorderListInput.omit({ sort: true, cursor: true, limit: true }) }),
  z.strictObject({ backorderIds: z.array(ownId).min(1).max(10_000) }),
  z.strictObject({ supplierId: ownId }),
  z.strictObject({ cancelledOrderId: ownId }),
])
export type ChosenDemand = z.input<typeof chosenDemand>

export const makeProposalInput = z.object({ from: chosenDemand, rule: supplierRule.default('preferred') })
export const proposalChoice = z.object({ proposalId: ownId })

const proposal = z.object({
  proposalId: z.string(),
  rule: supplierRule,
  madeAt: z.iso.datetime(),
  /** When its drafts were created; null while it can be edited. */
  createdAt: z.iso.datetime().nullable(),
  /** Null until the shop's own currency is known. */
  shopCurrency: z.string().nullable(),
  /** Order lines of customers that it takes up, and their units that are still to order. */
  orderLines: z.number().int(),
  needed: z.number().int(),
  /** Of the units needed, those that were sold or shipped beyond stock and fill what places owe. */
  owed: z.number().int(),
  /** Units that would be bought now, without what is left out. */
  units: z.number().int(),
  /** What cannot be ordered: items by destination, and the units that they lack. */
  refused: z.array(z.object({ reason: refusalReason, lines: z.number().int(), units: z.number().int() })),
})
export type Proposal = z.infer<typeof proposal>

const supplierOrderName = z.object({ supplierOrderId: z.string(), number: z.number().int() })

/** What would be ordered from one supplier for one destination. Sums are without lines that are left out. */
const proposedOrder = z.object({
  proposedOrderId: z.string(),
  supplier: z.object({ supplierId: z.string(), name: z.string() }),
  locationId: z.string(),
  locationName: z.string().nullable(),
  currency: z.string(),
  /** The open draft that it is added to, or after it was created the draft that it went into; null for a new one. */
  supplierOrder: supplierOrderName.nullable(),
  /** The supplier's next order day: today where every day is one. */
  orderOn: toldDay,
  lines: z.number().int(),
  leftOut: z.number().int(),
  /** Units that order lines need, units to buy, and those of them (and of the draft's) that nobody needs. */
  needed: z.number().int(),
  units: z.number().int(),
  surplus: z.number().int(),
  value: z.string(),
  surplusValue: z.string(),
  /** Lines without a cost: they are worth nothing in the sums. */
  unpriced: z.number().int(),
  /** What the open draft is worth already. */
  draftValue: z.string(),
  minimumValue: z.string().nullable(),
  /** What value and draft together lack of the supplier's minimum; null where they do not. */
  belowMinimum: z.string().nullable(),
})
export type ProposedOrder = z.infer<typeof proposedOrder>

export const findProposalInput = pageInput.extend({ proposalId: ownId })
export const findProposalOutput = z.object({
  proposal,
  /** By supplier's name and destination. */
  rows: z.array(proposedOrder),
  ...pageAround,
})
export type FoundProposal = z.infer<typeof findProposalOutput>

/** An order line of a customer's that units are bought for. */
const servedBackorder = z.object({
  backorderId: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  lineId: z.string(),
  units: z.number().int(),
  orderedAt: z.iso.datetime(),
})
export type ServedBackorder = z.infer<typeof servedBackorder>

const served = {
  /** In the order of the queue; at most the first five. */
  serves: z.array(servedBackorder),
  servesTotal: z.number().int(),
}

const itemNames = {
  proposedLineId: z.string(),
  /** To be sent back with an edit: an older one is refused. */
  version: z.number().int(),
  itemId: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  imageUrl: z.string().nullable(),
}

const proposedLine = z.object({
  ...itemNames,
  supplierSku: z.string().nullable(),
  needed: z.number().int(),
  /** Units to buy: the least that minimum and pack allow, until they are edited. */
  units: z.number().int(),
  isEdited: z.boolean(),
  isLeftOut: z.boolean(),
  /** Units sold or shipped beyond stock at the destination: of `needed`, unless they are left out. */
  owed: z.number().int(),
  isOwedLeftOut: z.boolean(),
  /** Units of the item that the open draft has, and those of them that order lines still need. */
  onDraft: z.number().int(),
  neededOnDraft: z.number().int(),
  /** Units on the order afterwards that nobody needs. */
  surplus: z.number().int(),
  minimumQuantity: z.number().int(),
  packSize: z.number().int(),
  /** False where an edited number is below the minimum or breaks a pack. */
  fitsPacks: z.boolean(),
  /** A unit; null where nobody said. */
  cost: z.string().nullable(),
  value: z.string().nullable(),
  surplusValue: z.string().nullable(),
  /** When it comes if it is ordered on the order day. */
  expectedOn: toldDay.nullable(),
  /** Suppliers that the rule could not compare: without a cost or rate (cheapest), or without a lead time (fastest). */
  notCompared: z.number().int(),
  ...served,
})
export type ProposedLine = z.infer<typeof proposedLine>

export const proposedLinesInput = pageInput.extend({ proposedOrderId: ownId })
export const proposedLinesOutput = z.object({ rows: z.array(proposedLine), ...pageAround })
export type ProposedLinesOutput = z.infer<typeof proposedLinesOutput>

/** An item that cannot be ordered. Where it lacks a supplier or is made elsewhere, choosing a supplier moves it into an order. */
const refusedLine = z.object({
  ...itemNames,
  locationId: z.string(),
  locationName: z.string().nullable(),
  reason: refusalReason,
  needed: z.number().int(),
  /** Of them sold or shipped beyond stock at the destination. */
  owed: z.number().int(),
  ...served,
})
export type RefusedLine = z.infer<typeof refusedLine>

export const refusedLinesOutput = z.object({ rows: z.array(refusedLine), ...pageAround })
export type RefusedLines = z.infer<typeof refusedLinesOutput>

export const servesInput = pageInput.extend({ proposedLineId: ownId })
export const servesOutput = z.object({ rows: z.array(servedBackorder), ...pageAround })

/** One thing at a time: a quantity, another supplier, or leaving the line, or what of it is owed, out and taking it in again. */
export const proposedLineEdit = z.object({
  proposedLineId: ownId,
  version: z.number().int().min(1),
  change: z.union([
    z.strictObject({ units }),
    z.strictObject({ supplierId: ownId }),
    z.strictObject({ isLeftOut: z.boolean() }),
    z.strictObject({ isOwedLeftOut: z.boolean() }),
  ]),
})
export type ProposedLineEdit = z.input<typeof proposedLineEdit>

/** The order that the line is part of now; null where it is refused. */
export const editedProposedLine = z.object({
  proposedLineId: z.string(),
  proposedOrderId: z.string().nullable(),
  version: z.number().int(),
})

/** What was created of a proposal. Asked again it answers the same, and nothing is ordered twice. */
export const createdDrafts = z.object({
  /** Every draft that got units, at most 250 of `total`. */
  drafts: z.array(supplierOrderName.extend({ isNew: z.boolean() })),
  total: z.number().int(),
  /** Units put on drafts, units of order lines among them, and those that were not needed any more. */
  units: z.number().int(),
  needed: z.number().int(),
  noLongerNeeded: z.number().int(),
})
export type CreatedDrafts = z.infer<typeof createdDrafts>

/** A line of a draft that order lines have left since it was raised for them. */
const unneededLine = z.object({
  supplierOrderLineId: z.string(),
  itemId: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  units: z.number().int(),
  /** Units that the order lines it was raised for still need, and that they do not need any more. */
  needed: z.number().int(),
  unneeded: z.number().int(),
  /** Units that can be taken out, as minimum and pack allow; with all of them the line goes. */
  removable: z.number().int(),
})
export type UnneededLine = z.infer<typeof unneededLine>

export const unneededInput = pageInput.extend({ supplierOrderId: ownId })
export const unneededOutput = z.object({
  rows: z.array(unneededLine),
  /** Of the supplier order, to be sent back when units are taken out. */
  version: z.number().int(),
  ...pageAround,
})
export type UnneededOutput = z.infer<typeof unneededOutput>

export const takeOutInput = z.object({
  supplierOrderId: ownId,
  version: z.number().int().min(1),
  /** Absent: every line. */
  supplierOrderLineIds: z.array(ownId).max(1_000).optional(),
})
export const takenOut = z.object({ units: z.number().int(), lines: z.number().int(), version: z.number().int() })
