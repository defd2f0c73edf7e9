import { gid } from '../../../store/ids.ts'
import type { Fulfillment, Order } from '../../../store/state.ts'
import { connection, type Paging, paging } from '../connection.ts'
import type { AdminContext, Resolvers } from '../resolver.ts'
import { readableOrder } from './orders.ts'

export type FulfillmentOfOrder = Fulfillment & { readonly order: Order }
type Line = Fulfillment['lines'][number] & Pick<FulfillmentOfOrder, 'order'> & { readonly id: string }

/** What was sent of an order, the earliest first; cancelled ones are among them. */
export function fulfillmentsOf(order: Order): FulfillmentOfOrder[] {
  return order.fulfillments.map((one) => ({ ...one, order }))
}

/** Undefined where there is none, or none of an order that the app may see. */
export function findFulfillment(context: AdminContext, id: string): FulfillmentOfOrder | undefined {
  for (const order of context.state.orders.values()) {
    if (!order.fulfillments.some((one) => one.id === id)) continue
    const shown = readableOrder(order.id, context)
    return shown === null ? undefined : fulfillmentsOf(shown).find((one) => one.id === id)
  }
  return undefined
}

export const fulfillmentFields: Resolvers<FulfillmentOfOrder> = {
  id: (one) => gid('Fulfillment', one.id),
  status: (one) => one.status.toUpperCase(),
  createdAt: (one) => one.createdAt,
  location: ({ locationId }, _args, { state }) => state.locations.get(locationId) ?? null,
  fulfillmentLineItems: {
    takes: paging,
    resolve: ({ id, lines, order }, args: Paging, context) =>
      connection(
        lines.map((line, at): Line => ({ ...line, order, id: `${id}${String(at).padStart(3, '0')}` })),
        args,
        context,
      ),
  },
}

export const fulfillmentLineFields: Resolvers<Line> = {
  id: (line) => gid('FulfillmentLineItem', line.id),
  quantity: (line) => line.quantity,
  lineItem: ({ lineId, order }) => order.lines.find((line) => line.id === lineId),
}
