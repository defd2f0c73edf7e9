import { z } from 'zod'
import { page } from '../../platform/shopify/reading.ts'
import { idOf } from '../../platform/values/ids.ts'
import type { NativeUnits } from '../rules/native-arrivals.ts'
import type { ReadShipment } from '../rules/read-document.ts'

const item = z.object({ id: z.string() }).nullable()
const place = z.object({ location: z.object({ id: z.string() }).nullable() }).nullable()

export const transferLineNode = z.object({ id: z.string(), totalQuantity: z.int(), inventoryItem: item })
export const shipmentLineNode = z.object({
  id: z.string(),
  quantity: z.int(),
  acceptedQuantity: z.int(),
  unreceivedQuantity: z.int(),
  inventoryItem: item,
})
export const shipmentNode = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  dateShipped: z.string().nullable(),
  dateReceived: z.string().nullable(),
  tracking: z.object({ arrivesAt: z.string().nullable() }).nullable(),
  lineItems: page(shipmentLineNode).nullable(),
})
export const transferNode = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  dateCreated: z.string().nullable(),
  origin: place,
  destination: place,
  lineItems: page(transferLineNode),
  shipments: page(shipmentNode),
})
export const purchaseOrderNode = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  archivedAt: z.string().nullable(),
  orderedAt: z.string().nullable(),
  origin: z.object({ supplier: z.object({ name: z.string() }).nullable() }).nullable(),
  destination: place,
  lineItems: page(transferLineNode),
  transfers: page(z.object({ id: z.string() })),
})

export type TransferNode = z.infer<typeof transferNode>
export type PurchaseOrderNode = z.infer<typeof purchaseOrderNode>
export type ShipmentNode = z.infer<typeof shipmentNode>

export function placeId(at: z.infer<typeof place>): string | null {
  return at?.location ? idOf(at.location.id) : null
}

/** A line whose item was deleted is nobody's any more. */
export function lineUnits(lines: readonly z.infer<typeof transferLineNode>[]): NativeUnits[] {
  return lines.flatMap((line) =>
    line.inventoryItem === null ? [] : [{ itemId: idOf(line.inventoryItem.id), units: line.totalQuantity }],
  )
}

export function readShipment(node: ShipmentNode, lines: readonly z.infer<typeof shipmentLineNode>[]): ReadShipment {
  return {
    shipmentId: idOf(node.id),
    name: node.name,
    status: node.status,
    arrivesAt: thatCanBe(node.tracking?.arrivesAt ?? null),
    shippedAt: node.dateShipped,
    receivedAt: node.dateReceived,
    lines: lines.flatMap((line) => {
      if (line.inventoryItem === null) return []
      const { quantity: units, unreceivedQuantity: open, acceptedQuantity: accepted } = line
      return [{ itemId: idOf(line.inventoryItem.id), units, open, accepted }]
    }),
  }
}

/**
 * A moment of the years 2000 to 2999, as days that merchants type here. Whoever does not know when goods arrive writes 9999-12-31, and
 * shoppers would be told that day.
 */
function thatCanBe(at: string | null): string | null {
  return at?.startsWith('2') ? at : null
}
