import { z } from 'zod'
import type { Change } from '../../change.ts'
import { findOrder, fulfillmentOrdersOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { openScheduled, rescheduleFulfillmentOrder as rescheduled } from '../../orders/scheduled.ts'
import { Refused } from '../../refusals.ts'
import type { FulfillmentOrder } from '../../state.ts'
import { defineVerb, order } from '../../verb.ts'

export const reschedule = defineVerb({
  says: 'What is scheduled next of an order is to be sent at another time, or at one that nobody knows.',
  body: z.object({ order, fulfillAt: z.iso.datetime({ offset: true }).nullable() }),
  example: { order: '#1001', fulfillAt: '2027-01-15T09:00:00Z' },
  run(change, wish) {
    const at = wish.fulfillAt === null ? null : new Date(wish.fulfillAt).toISOString()
    return answer(rescheduled(change, nextOf(change, wish.order), at))
  },
})

export const openScheduledOrder = defineVerb({
  says: 'The merchant does not wait: what is scheduled next of an order is open now.',
  body: z.object({ order }),
  example: { order: '#1001' },
  run(change, wish) {
    return answer(openScheduled(change, nextOf(change, wish.order)))
  },
})

function nextOf(change: Change, wanted: string): FulfillmentOrder {
  const found = findOrder(change.shop, wanted)
  const scheduled = fulfillmentOrdersOf(change.shop, found).filter((each) => each.status === 'SCHEDULED')
  const [next] = scheduled.sort((a, b) => (a.fulfillAt ?? '9').localeCompare(b.fulfillAt ?? '9'))
  if (!next) throw new Refused(`Nothing of ${found.name} is scheduled.`)
  return next
}

function answer({ id, orderId, status, fulfillAt }: FulfillmentOrder) {
  return { orderId: gid('Order', orderId), fulfillmentOrderId: gid('FulfillmentOrder', id), status, fulfillAt }
}
