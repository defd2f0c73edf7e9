import { z } from 'zod'
import { ownId } from '../../platform/contract/inputs.ts'
import { day } from '../../platform/contract/money.ts'

// Shopify's own purchase orders and transfers, of which goods are still to come.

const nativeKind = z.enum(['transfer', 'purchase-order'])
/** Shopify's number of it. */
const documentId = z.string().regex(/^[0-9]{1,20}$/, 'is not the id of anything in Shopify')

const nativeOrderChoice = z.object({ kind: nativeKind, documentId })

const joinedOrder = z.object({ supplierOrderId: z.string(), number: z.number().int() })

/** A purchase order with the transfers that belong to it, or a transfer that belongs to none. */
const nativeOrderRow = z.object({
  kind: nativeKind,
  documentId: z.string(),
  /** As Shopify names it: `#PO1`. */
  name: z.string(),
  supplierName: z.string().nullable(),
  locationName: z.string().nullable(),
  orderedAt: z.iso.datetime().nullable(),
  /** Still to come. */
  units: z.number().int(),
  /** Of these, the units that order lines wait for. */
  awaited: z.number().int(),
  /** Of these, the units on no shipment that has a day. */
  withoutOwnDay: z.number().int(),
  /** The earliest day, as Shopify's shipment or the merchant has it. */
  nextDue: z.string().nullable(),
  isLate: z.boolean(),
  /** The day that the merchant typed, for what has none of its own. */
  typedDue: z.string().nullable(),
  /** The supplier order that the merchant said is the same delivery; of several, the one said first. */
  joined: joinedOrder.nullable(),
  /** The others: the native order brings what several supplier orders were to bring. */
  alsoJoined: z.array(joinedOrder),
})
export type NativeOrderRow = z.infer<typeof nativeOrderRow>

export const nativeOrderList = z.object({
  /** What the merchant has yet to allow, before they can be read. */
  missingScopes: z.array(z.string()),
  isReading: z.boolean(),
  /** When all of them were last read; null: never. */
  readAt: z.iso.datetime().nullable(),
  /** Shopify refused it the last time, and is asked again. */
  isRefused: z.boolean(),
  /** The next to come first. */
  rows: z.array(nativeOrderRow),
  /** How many there are, also those that are not among the rows. */
  total: z.number().int(),
  /** What the merchant said brings nothing more, although Shopify has it open. */
  leftOut: z.array(
    z.object({ kind: nativeKind, documentId: z.string(), name: z.string(), supplierName: z.string().nullable() }),
  ),
})
export type NativeOrderList = z.infer<typeof nativeOrderList>

export const nativeDueInput = nativeOrderChoice.extend({
  due: day.nullable(),
  confirmed: z.boolean().optional().describe('The day is meant, although it is past or more than a year away.'),
})

export const leaveOutInput = nativeOrderChoice.extend({ isLeftOut: z.boolean() })

/** Units of a supplier order that a native order brings as well, if they are the same delivery. */
export const sameGoods = z.object({
  rows: z.array(z.object({ kind: nativeKind, documentId: z.string(), name: z.string(), units: z.number().int() })),
})
export type SameGoods = z.infer<typeof sameGoods>

export const joinInput = nativeOrderChoice.extend({
  supplierOrderId: ownId,
  version: z.number().int().describe('The version of the supplier order that was looked at.'),
})
export type JoinInput = z.input<typeof joinInput>
