import { z } from 'zod'
import { gid, idOf } from '../../domain/ids.ts'
import type { RoutedLine } from '../../domain/shop-facts.ts'
import { ShopifyRefused } from '../errors.ts'
import type { AdminClient } from './admin-client.ts'
import { readInPieces, readRestOf } from './in-pieces.ts'
import { fulfillmentOrderNode, routedLineNode } from './order-nodes.ts'
import type { Shape } from './page-sizes.ts'
import { allRoutedLines } from './read-orders.ts'
import { page } from './reading.ts'

const fulfillmentOrder = fulfillmentOrderNode.extend({ orderId: z.string(), lineItems: page(routedLineNode) })
const batch = z.object({ nodes: z.array(fulfillmentOrder.nullable()) })

/** Guessed at one point and its location at two, a page of twenty lines at two, and each of these at two. */
const shape: Shape = { operation: 'read-fulfillment-orders-by-id', variables: {}, points: 45 }

export type FulfillmentOrderRead = {
  readonly fulfillmentOrderId: string
  readonly orderId: string
  readonly lines: readonly RoutedLine[]
}

const leaveOut = () => undefined

/**
 * Fulfillment orders by their ids, which is how they may be read where their order is too old to be. Those that Shopify does
 * not show are left out; that it may refuse them altogether is not written anywhere, and then no more are shown.
 */
export async function readFulfillmentOrders(
  admin: AdminClient,
  shop: string,
  ids: readonly string[],
): Promise<FulfillmentOrderRead[]> {
  const found: FulfillmentOrderRead[] = []
  const asked = ids.map((id) => gid('FulfillmentOrder', id))
  try {
    for await (const { reply } of readInPieces(admin, shop, shape, asked, { onUntold: leaveOut })) {
      for (const node of batch.parse(reply).nodes) {
        if (node === null) continue
        const lines = await readRestOf(node.id, leaveOut, () => allRoutedLines(admin, shop, node))
        if (lines !== null) found.push({ fulfillmentOrderId: idOf(node.id), orderId: idOf(node.orderId), lines })
      }
    }
  } catch (error) {
    if (!(error instanceof ShopifyRefused)) throw error
  }
  return found
}
