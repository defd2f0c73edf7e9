import { z } from 'zod'
import { announce, type Change, newId } from '../../change.ts'
import { findOrder, fulfillmentOrdersOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { shiftTracked } from '../../items/stock.ts'
import { removeDemand } from '../../orders/demand.ts'
import { announceOrder, putOrder } from '../../orders/put-order.ts'
import { fulfillmentOrderStub } from '../../payloads/fulfillment-order.ts'
import { refundPayload } from '../../payloads/refund.ts'
import { Refused } from '../../refusals.ts'
import type { Order, OrderLine, Refund, RefundLine } from '../../state.ts'
import { defineVerb, order } from '../../verb.ts'

export const cancelOrder = defineVerb({
  says: 'Cancels what is open of an order. With `restock` its units are available again where they were owed; without, they leave. What was shipped stays sold; an order shipped wholly cannot be cancelled.',
  body: z.object({ order, restock: z.boolean() }),
  example: { order: '#1001', restock: true },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    if (found.cancelledAt !== null) throw new Refused(`The order ${found.name} is cancelled already.`)
    const open = found.lines.filter((line) => line.fulfillableQuantity > 0)
    const isShipped = found.lines.some((line) => line.currentQuantity > 0)
    if (open.length === 0 && isShipped) throw new Refused(`The order ${found.name} is fulfilled; refund it instead.`)

    const refundLines = open.flatMap((line) => removeOpen(change, found, line, wish.restock))
    cancelFulfillmentOrders(change, found)
    const refund: Refund = { id: newId(change), createdAt: change.now, lines: refundLines }
    const kept = putOrder(change, {
      ...found,
      cancelledAt: change.now,
      lines: found.lines.map((line) => ({
        ...line,
        currentQuantity: line.currentQuantity - line.fulfillableQuantity,
        fulfillableQuantity: 0,
      })),
      refunds: refundLines.length > 0 ? [...found.refunds, refund] : found.refunds,
    })
    announceOrder(change, kept, 'orders/cancelled', 'orders/updated')
    if (refundLines.length > 0) {
      announce(change, 'refunds/create', gid('Order', kept.id), refundPayload(change.shop, kept, refund))
    }
    return { orderId: gid('Order', kept.id), orderName: kept.name, cancelledAt: kept.cancelledAt }
  },
})

function removeOpen(change: Change, cancelled: Order, line: OrderLine, restock: boolean): RefundLine[] {
  return removeDemand(change, cancelled, line, line.fulfillableQuantity).map(({ locationId, units, claimed }) => {
    if (restock) shiftTracked(change, line.itemId, locationId, { available: claimed })
    return {
      id: newId(change),
      lineId: line.id,
      quantity: units,
      restock: restock ? ('cancel' as const) : ('no_restock' as const),
      locationId: restock ? locationId : null,
    }
  })
}

/** Fulfillment orders from which nothing was shipped end as cancelled, the others as closed. */
function cancelFulfillmentOrders(change: Change, cancelled: Order): void {
  for (const each of fulfillmentOrdersOf(change.shop, cancelled)) {
    const wasEmptiedNow = each.status === 'CLOSED' && each.updatedAt === change.now
    if (!wasEmptiedNow || each.lines.some((line) => line.totalQuantity > 0)) continue
    const ended = { ...each, status: 'CANCELLED' as const }
    change.shop.fulfillmentOrders.set(ended.id, ended)
    announce(change, 'fulfillment_orders/cancelled', gid('Order', cancelled.id), {
      fulfillment_order: fulfillmentOrderStub(ended),
      replacement_fulfillment_order: null,
    })
  }
}
