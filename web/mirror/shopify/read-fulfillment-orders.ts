import { z } from 'zod'
import { ShopifyRefused } from '../../platform/errors.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { readInPieces, readRestOf } from '../../platform/shopify/in-pieces.ts'
import type { Shape } from '../../platform/shopify/page-sizes.ts'
import { page } from '../../platform/shopify/reading.ts'
import { gid, idOf } from '../../platform/values/ids.ts'
import type { RoutedLine } from '../rules/shop-facts.ts'
import { fulfillmentOrderNode, routedLineNode } from './order-nodes.ts'
import { allRoutedLines } from './read-orders.ts'

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
