import { GraphQLError } from 'graphql'
import type { Order } from '../../../store/state.ts'
import { orderFilters } from '../../search/order-filters.ts'
import { readSearch } from '../../search/read-search.ts'
import { type Paging, paging, rootConnection } from '../connection.ts'
import type { AdminContext, FieldResolver } from '../resolver.ts'

type Args = Paging & { query?: string | null; sortKey: string; reverse: boolean }

/** `orders` of the query root. */
export const ordersField: FieldResolver<unknown> = {
  takes: [...paging, 'query', 'sortKey', 'reverse'],
  resolve: (_root, args: Args, context) => {
    const isAsked = readSearch(args.query ?? '', orderFilters(context.state))
    const rows = {
      list: () => [...context.state.orders.values()].filter((order) => isReadable(order, context) && isAsked(order)),
      find: (id: string) => readableOrder(id, context) ?? undefined,
    }
    return rootConnection(rows, args, context, { isReverse: args.reverse, valueOf: sortValue(args.sortKey) })
  },
}

/** The order if the app may see it: without `read_all_orders` that is one of the last sixty days. */
export function readableOrder(id: string, context: AdminContext): Order | null {
  const order = context.state.orders.get(id)
  return order !== undefined && isReadable(order, context) ? order : null
}

function isReadable(order: Order, { ordersSince }: AdminContext): boolean {
  return order.createdAt >= ordersSince
}

const sortValues: Readonly<Record<string, (order: Order) => string>> = {
  CREATED_AT: (order) => order.createdAt.slice(0, 19),
  ID: () => '',
  PROCESSED_AT: (order) => order.createdAt.slice(0, 19),
  UPDATED_AT: (order) => order.updatedAt.slice(0, 19),
}

function sortValue(key: string): (order: Order) => string {
  const value = Object.hasOwn(sortValues, key) ? sortValues[key] : undefined
  if (value === undefined) {
    throw new GraphQLError(
      `orders are not sorted by ${key}: teach it in simulator/admin-api/resolvers/orders/orders.ts`,
    )
  }
  return value
}
