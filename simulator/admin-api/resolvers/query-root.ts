import type { FulfillmentOrder, Location } from '../../store/state.ts'
import { readGid } from '../read-gid.ts'
import { itemFilters, variantFilters } from '../search/plain-filters.ts'
import { type Filters, readSearch } from '../search/read-search.ts'
import { currentAppInstallation } from './app-installation.ts'
import { type Paging, paging, rootConnection } from './connection.ts'
import { purchaseOrdersField, readableOf, transfersField } from './items/transfer.ts'
import { findFulfillment } from './orders/fulfillment.ts'
import { ordersField, readableOrder } from './orders/orders.ts'
import type { AdminContext, AdminState, FieldResolver, Resolvers } from './resolver.ts'

/** The Node types of the slice and where their records are. */
const records = {
  BulkOperation: ({ state }, id) => state.bulkOperations.get(id),
  Fulfillment: findFulfillment,
  FulfillmentOrder: shownFulfillmentOrder,
  InventoryItem: ({ state }, id) => state.items.get(id),
  InventoryPurchaseOrder: (context, id) => readableOf('purchaseOrders', context, id),
  InventoryShipment: (context, id) => readableOf('shipments', context, id),
  InventoryTransfer: (context, id) => readableOf('transfers', context, id),
  Location: ({ state }, id) => state.locations.get(id),
  Order: (context, id) => readableOrder(id, context) ?? undefined,
  Product: ({ state }, id) => state.products.get(id),
  ProductVariant: ({ state }, id) => state.variants.get(id),
} satisfies Record<string, (context: AdminContext, id: string) => object | undefined>

type NodeType = keyof typeof records

export const queryRootFields: Resolvers<unknown> = {
  bulkOperation: one('BulkOperation'),
  currentAppInstallation,
  fulfillment: one('Fulfillment'),
  fulfillmentOrder: one('FulfillmentOrder'),
  inventoryItem: one('InventoryItem'),
  inventoryPurchaseOrder: one('InventoryPurchaseOrder'),
  inventoryPurchaseOrders: purchaseOrdersField,
  inventoryShipment: one('InventoryShipment'),
  inventoryTransfer: one('InventoryTransfer'),
  inventoryTransfers: transfersField,
  location: one('Location'),
  order: one('Order'),
  product: one('Product'),
  productVariant: one('ProductVariant'),
  shop: (_root, _args: never, context) => context.state,
  node: { takes: ['id'], resolve: (_root, { id }: { id: string }, context) => node(context, id) },
  nodes: {
    takes: ['ids'],
    resolve: (_root, { ids }: { ids: string[] }, context) => ids.map((id) => node(context, id)),
  },
  locations: {
    takes: [...paging, 'includeInactive', 'sortKey'],
    resolve: (_root, args: Paging & { includeInactive: boolean; sortKey: string }, context) => {
      const { locations } = context.state
      const shown = [...locations.values()].filter((location) => location.active || args.includeInactive)
      const list = () => (args.sortKey === 'ID' ? shown : shown.sort(byName))
      return rootConnection({ list, find: (id) => locations.get(id) }, args, context)
    },
  },
  orders: ordersField,
  inventoryItems: all(({ items }) => items, itemFilters),
  productVariants: all(({ variants }) => variants, variantFilters),
}

/** Those of orders out of the app's sight can be read by id, unless faults hide them too. */
function shownFulfillmentOrder(context: AdminContext, id: string): FulfillmentOrder | undefined {
  const found = context.state.fulfillmentOrders.get(id)
  if (found === undefined || !context.hidesOldRouting) return found
  return readableOrder(found.orderId, context) === null ? undefined : found
}

/** Every record of a table that is asked for, oldest first. */
function all<Row extends { id: string }>(
  tableOf: (state: AdminState) => ReadonlyMap<string, Row>,
  filters: Filters<Row>,
): FieldResolver<unknown> {
  return {
    takes: [...paging, 'query'],
    resolve: (_root, args: Paging & { query?: string | null }, context) => {
      const table = tableOf(context.state)
      const isAsked = readSearch(args.query ?? '', filters)
      const list = () => [...table.values()].filter(isAsked)
      return rootConnection({ list, find: (id) => table.get(id) }, args, context)
    },
  }
}

function one(type: NodeType): Resolvers<unknown>[string] {
  return {
    takes: ['id'],
    resolve: (_root, args: { id: string }, context) => {
      const { type: asked, id } = readGid(args.id)
      return asked === type ? (records[type](context, id) ?? null) : null
    },
  }
}

/** A copy that says its type, by which graphql-js tells what an interface's answer is. */
function node(context: AdminContext, gid: string): object | null {
  const { type, id } = readGid(gid)
  const record = isNodeType(type) ? records[type](context, id) : undefined
  return record === undefined ? null : { ...record, __typename: type }
}

function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(records, type)
}

function byName(one: Location, other: Location): number {
  return one.name.localeCompare(other.name) || one.id.localeCompare(other.id)
}
