import { z } from 'zod'
import { backorderRow, backorderState, notCounted, owedPlace, toldPromise } from './backorders.ts'
import { scheduledUnits } from './orders.ts'

const causeKind = z.enum(['delivery', 'receipt', 'supplier-order', 'edit', 'reconcile', 'merchant'])
export type CauseKind = z.infer<typeof causeKind>

/** Why a line's numbers changed. */
const cause = z.object({
  kind: causeKind,
  /** The webhook topic of a delivery: `orders/cancelled`. */
  topic: z.string().nullable(),
  deliveryId: z.string().nullable(),
  triggeredAt: z.iso.datetime().nullable(),
  /** The name of the order that it was about, where it was about one. */
  subject: z.string().nullable(),
  /** True where that is the line's own order. */
  own: z.boolean(),
  /** The supplier order that it was about, where it was about one, and what was done to it. */
  supplierOrder: z.object({ supplierOrderId: z.string(), number: z.number().int() }).nullable(),
  what: z.string().nullable(),
  note: z.string().nullable(),
  /** Units that the line's place owed before and after, where that changed: what comes fills them first. */
  owed: z.object({ before: z.number().int(), after: z.number().int() }).nullable(),
})
export type LedgerCause = z.infer<typeof cause>

export const ledgerNumbers = z.object({
  units: z.number().int(),
  shipped: z.number().int(),
  covered: z.number().int(),
  backordered: z.number().int(),
  pegged: z.number().int(),
  uncovered: z.number().int(),
  state: backorderState,
  notCounted: notCounted.optional(),
  readyOn: z.string().nullable(),
  nextArrivalOn: z.string().nullable(),
})
export type LedgerNumbers = z.infer<typeof ledgerNumbers>

const ledgerEntry = z.object({
  ledgerId: z.string(),
  at: z.iso.datetime(),
  cause,
  /** Null on the first entry. */
  before: ledgerNumbers.nullable(),
  after: ledgerNumbers,
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

/** A purchase order or transfer of Shopify's own that goods come with. */
const nativeSource = z.object({
  kind: z.enum(['transfer', 'purchase-order']),
  /** Shopify's number of it. */
  documentId: z.string(),
  /** As Shopify names it: `#T0001`. */
  name: z.string(),
  /** The purchase order that a transfer belongs to. */
  purchaseOrderName: z.string().nullable(),
})
export type NativeSource = z.infer<typeof nativeSource>

/** Units of the line that an arrival will serve. */
const peg = z.object({
  arrivalId: z.string(),
  /** Null for what comes with `native`. */
  supplierOrderId: z.string().nullable(),
  /** The supplier order's number. */
  number: z.number().int().nullable(),
  supplierName: z.string().nullable(),
  native: nativeSource.nullable(),
  units: z.number().int(),
  /** As the supplier promised it; null: no day. */
  due: z.string().nullable(),
})
export type PegRow = z.infer<typeof peg>

export const backorderDetail = backorderRow.extend({
  /** Null where nothing was told, or the shop's theme does not tell. */
  told: toldPromise.nullable(),
  /** Open units of the line that took no stock when they were ordered, and whether such units wait in the queue. */
  unclaimed: z.number().int(),
  countsUnclaimed: z.boolean(),
  /** Units of the line there that are to be sent later, the next first; only where there are any. */
  scheduled: z.array(scheduledUnits).optional(),
  /** What the line waits for, the earliest first. */
  pegs: z.array(peg),
  /** What its place owes before anybody who waits there; null where nothing. */
  owed: owedPlace.nullable(),
  /** The newest entries, newest first. */
  ledger: z.array(ledgerEntry),
  /** False where older entries were left out. */
  ledgerIsWhole: z.boolean(),
})
export type BackorderDetail = z.infer<typeof backorderDetail>
