import { gid } from '../../../store/ids.ts'
import type { PurchaseOrder, Shipment, ShipmentLine, Transfer } from '../../../store/state.ts'
import { readSearch } from '../../search/read-search.ts'
import { transferFilters } from '../../search/transfer-filters.ts'
import { requireScope } from '../access.ts'
import { connection, type Paging, paging, rootConnection } from '../connection.ts'
import type { AdminContext, AdminState, FieldResolver, Resolvers } from '../resolver.ts'

const scopeOf = {
  transfers: 'read_inventory_transfers',
  shipments: 'read_inventory_shipments',
  purchaseOrders: 'read_inventory_purchase_orders',
} as const

/** The record if the app may read its kind; null where there is none. Throws where it may not. */
export function readableOf<Kind extends keyof typeof scopeOf>(kind: Kind, context: AdminContext, id: string) {
  requireScope(context, scopeOf[kind], kind)
  return context.state[kind].get(id) as
    | (AdminState[Kind] extends ReadonlyMap<string, infer Row> ? Row : never)
    | undefined
}

/** `inventoryTransfers` of the query root. */
export const transfersField: FieldResolver<unknown> = {
  takes: [...paging, 'query'],
  resolve: (_root, args: Paging & { query?: string | null }, context) => {
    requireScope(context, scopeOf.transfers, 'inventoryTransfers')
    const { transfers } = context.state
    const isAsked = readSearch(args.query ?? '', transferFilters)
    return rootConnection(
      { list: () => [...transfers.values()].filter(isAsked), find: (id) => transfers.get(id) },
      args,
      context,
    )
  },
}

/** `inventoryPurchaseOrders` of the query root. */
export const purchaseOrdersField: FieldResolver<unknown> = {
  takes: [...paging, 'reverse'],
  resolve: (_root, args: Paging & { reverse: boolean }, context) => {
    requireScope(context, scopeOf.purchaseOrders, 'inventoryPurchaseOrders')
    const { purchaseOrders } = context.state
    const list = () => (args.reverse ? [...purchaseOrders.values()].reverse() : [...purchaseOrders.values()])
    return rootConnection({ list, find: (id) => purchaseOrders.get(id) }, args, context)
  },
}

type Snapshot = { readonly locationId: string }

/** The link to the location is null once the location was deleted. */
export const locationSnapshotFields: Resolvers<Snapshot> = {
  location: ({ locationId }, _args, { state }) => state.locations.get(locationId) ?? null,
}

export const transferFields: Resolvers<Transfer> = {
  id: (transfer) => gid('InventoryTransfer', transfer.id),
  name: (transfer) => transfer.name,
  status: (transfer) => transfer.status,
  dateCreated: (transfer) => transfer.createdAt,
  origin: ({ originId }): Snapshot | null => (originId === null ? null : { locationId: originId }),
  destination: ({ destinationId }): Snapshot => ({ locationId: destinationId }),
  lineItems: {
    takes: paging,
    resolve: (transfer, args: Paging, context) =>
      connection(
        transfer.lines.map((line) => ({ ...line, transfer })),
        args,
        context,
      ),
  },
  shipments: {
    takes: paging,
    resolve: ({ shipmentIds }, args: Paging, context) => {
      requireScope(context, scopeOf.shipments, 'shipments')
      return connection(
        shipmentIds.flatMap((id) => context.state.shipments.get(id) ?? []),
        args,
        context,
      )
    },
  },
}

type TransferLine = Transfer['lines'][number] & { readonly transfer: Transfer }

export const transferLineFields: Resolvers<TransferLine> = {
  id: (line) => gid('InventoryTransferLineItem', line.id),
  totalQuantity: (line) => line.quantity,
  shippedQuantity: ({ itemId, transfer }, _args, { state }) =>
    transfer.shipmentIds
      .flatMap((id) => state.shipments.get(id) ?? [])
      .filter((shipment) => shipment.status !== 'DRAFT')
      .flatMap((shipment) => shipment.lines)
      .reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity : sum), 0),
  inventoryItem: (line, _args, { state }) => state.items.get(line.itemId) ?? null,
}

export const shipmentFields: Resolvers<Shipment> = {
  id: (shipment) => gid('InventoryShipment', shipment.id),
  name: (shipment) => shipment.name,
  status: (shipment) => shipment.status,
  dateShipped: ({ shippedAt }) => shippedAt ?? null,
  dateReceived: ({ receivedAt }) => receivedAt ?? null,
  tracking: ({ arrivesAt }): Pick<Shipment, 'arrivesAt'> | null => (arrivesAt === null ? null : { arrivesAt }),
  lineItems: { takes: paging, resolve: ({ lines }, args: Paging, context) => connection(lines, args, context) },
}

export const trackingFields: Resolvers<Pick<Shipment, 'arrivesAt'>> = {
  arrivesAt: ({ arrivesAt }) => arrivesAt && `${arrivesAt.slice(0, 19)}Z`,
}

export const shipmentLineFields: Resolvers<ShipmentLine> = {
  id: (line) => gid('InventoryShipmentLineItem', line.id),
  quantity: (line) => line.quantity,
  acceptedQuantity: (line) => line.accepted,
  unreceivedQuantity: (line) => line.quantity - line.accepted - line.rejected - line.canceled,
  inventoryItem: (line, _args, { state }) => state.items.get(line.itemId) ?? null,
}

export const purchaseOrderFields: Resolvers<PurchaseOrder> = {
  id: (order) => gid('InventoryPurchaseOrder', order.id),
  name: (order) => order.name,
  status: (order) => order.status,
  archivedAt: (order) => order.archivedAt,
  orderedAt: (order) => order.orderedAt,
  origin: ({ supplier }) => (supplier === null ? null : { supplier: { name: supplier } }),
  destination: ({ destinationId }): Snapshot => ({ locationId: destinationId }),
  lineItems: { takes: paging, resolve: ({ lines }, args: Paging, context) => connection(lines, args, context) },
  transfers: {
    takes: paging,
    resolve: ({ transferIds }, args: Paging, context) => {
      requireScope(context, scopeOf.transfers, 'transfers')
      return connection(
        transferIds.flatMap((id) => context.state.transfers.get(id) ?? []),
        args,
        context,
      )
    },
  },
}

export const supplierSnapshotFields: Resolvers<{ supplier: unknown }> = { supplier: ({ supplier }) => supplier }

export const supplierFields: Resolvers<{ name: string }> = { name: ({ name }) => name }

export const purchaseOrderLineFields: Resolvers<PurchaseOrder['lines'][number]> = {
  id: (line) => gid('InventoryPurchaseOrderLineItem', line.id),
  totalQuantity: (line) => line.quantity,
  inventoryItem: (line, _args, { state }) => state.items.get(line.itemId) ?? null,
}
