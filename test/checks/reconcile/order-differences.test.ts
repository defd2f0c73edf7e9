import { expect, test } from 'vitest'
import { isAsRead } from '../../../web/checks/reconcile/order-differences.ts'

const orderedAt = '2026-11-20T08:00:00.000Z'
const line = { lineId: '1', variantId: '2', title: 'Lamp', sku: 'LAMP', units: 2, open: 2 }
const place = { lineId: '1', locationId: '7', remaining: 2 }

type Ours = Parameters<typeof isAsRead>[0]
type Read = Parameters<typeof isAsRead>[1]

const ours = {
  ...{
    orderId: '9',
    name: '#1001',
    changedAt: orderedAt,
    heardAt: orderedAt,
    orderedAt,
    isOver: false,
    isRouted: true,
  },
  ...{ lines: [line], routing: [{ ...place, id: '5', isScheduled: false, fulfillAt: null }] },
} satisfies Ours

function read(locations: readonly string[], open = 2, scheduled = {}): Read {
  const lines = locations.map((locationId) => ({ ...place, fulfillmentOrderLineId: '5', locationId, ...scheduled }))
  return {
    fact: {
      ...{ orderId: '9', orderedAt, cancelledAt: null, heardAt: '2026-11-21T08:00:00.000Z' },
      lines: [{ ...line, open }],
    },
    routing: { orderId: '9', lines },
  } as unknown as Read
}

test('an order at the place where it was is as read, and one at another place is not', () => {
  expect(isAsRead(ours, read(['7']))).toBe(true)
  expect(isAsRead(ours, read(['8']))).toBe(false)
})

test('open units that are shown nowhere, as where their location was deleted, stay where they were', () => {
  expect(isAsRead(ours, read([]))).toBe(true)
})

test('an order of which nothing is open any more is not as read', () => {
  expect(isAsRead(ours, read([], 0))).toBe(false)
})

test('an order of which something is to be sent at another time than we know is not as read', () => {
  const later = { isScheduled: true, fulfillAt: '2999-03-03T12:00:00Z' }
  const waiting = {
    ...ours,
    routing: [{ ...place, id: '5', isScheduled: true, fulfillAt: '2999-03-03T12:00:00.000Z' }],
  }
  expect(isAsRead(waiting, read(['7'], 2, later))).toBe(true)
  expect(isAsRead(waiting, read(['7'], 2, { ...later, fulfillAt: null }))).toBe(false)
  expect(isAsRead(waiting, read(['7']))).toBe(false)
  expect(isAsRead(ours, read(['7'], 2, later))).toBe(false)
})
