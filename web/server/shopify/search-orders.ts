import { z } from 'zod'
import type { AdminClient } from './admin-client.ts'
import { readPage } from './in-pieces.ts'
import type { Shape } from './page-sizes.ts'
import { completeOrder, order, type ReadOrder } from './read-orders.ts'
import { page } from './reading.ts'

const reply = z.object({ orders: page(order) })

/** Nearly every order has so few lines and fulfillment orders; one with more is read to its end page by page. */
const inner = { lines: 20, fulfillmentOrders: 3, fulfillmentLines: 20 }
/** As the import asks for them: see `operations/bulk/orders.graphql`. */
const openOrders = 'NOT status:cancelled AND NOT fulfillment_status:fulfilled'

/** The orders that changed at `since` or later, as they are now, oldest change first, page by page. Reading began at `heardAt`. */
export async function* readOrdersSince(
  admin: AdminClient,
  shop: string,
  since: string,
  isRouted: boolean,
  heardAt: string,
): AsyncGenerator<ReadOrder[]> {
  const shape = shapeOf(isRouted)
  const variables = { query: `updated_at:>='${since}'`, sortKey: 'UPDATED_AT' }
  let after: string | null = null
  for (;;) {
    const { orders } = reply.parse(await readPage(admin, shop, shape, { ...variables, after }))
    const found = await complete(admin, shop, orders.nodes, heardAt)
    if (found.length > 0) yield found
    if (!orders.pageInfo.hasNextPage) return
    after = orders.pageInfo.endCursor
  }
}

/** The next orders by id that Shopify finds open; none behind the last. It finds an order as it was a little ago. */
export async function readOpenOrders(
  admin: AdminClient,
  shop: string,
  afterOrderId: string,
  isRouted: boolean,
  heardAt: string,
): Promise<ReadOrder[]> {
  const query = `${openOrders} AND id:>${afterOrderId}`
  const read = await readPage(admin, shop, shapeOf(isRouted), { query, sortKey: 'ID', after: null })
  return await complete(admin, shop, reply.parse(read).orders.nodes, heardAt)
}

/** The first page is a guess of some fifty orders. */
function shapeOf(isRouted: boolean): Shape {
  return { operation: 'search-orders', variables: { ...inner, routed: isRouted }, points: isRouted ? 18 : 9 }
}

async function complete(
  admin: AdminClient,
  shop: string,
  nodes: readonly z.infer<typeof order>[],
  heardAt: string,
): Promise<ReadOrder[]> {
  const found: ReadOrder[] = []
  for (const node of nodes) found.push(await completeOrder(admin, shop, node, heardAt))
  return found
}
