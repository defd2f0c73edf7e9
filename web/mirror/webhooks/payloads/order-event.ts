import { z } from 'zod'
import type { FulfillmentFact, OrderGone, OrderTouched, RoutingTouched } from '../../rules/shop-facts.ts'
import { id, idFromGid, named, payloadId, payloadInstant, payloadText, payloadUnits, untimed } from './json.ts'

const edited = z.object({ order_edit: z.object({ order_id: id, committed_at: payloadInstant }) })
const refunded = z.object({ order_id: id, created_at: payloadInstant })
const fulfilled = z.object({
  ...named,
  order_id: id,
  status: payloadText.nullish(),
  created_at: payloadInstant,
  updated_at: payloadInstant.nullish(),
  location_id: id.nullish(),
  line_items: z.array(z.object({ ...named, quantity: payloadUnits.nullish() })).nullish(),
})
const neverSent = new Set(['cancelled', 'error', 'failure'])
const deleted = z.object({ id, ...untimed })

/** `orders/edited` carries deltas only, which are never added to anything: the order is read, or heard of as a whole. */
export function readOrderEdit(body: unknown): OrderTouched {
  const { order_edit: edit } = edited.parse(body)
  return { kind: 'order-touched', orderId: edit.order_id, at: edit.committed_at }
}

export function readRefund(body: unknown): OrderTouched {
  const refund = refunded.parse(body)
  return { kind: 'order-touched', orderId: refund.order_id, at: refund.created_at }
}

/** Something was sent of an order, or not after all; and what, and from where, which no order says. */
export function readFulfillment(body: unknown): [OrderTouched, FulfillmentFact] {
  const fulfillment = fulfilled.parse(body)
  const { order_id: orderId, created_at: fulfilledAt, location_id: locationId = null, line_items: lines } = fulfillment
  const sent = {
    fulfillmentId: payloadId(fulfillment),
    fulfilledAt,
    isCancelled: neverSent.has(fulfillment.status ?? ''),
  }
  const ofLine = new Map<string, number>()
  for (const line of lines ?? []) ofLine.set(payloadId(line), (ofLine.get(payloadId(line)) ?? 0) + (line.quantity ?? 0))
  return [
    { kind: 'order-touched', orderId, at: fulfillment.updated_at ?? fulfilledAt },
    {
      kind: 'fulfillment',
      orderId,
      units:
        locationId === null ? [] : [...ofLine].map(([lineId, sum]) => ({ ...sent, lineId, locationId, units: sum })),
    },
  ]
}

/** `orders/delete` carries the id alone: the order is gone for good, whenever the news arrives. */
export function readOrderDeletion(body: unknown, heardAt: string): OrderGone {
  return { kind: 'order-gone', orderId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}

const fulfillmentOrder = z.object({ id: idFromGid }).nullish()
const merge = z.object({ fulfillment_order: fulfillmentOrder })
const routing = z.object({
  fulfillment_order: fulfillmentOrder,
  original_fulfillment_order: fulfillmentOrder,
  moved_fulfillment_order: fulfillmentOrder,
  remaining_fulfillment_order: fulfillmentOrder,
  replacement_fulfillment_order: fulfillmentOrder,
  // One merge comes as an object; a list is read too, since the reference calls it one.
  fulfillment_order_merges: z.union([merge.transform((one) => [one]), z.array(merge)]).nullish(),
  merge_intents: z.array(z.object({ fulfillment_order_id: z.union([id, idFromGid]) })).nullish(),
})

/** `fulfillment_orders/*` name fulfillment orders but neither their order nor their lines: those are read by need. */
export function readRoutingEvent(body: unknown): RoutingTouched {
  const event = routing.parse(body)
  const named = [
    event.fulfillment_order,
    event.original_fulfillment_order,
    event.moved_fulfillment_order,
    event.remaining_fulfillment_order,
    event.replacement_fulfillment_order,
    ...(event.fulfillment_order_merges ?? []).map((one) => one.fulfillment_order),
  ].flatMap((order) => (order ? [order.id] : []))
  const merged = (event.merge_intents ?? []).map((intent) => intent.fulfillment_order_id)
  return { kind: 'routing-touched', fulfillmentOrderIds: [...new Set([...named, ...merged])] }
}
