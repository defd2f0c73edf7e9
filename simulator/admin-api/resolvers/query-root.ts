import type { Location } from '../../store/state.ts'
import { readGid } from '../read-gid.ts'
import { connection, type Paging, paging } from './connection.ts'
import type { AdminState, Resolvers } from './resolver.ts'

/** The Node types of the slice and where their records are. */
const records = {
  FulfillmentOrder: (state, id) => state.fulfillmentOrders.get(id),
  InventoryItem: (state, id) => state.items.get(id),
  Location: (state, id) => state.locations.get(id),
  Order: (state, id) => state.orders.get(id),
  Product: (state, id) => state.products.get(id),
  ProductVariant: (state, id) => state.variants.get(id),
} satisfies Record<string, (state: AdminState, id: string) => object | undefined>

type NodeType = keyof typeof records

export const queryRootFields: Resolvers<unknown> = {
  fulfillmentOrder: one('FulfillmentOrder'),
  inventoryItem: one('InventoryItem'),
  location: one('Location'),
  order: one('Order'),
  product: one('Product'),
  productVariant: one('ProductVariant'),
  node: { takes: ['id'], resolve: (_root, { id }: { id: string }, { state }) => node(state, id) },
  nodes: {
    takes: ['ids'],
    resolve: (_root, { ids }: { ids: string[] }, { state }) => ids.map((id) => node(state, id)),
  },
  locations: {
    takes: [...paging, 'includeInactive', 'sortKey'],
    resolve: (_root, args: Paging & { includeInactive: boolean; sortKey: string }, { state }) => {
      const shown = [...state.locations.values()].filter((location) => location.active || args.includeInactive)
      return connection(args.sortKey === 'ID' ? shown : shown.sort(byName), args)
    },
  },
}

function one(type: NodeType): Resolvers<unknown>[string] {
  return {
    takes: ['id'],
    resolve: (_root, args: { id: string }, { state }) => {
      const { type: asked, id } = readGid(args.id)
      return asked === type ? (records[type](state, id) ?? null) : null
    },
  }
}

/** A copy that says its type, by which graphql-js tells what an interface's answer is. */
function node(state: AdminState, gid: string): object | null {
  const { type, id } = readGid(gid)
  const record = isNodeType(type) ? records[type](state, id) : undefined
  return record === undefined ? null : { ...record, __typename: type }
}

function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(records, type)
}

function byName(one: Location, other: Location): number {
  return one.name.localeCompare(other.name) || one.id.localeCompare(other.id)
}
