// Units that are to be sent later: months of a subscription that was paid at once, and pre-orders. Each delivery has a
// fulfillment order of its own, which cannot be fulfilled before its day.

import { announce, type Change, newId } from '../change.ts'
import { gid } from '../ids.ts'
import { shiftTracked } from '../items/stock.ts'
import { fulfillmentOrderStub } from '../payloads/fulfillment-order.ts'
import { wireTime } from '../payloads/wire-time.ts'
import type { FulfillmentOrder, Order } from '../state.ts'
import type { Owed } from './demand.ts'

/** Units of a line that are owed later. `fulfillAt`: null while no day is known, as of most pre-orders. */
export type OwedLater = Owed & { readonly fulfillAt: string | null }

/** Owes units later, in a fulfillment order for each of them. They take their stock unless `claims` is false. */
export function scheduleDemand(change: Change, order: Order, owed: readonly OwedLater[], claims: boolean): Order {
  const opened = owed.map(({ line, locationId, units, fulfillAt }) => {
    const id = newId(change)
    const later = { id: newId(change), lineId: line.id, totalQuantity: units, remainingQuantity: units }
    change.shop.fulfillmentOrders.set(id, {
      id,
      orderId: order.id,
      locationId,
      status: 'SCHEDULED',
      createdAt: change.now,
      updatedAt: change.now,
      lines: [claims ? later : { ...later, unclaimed: units }],
      holds: [],
      fulfillAt,
    })
    if (claims) shiftTracked(change, line.itemId, locationId, { available: -units, committed: units })
    return id
  })
  return { ...order, fulfillmentOrderIds: [...order.fulfillmentOrderIds, ...opened] }
}

/** The fulfillment order is to be fulfilled at another time, or at one that is not known. */
export function rescheduleFulfillmentOrder(
  change: Change,
  order: FulfillmentOrder,
  fulfillAt: string | null,
): FulfillmentOrder {
  const moved = { ...order, fulfillAt, updatedAt: change.now }
  change.shop.fulfillmentOrders.set(moved.id, moved)
  const at = fulfillAt === null ? null : wireTime(fulfillAt, change.shop.timezone)
  announce(change, 'fulfillment_orders/rescheduled', gid('Order', moved.orderId), {
    fulfillment_order: { ...fulfillmentOrderStub(moved), fulfill_at: at },
  })
  return moved
}

/** Its time has come, or the merchant does not wait for it. */
export function openScheduled(change: Change, order: FulfillmentOrder): FulfillmentOrder {
  const open: FulfillmentOrder = { ...order, status: 'OPEN', updatedAt: change.now }
  change.shop.fulfillmentOrders.set(open.id, open)
  announce(change, 'fulfillment_orders/scheduled_fulfillment_order_ready', gid('Order', open.orderId), {
    fulfillment_order: fulfillmentOrderStub(open),
  })
  return open
}

/** Opens all whose time has come at this instant, in milliseconds. What is on hold stays so. */
export function openDue(change: Change, at: number): void {
  for (const order of change.shop.fulfillmentOrders.values()) {
    if (order.status === 'SCHEDULED' && isDue(order, at)) openScheduled(change, order)
  }
}

/** Whether it was scheduled and its time has not come, or is not known. */
export function isLater(change: Change, order: FulfillmentOrder): boolean {
  return order.fulfillAt !== undefined && !isDue(order, change.shop.clock + change.shop.passedMs)
}

function isDue({ fulfillAt }: FulfillmentOrder, at: number): boolean {
  return fulfillAt != null && Date.parse(fulfillAt) <= at
}
