import { z } from 'zod'
import { announce, newId } from '../../change.ts'
import { findActiveLocation, findVariant, fulfillmentOrdersOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { addDemand } from '../../orders/demand.ts'
import { orderLine } from '../../orders/order-lines.ts'
import { announceOrder } from '../../orders/put-order.ts'
import { ship } from '../../orders/ship.ts'
import { fulfillmentPayload } from '../../payloads/fulfillment.ts'
import { defineVerb, location, sku, units } from '../../verb.ts'

export const sellInStore = defineVerb({
  says: "A till sells and hands over at once, also what is not there: it asks neither for stock nor for the variant's policy. The order is born shipped, so nothing of it is open.",
  body: z.object({ sku, units, location: location.optional() }),
  example: { sku: 'MUG-1', units: 2, location: 'Shop location' },
  run(change, wish) {
    const { shop, now } = change
    const at = findActiveLocation(shop, wish.location)
    const orderId = newId(change)
    const line = orderLine(change, findVariant(shop, wish.sku), wish.units)
    shop.orderNumber += 1
    const sold = {
      id: orderId,
      name: `#${shop.orderNumber}`,
      createdAt: now,
      updatedAt: now,
      cancelledAt: null,
      closedAt: null,
      edited: false,
      customer: null,
      reference: null,
      tags: [],
      lines: [line],
      refunds: [],
      fulfillments: [],
      fulfillmentOrderIds: [],
      soldAt: at.id,
    }
    const owed = addDemand(change, sold, [{ line, units: wish.units, locationId: at.id }])
    const routing = change.events.splice(0)
    const parcels = fulfillmentOrdersOf(shop, owed).map((from) => ({ from, lineId: line.id, units: wish.units }))
    const { order, made } = ship(change, owed, parcels)
    announceOrder(change, order, 'orders/create')
    change.events.push(...routing)
    for (const each of made) {
      announce(change, 'fulfillments/create', gid('Order', order.id), fulfillmentPayload(shop, order, each))
    }
    announceOrder(change, order, 'orders/updated')
    return { orderId: gid('Order', order.id), orderName: order.name, lineId: gid('LineItem', line.id) }
  },
})
