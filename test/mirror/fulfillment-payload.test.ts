import { expect, test } from 'vitest'
import { readFulfillment } from '../../web/mirror/webhooks/payloads/order-event.ts'

const body = {
  ...{ id: '500', admin_graphql_api_id: 'gid://shopify/Fulfillment/501', order_id: '61', status: 'success' },
  ...{ created_at: '2026-11-29T09:00:00-05:00', updated_at: '2026-11-29T10:00:00-05:00', location_id: '7' },
  line_items: [
    { id: '70', admin_graphql_api_id: 'gid://shopify/LineItem/71', quantity: '2' },
    { id: '80', quantity: '1' },
  ],
}
const sent = (lineId: string, units: number, isCancelled = false) => ({
  ...{ fulfillmentId: '501', lineId, locationId: '7', units, isCancelled, fulfilledAt: '2026-11-29T14:00:00.000Z' },
})

test('a fulfillment tells that its order changed, and what was sent from where', () => {
  expect(readFulfillment(body)).toEqual([
    { kind: 'order-touched', orderId: '61', at: '2026-11-29T15:00:00.000Z' },
    { kind: 'fulfillment', orderId: '61', units: [sent('71', 2), sent('80', 1)] },
  ])
})

test.each(['cancelled', 'error', 'failure'])('of one that is %s nothing was sent', (status) => {
  expect(readFulfillment({ ...body, status })[1].units).toEqual([sent('71', 2, true), sent('80', 1, true)])
})

test('one without a location, or without lines, only touches its order', () => {
  const nothing = { kind: 'fulfillment', orderId: '61', units: [] }
  expect(readFulfillment({ ...body, location_id: null })[1]).toEqual(nothing)
  const { line_items: _, ...cut } = body
  expect(readFulfillment(cut)[1]).toEqual(nothing)
})
