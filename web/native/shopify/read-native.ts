import { z } from 'zod'
import type { NativeKind } from '../../mirror/rules/shop-facts.ts'
import { collect } from '../../mirror/shopify/read-orders.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces, readRestOf } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { ReadDocument, ReadShipment } from '../rules/read-document.ts'
import {
  lineUnits,
  type PurchaseOrderNode,
  placeId,
  purchaseOrderNode,
  readShipment,
  type ShipmentNode,
  shipmentLineNode,
  shipmentNode,
  type TransferNode,
  transferLineNode,
  transferNode,
} from './native-nodes.ts'

/** A document is guessed at what pages would cost that cost as much as all that is on them. */
const transferShape: Shape = {
  operation: 'read-transfers',
  variables: { lines: 20, shipments: 2, shipmentLines: 20 },
  points: 250,
}
const orderShape: Shape = { operation: 'read-purchase-orders', variables: { lines: 40, transfers: 10 }, points: 100 }

/** As many of each kind as one call reads, as far as answers have told what they cost. */
export function nativeAtOnce({ pages }: AdminClient): Readonly<Record<NativeKind, number>> {
  return { transfer: pages.fitting(transferShape), 'purchase-order': pages.fitting(orderShape) }
}

/** Transfers of which something may still come. */
const openTransfers = '(status:ready_to_ship) OR (status:in_progress)'

const transferList = z.object({ inventoryTransfers: page(z.object({ id: z.string() })) })
const orderList = z.object({
  inventoryPurchaseOrders: page(z.object({ id: z.string(), status: z.string(), archivedAt: z.string().nullable() })),
})
const transfers = z.object({ nodes: z.array(transferNode.nullable()) })
const orders = z.object({ nodes: z.array(purchaseOrderNode.nullable()) })
const moreTransferLines = z.object({ inventoryTransfer: z.object({ lineItems: page(transferLineNode) }).nullable() })
const moreShipments = z.object({ inventoryTransfer: z.object({ shipments: page(shipmentNode) }).nullable() })
const moreShipmentLines = z.object({
  inventoryShipment: z.object({ lineItems: page(shipmentLineNode).nullable() }).nullable(),
})
const moreOrderLines = z.object({ inventoryPurchaseOrder: z.object({ lineItems: page(transferLineNode) }).nullable() })
const moreTransfers = z.object({
  inventoryPurchaseOrder: z.object({ transfers: page(z.object({ id: z.string() })) }).nullable(),
})

/** `next` is the cursor of the page behind it; null on the last. */
export type ListedDocuments = { readonly ids: readonly string[]; readonly next: string | null }

/** A page of the transfers of which something may still come. */
export async function listTransfers(admin: AdminClient, shop: string, after: string | null): Promise<ListedDocuments> {
  const reply = await admin.run(shop, 'list-transfers', { after, query: openTransfers })
  const { nodes, pageInfo } = transferList.parse(reply).inventoryTransfers
  return { ids: nodes.map(({ id }) => idOf(id)), next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}

/** A page of the purchase orders that were ordered and are not done with. */
export async function listPurchaseOrders(
  admin: AdminClient,
  shop: string,
  after: string | null,
): Promise<ListedDocuments> {
  const { nodes, pageInfo } = orderList.parse(
    await admin.run(shop, 'list-purchase-orders', { after }),
  ).inventoryPurchaseOrders
  const open = nodes.filter(({ status, archivedAt }) => status !== 'DRAFT' && archivedAt === null)
  return { ids: open.map(({ id }) => idOf(id)), next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}

/** Transfers as they are now, with all that they hold. One that is gone is left out of the answer. */
export async function readTransfers(
  admin: AdminClient,
  shop: string,
  ids: readonly string[],
  onUntold?: OnUntold,
): Promise<ReadDocument[]> {
  const gids = ids.map((id) => gid('InventoryTransfer', id))
  const read: ReadDocument[] = []
  for await (const { reply } of readInPieces(admin, shop, transferShape, gids, { onUntold })) {
    for (const node of transfers.parse(reply).nodes) {
      const whole = node && (await readRestOf(node.id, onUntold, () => wholeTransfer(admin, shop, node)))
      if (whole) read.push(whole)
    }
  }
  return read
}

async function wholeTransfer(admin: AdminClient, shop: string, node: TransferNode): Promise<ReadDocument> {
  const { id } = node
  const lines = await collect(node.lineItems, async (after) => {
    const reply = moreTransferLines.parse(await admin.run(shop, 'read-transfer-lines', { id, after }))
    return reply.inventoryTransfer?.lineItems
  })
  const shipments = await collect(node.shipments, async (after) => {
    const reply = moreShipments.parse(await admin.run(shop, 'read-transfer-shipments', { id, after }))
    return reply.inventoryTransfer?.shipments
  })
  const read: ReadShipment[] = []
  for (const shipment of shipments) read.push(await wholeShipment(admin, shop, shipment))
  return {
    kind: 'transfer',
    documentId: idOf(id),
    name: node.name,
    status: node.status,
    supplierName: null,
    isFromOutside: node.origin === null,
    originId: placeId(node.origin),
    destinationId: placeId(node.destination),
    orderedAt: node.dateCreated,
    isArchived: false,
    lines: lineUnits(lines),
    shipments: read,
    transferIds: [],
  }
}

async function wholeShipment(admin: AdminClient, shop: string, node: ShipmentNode): Promise<ReadShipment> {
  if (node.lineItems === null) return readShipment(node, [])
  const lines = await collect(node.lineItems, async (after) => {
    const reply = moreShipmentLines.parse(await admin.run(shop, 'read-shipment-lines', { id: node.id, after }))
    return reply.inventoryShipment?.lineItems ?? undefined
  })
  return readShipment(node, lines)
}

/** Purchase orders as they are now. One that is gone is left out of the answer. */
export async function readPurchaseOrders(
  admin: AdminClient,
  shop: string,
  ids: readonly string[],
  onUntold?: OnUntold,
): Promise<ReadDocument[]> {
  const gids = ids.map((id) => gid('InventoryPurchaseOrder', id))
  const read: ReadDocument[] = []
  for await (const { reply } of readInPieces(admin, shop, orderShape, gids, { onUntold })) {
    for (const node of orders.parse(reply).nodes) {
      const whole = node && (await readRestOf(node.id, onUntold, () => wholeOrder(admin, shop, node)))
      if (whole) read.push(whole)
    }
  }
  return read
}

async function wholeOrder(admin: AdminClient, shop: string, node: PurchaseOrderNode): Promise<ReadDocument> {
  const { id } = node
  const lines = await collect(node.lineItems, async (after) => {
    const reply = moreOrderLines.parse(await admin.run(shop, 'read-purchase-order-lines', { id, after }))
    return reply.inventoryPurchaseOrder?.lineItems
  })
  const linked = await collect(node.transfers, async (after) => {
    const reply = moreTransfers.parse(await admin.run(shop, 'read-purchase-order-transfers', { id, after }))
    return reply.inventoryPurchaseOrder?.transfers
  })
  return {
    kind: 'purchase-order',
    documentId: idOf(id),
    name: node.name,
    status: node.status,
    supplierName: node.origin?.supplier?.name ?? null,
    isFromOutside: true,
    originId: null,
    destinationId: placeId(node.destination),
    orderedAt: node.orderedAt,
    isArchived: node.archivedAt !== null,
    lines: lineUnits(lines),
    shipments: [],
    transferIds: linked.map((transfer) => idOf(transfer.id)),
  }
}
