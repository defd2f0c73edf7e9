import { z } from 'zod'
import { announce, type Change } from '../../change.ts'
import { findActiveLocation, findOrder } from '../../find.ts'
import { gid } from '../../ids.ts'
import { shiftTracked } from '../../items/stock.ts'
import { isOpen, type Owed, openNewDemand } from '../../orders/demand.ts'
import { announceOrder, putOrder, shippedUnits } from '../../orders/put-order.ts'
import { fulfillmentPayload } from '../../payloads/fulfillment.ts'
import { Refused } from '../../refusals.ts'
import type { Fulfillment, FulfillmentOrder, Order } from '../../state.ts'
import { defineVerb, location, order, sku } from '../../verb.ts'

export const cancelFulfilment = defineVerb({
  says: 'Takes the last fulfilment of an order back, or the last that shipped the named skus: its units are on hand again where they left, and open again. A fulfillment order that is still open owes them as before; else a new one does, at the same location or at the one that is named.',
  body: z.object({ order, lines: z.array(z.object({ sku })).min(1).optional(), location: location.optional() }),
  example: { order: '#1001', location: 'Second shop' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    if (found.cancelledAt !== null) throw new Refused(`The order ${found.name} is cancelled.`)
    const skus = wish.lines?.map((line) => line.sku) ?? []
    const last = found.fulfillments.findLast((each) => each.status === 'success' && shipped(found, each, skus))
    if (!last) {
      const what = skus.length === 0 ? 'Nothing' : `No parcel with ${skus.join(' and ')}`
      throw new Refused(`${what} of the order ${found.name} was fulfilled.`)
    }
    const undone = found.fulfillments.filter((each) => each.status === 'success' && each.dispatchId === last.dispatchId)
    const ids = new Set(undone.map((each) => each.id))
    const to = wish.location === undefined ? null : findActiveLocation(change.shop, wish.location).id

    const kept = putOrder(change, {
      ...takeBack(change, found, undone, to),
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

function shipped(order: Order, { lines }: Fulfillment, skus: readonly string[]): boolean {
  const skuOf = new Map(order.lines.map((line) => [line.id, line.sku]))
  return skus.every((wanted) => lines.some((parcel) => skuOf.get(parcel.lineId) === wanted))
}

/** `to`: where the units are owed from now on; null for where they left. */
function takeBack(change: Change, shipped: Order, undone: readonly Fulfillment[], to: string | null): Order {
  const unitsOf = new Map<string, number>()
  const owedAnew: Owed[] = []
  const parcels = undone.flatMap(({ locationId, lines }) => lines.map((parcel) => ({ ...parcel, locationId })))
  for (const { lineId, fulfillmentOrderId, locationId, quantity: units } of parcels) {
    const line = shipped.lines.find((each) => each.id === lineId)
    if (!line) continue
    unitsOf.set(lineId, (unitsOf.get(lineId) ?? 0) + units)
    const there = to ?? whereStocked(change, locationId)
    const from = change.shop.fulfillmentOrders.get(fulfillmentOrderId)
    const isBack = from !== undefined && isOpen(from) && from.locationId === there
    shiftTracked(change, line.itemId, locationId, isBack ? { committed: units } : { available: units })
    if (isBack) reopen(change, from, lineId, units)
    else owedAnew.push({ line, locationId: there, units })
  }
  const lines = shipped.lines.map((line) => {
    const units = unitsOf.get(line.id) ?? 0
    if (units > shippedUnits(line)) throw new Refused(`Shipped units of ${line.sku} were refunded already.`)
    return { ...line, fulfillableQuantity: line.fulfillableQuantity + units }
  })
  return openNewDemand(change, { ...shipped, lines }, owedAnew)
}

/** The place itself while it is active; else Shopify chooses another one. */
function whereStocked(change: Change, locationId: string): string {
  return change.shop.locations.get(locationId)?.active ? locationId : findActiveLocation(change.shop, undefined).id
}

function reopen(change: Change, open: FulfillmentOrder, lineId: string, units: number): void {
  const lines = open.lines.map((line) =>
    line.lineId === lineId ? { ...line, remainingQuantity: line.remainingQuantity + units } : line,
  )
  const isUntouched = lines.every((line) => line.remainingQuantity === line.totalQuantity)
  const status: FulfillmentOrder['status'] = isUntouched ? 'OPEN' : 'IN_PROGRESS'
  change.shop.fulfillmentOrders.set(open.id, {
    ...open,
    status: open.holds.length > 0 ? 'ON_HOLD' : status,
    lines,
    updatedAt: change.now,
  })
}
