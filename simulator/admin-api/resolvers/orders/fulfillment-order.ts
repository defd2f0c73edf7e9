import { gid } from '../../../store/ids.ts'
import type { FulfillmentOrder } from '../../../store/state.ts'
import { connection, type Paging, paging } from '../connection.ts'
import type { AdminState, Resolvers } from '../resolver.ts'

type Line = FulfillmentOrder['lines'][number] & { orderId: string }

export const fulfillmentOrderFields: Resolvers<FulfillmentOrder> = {
  id: (fulfillmentOrder) => gid('FulfillmentOrder', fulfillmentOrder.id),
  orderId: (fulfillmentOrder) => gid('Order', fulfillmentOrder.orderId),
  status: (fulfillmentOrder) => fulfillmentOrder.status,
  // An ordinary one could be fulfilled since it was made.
  fulfillAt: ({ fulfillAt, createdAt }) => (fulfillAt === undefined ? createdAt : fulfillAt),
  assignedLocation: (fulfillmentOrder) => ({ locationId: fulfillmentOrder.locationId }),
  lineItems: {
    takes: paging,
    resolve: ({ lines, orderId }, args: Paging, context) =>
      connection(
        lines.map((line) => ({ ...line, orderId })),
        args,
        context,
      ),
  },
}

/** Shopify copies the address at routing time; the link to the location is null once the location was deleted. */
export const assignedLocationFields: Resolvers<{ locationId: string }> = {
  location: ({ locationId }, _args, { state }) => state.locations.get(locationId) ?? null,
}

export const fulfillmentOrderLineFields: Resolvers<Line> = {
  id: (line) => gid('FulfillmentOrderLineItem', line.id),
  totalQuantity: (line) => line.totalQuantity,
  remainingQuantity: (line) => line.remainingQuantity,
  lineItem: (line, _args, { state }) => orderLine(line, state),
}

function orderLine({ orderId, lineId }: Line, state: AdminState) {
  return state.orders.get(orderId)?.lines.find((line) => line.id === lineId)
}
