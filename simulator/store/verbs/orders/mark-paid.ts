import { z } from 'zod'
import { findOrder } from '../../find.ts'
import { gid } from '../../ids.ts'
import { announceOrder, putOrder } from '../../orders/put-order.ts'
import { financialStatus } from '../../payloads/order.ts'
import { Refused } from '../../refusals.ts'
import { defineVerb, order } from '../../verb.ts'

export const markPaid = defineVerb({
  says: 'The payment of an order that was placed unpaid comes in.',
  body: z.object({ order }),
  example: { order: '#1001' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const status = financialStatus(found)
    if (status !== 'pending' && status !== 'authorized') {
      throw new Refused(`The order ${found.name} is ${status}; there is nothing to pay.`)
    }
    const paid = putOrder(change, { ...found, financialStatus: 'paid' })
    announceOrder(change, paid, 'orders/paid', 'orders/updated')
    return { orderId: gid('Order', paid.id), orderName: paid.name, financialStatus: financialStatus(paid) }
  },
})
