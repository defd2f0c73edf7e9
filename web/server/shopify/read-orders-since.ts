import { z } from 'zod'
import type { AdminClient } from './admin-client.ts'
import { completeOrder, order, ordersAtOnce, type ReadOrder } from './read-orders.ts'
import { page } from './reading.ts'

const reply = z.object({ orders: page(order) })

/** Small pages of orders with few lines; an order with more is read to its end page by page. */
const mostOrders = 50
const linesAtOnce = 8
const fulfillmentOrdersAtOnce = 2

/** The orders that changed at `since` or later, as they are now, oldest change first, page by page. Reading began at `heardAt`. */
export async function* readOrdersSince(
  admin: AdminClient,
  shop: string,
  since: string,
  isRouted: boolean,
  heardAt: string,
): AsyncGenerator<ReadOrder[]> {
  let after: string | null = null
  for (;;) {
    const { orders } = reply.parse(
      await admin.run(shop, 'read-orders-since', {
        query: `updated_at:>='${since}'`,
        first: Math.min(ordersAtOnce(linesAtOnce, isRouted), mostOrders),
        after,
        lines: linesAtOnce,
        routed: isRouted,
        fulfillmentOrders: fulfillmentOrdersAtOnce,
        fulfillmentLines: linesAtOnce,
      }),
    )
    const found: ReadOrder[] = []
    for (const node of orders.nodes) found.push(await completeOrder(admin, shop, node, heardAt))
    if (found.length > 0) yield found
    if (!orders.pageInfo.hasNextPage) return
    after = orders.pageInfo.endCursor
  }
}
