import { z } from 'zod'
import { announce, type Change } from '../change.ts'
import { findOrder } from '../find.ts'
import { gid } from '../ids.ts'
import { fulfillmentPayload } from '../payloads/fulfillment.ts'
import { announceOrder, putOrder, shippedUnits } from '../put-order.ts'
import { Refused } from '../refusals.ts'
import type { Fulfillment, FulfillmentOrder, Order } from '../state.ts'
import { shiftTracked } from '../stock.ts'
import { defineVerb, order } from '../verb.ts'

export const cancelFulfilment = defineVerb({
  says: 'Takes the last fulfilment of an order back: its units are open again where they were, committed and on hand.',
  body: z.object({ order }),
  example: { order: '#1001' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    if (found.cancelledAt !== null) throw new Refused(`The order ${found.name} is cancelled.`)
    const last = found.fulfillments.findLast((each) => each.status === 'success')
    if (!last) throw new Refused(`Nothing of the order ${found.name} was fulfilled.`)
    const undone = found.fulfillments.filter((each) => each.status === 'success' && each.dispatchId === last.dispatchId)
    const ids = new Set(undone.map((each) => each.id))

    const kept = putOrder(change, {
      ...takeBack(change, found, undone),
      fulfillments: found.fulfillments.map((each) =>
        ids.has(each.id) ? { ...each, status: 'cancelled' as const, updatedAt: change.now } : each,
      ),
    })
    for (const each of kept.fulfillments.filter(({ id }) => ids.has(id))) {
      announce(change, 'fulfillments/update', gid('Order', kept.id), fulfillmentPayload(change.shop, kept, each))
    }
    announceOrder(change, kept, 'orders/updated')
    return {
      orderId: gid('Order', kept.id),
      orderName: kept.name,
      fulfillments: [...ids].map((id) => gid('Fulfillment', id)),
    }
  },
})

function takeBack(change: Change, shipped: Order, undone: readonly Fulfillment[]): Order {
  const unitsOf = new Map<string, number>()
  for (const { locationId, lines } of undone) {
    for (const parcel of lines) {
      unitsOf.set(parcel.lineId, (unitsOf.get(parcel.lineId) ?? 0) + parcel.quantity)
      const itemId = shipped.lines.find((line) => line.id === parcel.lineId)?.itemId ?? null
      shiftTracked(change, itemId, locationId, { committed: parcel.quantity })
      reopen(change, parcel.fulfillmentOrderId, parcel.lineId, parcel.quantity)
    }
  }
  return {
    ...shipped,
    lines: shipped.lines.map((line) => {
      const units = unitsOf.get(line.id) ?? 0
      if (units > shippedUnits(line)) throw new Refused(`Shipped units of ${line.sku} were refunded already.`)
      return { ...line, fulfillableQuantity: line.fulfillableQuantity + units }
    }),
  }
}

function reopen(change: Change, fulfillmentOrderId: string, lineId: string, units: number): void {
  const closed = change.shop.fulfillmentOrders.get(fulfillmentOrderId)
  if (!closed) return
  const lines = closed.lines.map((line) =>
    line.lineId === lineId ? { ...line, remainingQuantity: line.remainingQuantity + units } : line,
  )
  const isUntouched = lines.every((line) => line.remainingQuantity === line.totalQuantity)
  const status: FulfillmentOrder['status'] = isUntouched ? 'OPEN' : 'IN_PROGRESS'
  change.shop.fulfillmentOrders.set(closed.id, {
    ...closed,
    status: closed.holds.length > 0 ? 'ON_HOLD' : status,
    lines,
    updatedAt: change.now,
  })
}
