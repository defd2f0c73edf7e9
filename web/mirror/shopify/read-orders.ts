import { z } from 'zod'
import { ShopifyBusy } from '../../platform/errors.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { type OnUntold, readInPieces, readRestOf } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { gid } from '../../platform/values/ids.ts'
import type { OrderFact, RoutedLine, RoutedOrder } from '../rules/shop-facts.ts'
import { fulfillmentOrderNode, lineNode, orderFact, orderNode, routedLineNode, routedLines } from './order-nodes.ts'

const fulfillmentOrder = fulfillmentOrderNode.extend({ lineItems: page(routedLineNode) })
export const order = orderNode.extend({
  lineItems: page(lineNode),
  fulfillmentOrders: page(fulfillmentOrder).optional(),
})
const batch = z.object({ nodes: z.array(order.nullable()) })
const moreLines = z.object({ order: z.object({ lineItems: page(lineNode) }).nullable() })
const moreFulfillmentOrders = z.object({ order: z.object({ fulfillmentOrders: page(fulfillmentOrder) }).nullable() })
const moreRoutedLines = z.object({ fulfillmentOrder: z.object({ lineItems: page(routedLineNode) }).nullable() })

type Order = z.infer<typeof order>
type FulfillmentOrder = z.infer<typeof fulfillmentOrder>

/** An order to read, and about how many lines it has: small orders are asked for many at a time. */
export type OrderToRead = { readonly orderId: string; readonly lineCount: number }

export type ReadOrder = { readonly fact: OrderFact; readonly routing: RoutedOrder | null }

/** What a page of lines may hold; an order with more is read to its end page by page. */
const lineSteps = [1, 4, 16, 64] as const
const fulfillmentOrdersAtOnce = 2

/**
 * Orders as they are now, with the fulfillment orders that say where their units are when `isRouted`. An order that
 * Shopify no longer shows us is left out of the answer, and one of which it tells only an error as well. `heardAt` is before the reading began.
 */
export async function readOrders(
  admin: AdminClient,
  shop: string,
  orders: readonly OrderToRead[],
  isRouted: boolean,
  heardAt: string,
  onUntold?: OnUntold,
): Promise<ReadOrder[]> {
  const found: ReadOrder[] = []
  const bySize = Map.groupBy(orders, ({ lineCount }) => lineSteps.find((step) => lineCount <= step) ?? 64)
  for (const [lines, group] of bySize) {
    const ids = group.map(({ orderId }) => gid('Order', orderId))
    for await (const { reply } of readInPieces(admin, shop, shapeOf(lines, isRouted), ids, { onUntold })) {
      for (const node of batch.parse(reply).nodes) {
        const whole = node && (await completeOrder(admin, shop, node, heardAt, onUntold))
        if (whole) found.push(whole)
      }
    }
  }
  return found
}

/** An order is guessed at one point, a line at three, a fulfillment order at three and each of its lines at two; a page at two. */
function shapeOf(lines: number, isRouted: boolean): Shape {
  return {
    operation: 'read-orders',
    variables: { lines, routed: isRouted, fulfillmentOrders: fulfillmentOrdersAtOnce, fulfillmentLines: lines },
    points: 3 + 3 * lines + (isRouted ? 2 + fulfillmentOrdersAtOnce * (5 + 2 * lines) : 0),
  }
}

/** The order with the pages that its own did not hold. Null where Shopify tells only an error of them. */
export async function completeOrder(
  admin: AdminClient,
  shop: string,
  node: Order,
  heardAt: string,
  onUntold?: OnUntold,
): Promise<ReadOrder | null> {
  return await readRestOf(node.id, onUntold, () => withFurtherPages(admin, shop, node, heardAt))
}

async function withFurtherPages(admin: AdminClient, shop: string, node: Order, heardAt: string): Promise<ReadOrder> {
  const lines = await collect(node.lineItems, async (after) => {
    const reply = moreLines.parse(await admin.run(shop, 'read-order-lines', { id: node.id, after }))
    return reply.order?.lineItems
  })
  const fact = orderFact(node, lines, heardAt)
  if (!node.fulfillmentOrders) return { fact, routing: null }
  const fulfillmentOrders = await collect(node.fulfillmentOrders, async (after) => {
    const reply = moreFulfillmentOrders.parse(await admin.run(shop, 'read-fulfillment-orders', { id: node.id, after }))
    return reply.order?.fulfillmentOrders
  })
  const routed: RoutedLine[] = []
  for (const one of fulfillmentOrders) routed.push(...(await allRoutedLines(admin, shop, one)))
  return { fact, routing: { orderId: fact.orderId, lines: routed } }
}

/** All lines of a fulfillment order, of which the first page is there. */
export async function allRoutedLines(admin: AdminClient, shop: string, one: FulfillmentOrder): Promise<RoutedLine[]> {
  const lines = await collect(one.lineItems, async (after) => {
    const reply = moreRoutedLines.parse(await admin.run(shop, 'read-fulfillment-order-lines', { id: one.id, after }))
    return reply.fulfillmentOrder?.lineItems
  })
  return routedLines(one, lines)
}

type Page<Node> = { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

/**
 * All nodes of a connection, of which the first page is there. What it belongs to may be gone before its next page: half of
 * a list is no list, so all of it is read again.
 */
export async function collect<Node>(
  first: Page<Node>,
  next: (after: string | null) => Promise<Page<Node> | undefined>,
): Promise<Node[]> {
  const nodes = [...first.nodes]
  let { pageInfo } = first
  while (pageInfo.hasNextPage) {
    const more = await next(pageInfo.endCursor)
    if (!more) throw new ShopifyBusy('it was gone before its next page', { retryAfterMs: 1_000 })
    nodes.push(...more.nodes)
    pageInfo = more.pageInfo
  }
  return nodes
}
