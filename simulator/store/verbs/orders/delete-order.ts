import { z } from 'zod'
import { announce } from '../../change.ts'
import { findOrder } from '../../find.ts'
import { gid } from '../../ids.ts'
import { dropMetafieldsOf } from '../../metafields.ts'
import { removeDemand } from '../../orders/demand.ts'
import { defineVerb, order } from '../../verb.ts'

export const deleteOrder = defineVerb({
  says: 'Deletes an order as if it had never been told of. Units still open leave committed and are not restocked.',
  body: z.object({ order }),
  example: { order: '#1001' },
  run(change, wish) {
    const { shop } = change
    const found = findOrder(shop, wish.order)
    for (const line of found.lines) removeDemand(change, found, line, line.fulfillableQuantity)
    for (const id of found.fulfillmentOrderIds) shop.fulfillmentOrders.delete(id)
    shop.orders.delete(found.id)
    dropMetafieldsOf(shop, gid('Order', found.id))
    announce(change, 'orders/delete', gid('Order', found.id), { id: BigInt(found.id) })
    return { orderId: gid('Order', found.id), orderName: found.name }
  },
})
