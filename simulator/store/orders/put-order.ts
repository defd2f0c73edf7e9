import { announce, type Change, later } from '../change.ts'
import { gid } from '../ids.ts'
import { orderPayload } from '../payloads/order.ts'
import type { Order, OrderLine } from '../state.ts'

/** Puts a changed order down; its time of change never goes backwards. */
export function putOrder(change: Change, order: Order): Order {
  const kept = { ...order, updatedAt: later(order.updatedAt, change.now) }
  change.shop.orders.set(kept.id, kept)
  return kept
}

/** Announces the order as it is, on each of the topics. */
export function announceOrder(change: Change, order: Order, ...topics: string[]): void {
  const payload = orderPayload(change.shop, order)
  for (const topic of topics) announce(change, topic, gid('Order', order.id), payload)
}

export function withLine(order: Order, changed: OrderLine): Order {
  return { ...order, lines: order.lines.map((line) => (line.id === changed.id ? changed : line)) }
}

/** Units that left the shop and that the shopper has not given back. */
export function shippedUnits(line: OrderLine): number {
  return line.currentQuantity - line.fulfillableQuantity
}
