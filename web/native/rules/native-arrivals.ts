// What is still to come of Shopify's own purchase orders and transfers. A purchase order of 20 says what was bought; a
// transfer of 12 that belongs to it says what is on its way, and 5 of those left with a shipment that arrives on Friday:
// 5 come on Friday, 7 and the other 8 on no day, and none of the 20 is counted twice. Received units are stock, which
// Shopify counts, and cancelled ones never come: both are no arrival any more.

import type { NativeKind } from '../../mirror/rules/shop-facts.ts'
import type { Arrival } from '../../planning/rules/facts.ts'
import type { Day } from '../../platform/values/day.ts'
import { addUnits, wholeUnits } from '../../platform/values/units.ts'

export type NativeUnits = { readonly itemId: string; readonly units: number }

export type NativeShipment = {
  readonly shipmentId: string
  readonly name: string
  /** Shopify's word: DRAFT, IN_TRANSIT, PARTIALLY_RECEIVED, RECEIVED, or one that is new. */
  readonly status: string
  /** Where the shop is. */
  readonly arrivesOn: Day | null
  /** `open` are neither accepted nor rejected nor cancelled. */
  readonly lines: readonly (NativeUnits & { readonly open: number })[]
}

type Document = {
  readonly documentId: string
  /** Shopify's word. */
  readonly status: string
  /** Null where the location was deleted. */
  readonly destinationId: string | null
  readonly lines: readonly NativeUnits[]
  /** The day that the merchant typed, for what has none of its own. */
  readonly typedDue: Day | null
  /** The merchant says that nothing more comes of it. */
  readonly isLeftOut: boolean
}

export type NativeTransfer = Document & {
  /** False: it comes from a location of the shop's. */
  readonly isFromOutside: boolean
  readonly shipments: readonly NativeShipment[]
}

export type NativePurchaseOrder = Document & {
  readonly isArchived: boolean
  readonly transferIds: readonly string[]
}

/** `shipment` is '' for what is on no shipment. One for each item of it. */
export type NativeArrival = Omit<Arrival, 'arrival'> & {
  readonly kind: NativeKind
  readonly documentId: string
  readonly shipment: string
}

/** `transfers` are all that belong to the purchase orders, and others. */
export function nativeArrivals(
  transfers: readonly NativeTransfer[],
  purchaseOrders: readonly NativePurchaseOrder[],
): NativeArrival[] {
  const orderOf = new Map(purchaseOrders.flatMap((order) => order.transferIds.map((id) => [id, order] as const)))
  const known = new Map(transfers.map((transfer) => [transfer.documentId, transfer]))
  return [
    ...transfers.flatMap((transfer) => ofTransfer(transfer, orderOf.get(transfer.documentId))),
    ...purchaseOrders.flatMap((order) => ofPurchaseOrder(order, known)),
  ]
}

const nothingMoreComes = new Set(['', 'DRAFT', 'TRANSFERRED', 'CANCELED'])
const nothingHasLeft = new Set(['DRAFT', 'RECEIVED'])

function ofTransfer(transfer: NativeTransfer, order: NativePurchaseOrder | undefined): NativeArrival[] {
  const { documentId, status, destinationId, isFromOutside, shipments, lines } = transfer
  if (nothingMoreComes.has(status) || destinationId === null) return []
  if (transfer.isLeftOut || order?.isLeftOut) return []
  const typed = transfer.typedDue ?? order?.typedDue ?? null
  const arrival =
    (shipment: string, due: Day | null) =>
    ([item, units]: readonly [string, number]): NativeArrival => ({
      ...{ kind: 'transfer', documentId, shipment, item, location: destinationId, units, due },
    })
  // What has not left a location of the shop's is on a shelf there, or kept there: only what travels is still to come.
  const coming = shipments.filter(
    (one) => one.status !== 'RECEIVED' && (isFromOutside || !nothingHasLeft.has(one.status)),
  )
  const shipped = coming.flatMap((one) => {
    const open = one.lines.map(({ itemId, open }) => ({ itemId, units: open }))
    return [...summed(open)].map(arrival(one.shipmentId, one.arrivesOn ?? typed))
  })
  if (!isFromOutside) return shipped
  const onShipments = summed(shipments.flatMap((one) => one.lines))
  return [...shipped, ...[...less(summed(lines), onShipments)].map(arrival('', typed))]
}

function ofPurchaseOrder(order: NativePurchaseOrder, transfers: ReadonlyMap<string, NativeTransfer>): NativeArrival[] {
  const { documentId, status, isArchived, destinationId, typedDue } = order
  if (status === '' || status === 'DRAFT' || isArchived || destinationId === null || order.isLeftOut) return []
  const linked = order.transferIds.flatMap((id) => transfers.get(id) ?? [])
  const onTransfers = linked
    .filter((one) => !['', 'DRAFT', 'CANCELED'].includes(one.status))
    .flatMap((one) => one.lines)
  return [...less(summed(order.lines), summed(onTransfers))].map(([item, units]) => ({
    ...{ kind: 'purchase-order', documentId, shipment: '', item, location: destinationId, units, due: typedDue },
  }))
}

/** Units by item; none where there are none. */
function summed(lines: readonly NativeUnits[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const line of lines) units.set(line.itemId, addUnits(units.get(line.itemId) ?? 0, wholeUnits(line.units)))
  for (const [item, sum] of units) if (sum === 0) units.delete(item)
  return units
}

function less(units: ReadonlyMap<string, number>, taken: ReadonlyMap<string, number>): Map<string, number> {
  const left = [...units].map(([item, sum]) => [item, sum - (taken.get(item) ?? 0)] as const)
  return new Map(left.filter(([, sum]) => sum > 0))
}
