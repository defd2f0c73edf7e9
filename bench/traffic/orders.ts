import type { KnownShop, PlacedOrder } from '../shop/known-shop.ts'
import { levelUpdated, orderCreated, orderRouted } from '../shop/webhook-bodies.ts'
import type { Webhook } from './signed-request.ts'

const linesAnOrder = 3

/** The nth order of three lines; its items are scattered, and the same in every run. */
export function placeThreeLines(shop: KnownShop, nth: number): PlacedOrder {
  const lines = Array.from({ length: linesAnOrder }, (_, line) => ({
    item: (nth * 7_919 + line * 104_729) % shop.seed.items,
    units: 1 + ((nth + line) % 2),
  }))
  return shop.placeOrder(lines, new Date().toISOString())
}

export function orderWebhook(shop: KnownShop, order: PlacedOrder): Webhook {
  return { topic: 'orders/create', triggeredAt: order.orderedAt, body: orderCreated(shop.seed, order) }
}

/** The new level of every item of the order. */
export function levelWebhooks(shop: KnownShop, order: PlacedOrder): Webhook[] {
  const at = order.orderedAt
  return order.lines.map(({ item }) => ({
    topic: 'inventory_levels/update',
    triggeredAt: at,
    body: levelUpdated(shop.seed, item, shop.available(item), at),
  }))
}

export function routingWebhook(order: PlacedOrder): Webhook {
  return {
    topic: 'fulfillment_orders/order_routing_complete',
    triggeredAt: order.orderedAt,
    body: orderRouted(order),
  }
}
