import { describe, expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import { aMugShop } from './shop-in-memory.ts'

const two = { lines: [{ sku: 'MUG', units: 2 }] }

describe('placing an order', () => {
  test('moves units from available to committed and leaves on hand alone', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.stock('MUG')).toEqual({ available: 3, committed: 2, onHand: 5 })
  })

  test('oversells below zero where the variant may', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 7 }] })
    expect(shop.stock('MUG')).toEqual({ available: -2, committed: 7, onHand: 5 })
  })

  test('refuses to oversell where the variant may not, over all lines and locations together', () => {
    const shop = aMugShop('DENY')
    shop.change('set-stock', { sku: 'MUG', location: 'There', available: 2 })
    const lines = [
      { sku: 'MUG', units: 5 },
      { sku: 'MUG', units: 3 },
    ]
    expect(shop.refusal('place-order', { lines })).toBe('MUG may not be oversold: 8 wanted, 7 available.')
    expect(shop.refusal('place-order', { lines: [{ sku: 'MUG', units: 7 }] })).toBeNull()
  })

  test('moves no stock of an item that is not tracked', () => {
    const shop = aMugShop()
    shop.change('create-product', { title: 'Card', variants: [{ sku: 'CARD', tracked: false, stock: { Here: 5 } }] })
    shop.change('place-order', { lines: [{ sku: 'CARD', units: 9 }] })
    expect(shop.stock('CARD')).toEqual({ available: 5, committed: 0, onHand: 5 })
  })

  test('may name a custom item, which is no product and has no stock, and is owed like others', () => {
    const shop = aMugShop()
    const { events } = shop.change('place-order', { lines: [...two.lines, { title: 'Engraving', units: 2 }] })
    expect(events[0]?.payload).toMatchObject({ line_items: [{}, { variant_id: null, title: 'Engraving' }] })
    const { orders } = shopTruth(shop.shop, 0)
    expect(orders[0]?.lines[1]).toMatchObject({ itemId: null, variantId: null, open: 2, openAt: [{ open: 2 }] })
    expect(shop.refusal('place-order', { lines: [{ units: 1 }] })).toContain('A line has either a sku or a title.')
  })

  test('is told as created, routed, updated, and once for each stock point', () => {
    expect(aMugShop().topics('place-order', { lines: [...two.lines, ...two.lines] })).toEqual([
      'orders/create',
      'fulfillment_orders/order_routing_complete',
      'orders/updated',
      'inventory_levels/update',
    ])
  })

  test('is owed by each location that a line names, and may lie in the past', () => {
    const shop = aMugShop()
    const lines = [...two.lines, { sku: 'MUG', units: 1, location: 'There' }]
    const { answer, events } = shop.change('place-order', { lines, at: '2026-11-01T09:30:00+01:00' })
    expect(answer).toMatchObject({ orderName: '#1001', lines: [{ sku: 'MUG' }, { sku: 'MUG' }] })
    expect(shop.stock('MUG', 'There')).toEqual({ available: -1, committed: 1, onHand: 0 })
    expect(events[0]?.payload).toMatchObject({
      created_at: '2026-11-01T03:30:00-05:00',
      updated_at: '2026-11-20T03:00:00-05:00',
    })
  })
})

describe('selling in a store', () => {
  const sold = { sku: 'MUG', units: 7 }

  test('takes what is there and goes on below zero, on hand as well, whatever the policy', () => {
    const shop = aMugShop('DENY')
    shop.change('sell-in-store', sold)
    expect(shop.stock('MUG')).toEqual({ available: -2, committed: 0, onHand: -2 })
    shop.change('sell-in-store', { ...sold, units: 1, location: 'There' })
    expect(shop.stock('MUG', 'There')).toEqual({ available: -1, committed: 0, onHand: -1 })
  })

  test('leaves nothing to fulfil, and is told as an order of the till that was shipped when it was made', () => {
    const shop = aMugShop()
    const { events } = shop.change('sell-in-store', sold)
    expect(events.map(({ topic }) => topic)).toEqual([
      'orders/create',
      'fulfillment_orders/order_routing_complete',
      'fulfillments/create',
      'orders/updated',
      'inventory_levels/update',
    ])
    expect(events[0]?.payload).toMatchObject({
      source_name: 'pos',
      location_id: expect.any(BigInt),
      fulfillment_status: 'fulfilled',
      line_items: [{ quantity: 7, fulfillable_quantity: 0 }],
    })
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 7, open: 0 })
    expect(shop.refusal('fulfil', { order: '#1001' })).toBe('Nothing of #1001 is open.')
  })

  test('is given back as any order is', () => {
    const shop = aMugShop()
    shop.change('sell-in-store', sold)
    shop.change('refund', { order: '#1001', lines: [{ sku: 'MUG', units: 3 }], restock: 'return' })
    expect(shop.stock('MUG')).toEqual({ available: 1, committed: 0, onHand: 1 })
  })
})

describe('properties of a line', () => {
  const properties = [{ name: '_promise', value: '{"from":null,"to":"2026-12-09","at":null}' }]

  test('are in every payload of the order, as the cart wrote them, and a line without has none', () => {
    const shop = aMugShop()
    const { events } = shop.change('place-order', { lines: [{ sku: 'MUG', units: 2, properties }, ...two.lines] })
    const told = events.filter(({ topic }) => topic.startsWith('orders/'))
    expect(told.map(({ payload }) => payload)).toEqual([
      expect.objectContaining({
        line_items: [expect.objectContaining({ properties }), expect.objectContaining({ properties: [] })],
      }),
      expect.objectContaining({
        line_items: [expect.objectContaining({ properties }), expect.objectContaining({ properties: [] })],
      }),
    ])
  })

  test('stay when the order is edited, and have a name each', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 2, properties }] })
    const { events } = shop.change('edit-order', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    expect(events.find(({ topic }) => topic === 'orders/updated')?.payload).toMatchObject({
      line_items: [{ properties }],
    })
    const nameless = [{ sku: 'MUG', units: 2, properties: [{ name: '', value: '' }] }]
    expect(shop.refusal('place-order', { lines: nameless })).toMatch(/properties/)
  })
})

describe('editing an order', () => {
  test('puts removed units back on sale', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('edit-order', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })).toEqual([
      'orders/edited',
      'orders/updated',
      'inventory_levels/update',
    ])
    expect(shop.stock('MUG')).toEqual({ available: 4, committed: 1, onHand: 5 })
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 1, open: 1 })
  })

  test('takes added units, for a line and for a new one, and tells only the differences', () => {
    const shop = aMugShop()
    shop.change('create-product', { title: 'Bowl', variants: [{ sku: 'BOWL', stock: { There: 1 } }] })
    shop.change('place-order', two)
    const { events } = shop.change('edit-order', {
      order: '1001',
      lines: [
        { sku: 'MUG', units: 6 },
        { sku: 'BOWL', units: 3, location: 'There' },
      ],
    })
    expect(shop.stock('MUG')).toEqual({ available: -1, committed: 6, onHand: 5 })
    expect(shop.stock('BOWL', 'There')).toEqual({ available: -2, committed: 3, onHand: 1 })
    const edited = events.find((event) => event.topic === 'orders/edited')
    expect(edited?.payload).toMatchObject({ order_edit: { line_items: { additions: [{ delta: 4 }, { delta: 3 }] } } })
  })

  test('never goes below what was shipped', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    const below = { order: '#1001', lines: [{ sku: 'MUG', units: 0 }] }
    expect(shop.refusal('edit-order', below)).toBe('1 of MUG were shipped: the line cannot go below that.')
  })

  test('says nothing when nothing changes', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('edit-order', { order: '#1001', lines: two.lines })).toEqual([])
  })
})

describe('cancelling an order', () => {
  test.each([
    ['puts its units back on sale when restocked', true, { available: 5, committed: 0, onHand: 5 }],
    ['loses its units when not restocked', false, { available: 3, committed: 0, onHand: 3 }],
  ])('%s', (_, restock, stock) => {
    const shop = aMugShop()
    shop.change('place-order', two)
    const topics = shop.topics('cancel-order', { order: '#1001', restock })
    expect(topics).toEqual([
      'fulfillment_orders/cancelled',
      'orders/cancelled',
      'orders/updated',
      'refunds/create',
      ...(restock ? ['inventory_levels/update'] : []),
    ])
    expect(shop.stock('MUG')).toEqual(stock)
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 0, open: 0 })
  })

  test('keeps what was shipped', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 4 }] })
    shop.change('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    shop.change('cancel-order', { order: '#1001', restock: true })
    expect(shop.stock('MUG')).toEqual({ available: 4, committed: 0, onHand: 4 })
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 1, open: 0 })
  })

  test('is refused once it is cancelled or shipped', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('place-order', two)
    shop.change('cancel-order', { order: '#1001', restock: true })
    shop.change('fulfil', { order: '#1002' })
    expect(shop.refusal('cancel-order', { order: '#1001', restock: true })).toBe(
      'The order #1001 is cancelled already.',
    )
    expect(shop.refusal('cancel-order', { order: '#1002', restock: true })).toBe(
      'The order #1002 is fulfilled; refund it instead.',
    )
  })
})

describe('refunding', () => {
  const one = { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] }

  test.each([
    ['cancel', { available: 4, committed: 1, onHand: 5 }, { units: 1, open: 1 }],
    ['no_restock', { available: 3, committed: 1, onHand: 4 }, { units: 1, open: 1 }],
  ])('an open unit with %s', (restock, stock, line) => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('refund', { ...one, restock }).slice(0, 2)).toEqual(['refunds/create', 'orders/updated'])
    expect(shop.stock('MUG')).toEqual(stock)
    expect(shop.line('#1001', 'MUG')).toEqual(line)
  })

  test.each([
    ['return', undefined, { available: 4, committed: 0, onHand: 4 }, { available: 0, committed: 0, onHand: 0 }],
    ['return', 'There', { available: 3, committed: 0, onHand: 3 }, { available: 1, committed: 0, onHand: 1 }],
    ['no_restock', undefined, { available: 3, committed: 0, onHand: 3 }, { available: 0, committed: 0, onHand: 0 }],
  ])('a shipped unit with %s to %s', (restock, location, here, there) => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('fulfil', { order: '#1001' })
    shop.change('refund', { ...one, restock, location })
    expect([shop.stock('MUG'), shop.stock('MUG', 'There')]).toEqual([here, there])
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 1, open: 0 })
  })

  test.each([
    ['cancel', 'The order #1001 has only 1 open units of MUG, not 2.'],
    ['return', 'The order #1001 has only 1 shipped units of MUG, not 2.'],
  ])('refuses more than there is with %s', (restock, reason) => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('fulfil', one)
    expect(shop.refusal('refund', { order: '#1001', lines: two.lines, restock })).toBe(reason)
    expect(shop.refusal('refund', { order: '#1001', lines: [{ sku: 'MUG', units: 3 }], restock: 'no_restock' })).toBe(
      'The order #1001 has only 2 refundable units of MUG, not 3.',
    )
  })
})

describe('fulfilling', () => {
  test('takes committed and on hand down and tells nothing of stock', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('fulfil', { order: '#1001' })).toEqual(['fulfillments/create', 'orders/updated'])
    expect(shop.stock('MUG')).toEqual({ available: 3, committed: 0, onHand: 3 })
  })

  test('makes one fulfillment for each location, and all of them are taken back together', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [...two.lines, { sku: 'MUG', units: 1, location: 'There' }] })
    expect(shop.topics('fulfil', { order: '#1001' }).filter((topic) => topic === 'fulfillments/create')).toHaveLength(2)
    expect(shop.topics('cancel-fulfilment', { order: '#1001' })).toEqual([
      'fulfillment_orders/order_routing_complete',
      'fulfillment_orders/order_routing_complete',
      'fulfillments/update',
      'fulfillments/update',
      'orders/updated',
    ])
    expect(shop.stock('MUG')).toEqual({ available: 3, committed: 2, onHand: 5 })
    expect(shop.stock('MUG', 'There')).toEqual({ available: -1, committed: 1, onHand: 0 })
  })

  test('that is cancelled makes a new fulfillment order, here or elsewhere, where none is open any more', () => {
    const shop = aMugShop()
    const places = () =>
      shopTruth(shop.shop, 0).fulfillmentOrders.map(({ status, lines }) => [status, lines.map((line) => line.open)])
    shop.change('place-order', two)
    shop.change('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    shop.change('cancel-fulfilment', { order: '#1001' })
    expect(places()).toEqual([['OPEN', [2]]])
    shop.change('fulfil', { order: '#1001' })
    shop.change('cancel-fulfilment', { order: '#1001' })
    expect(places()).toEqual([
      ['CLOSED', [0]],
      ['OPEN', [2]],
    ])
    shop.change('fulfil', { order: '#1001' })
    shop.change('cancel-fulfilment', { order: '#1001', location: 'There' })
    expect(places().at(-1)).toEqual(['OPEN', [2]])
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
    expect(shop.stock('MUG', 'There')).toEqual({ available: -2, committed: 2, onHand: 0 })
    expect(shop.refusal('cancel-fulfilment', { order: '#1001', lines: [{ sku: 'MUG' }] })).toBe(
      'No parcel with MUG of the order #1001 was fulfilled.',
    )
  })

  test('ships more than is on hand, which is then below zero', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 7 }] })
    shop.change('fulfil', { order: '#1001' })
    expect(shop.stock('MUG')).toEqual({ available: -2, committed: 0, onHand: -2 })
  })

  test('takes back only the last of several', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    shop.change('fulfil', { order: '#1001' })
    shop.change('cancel-fulfilment', { order: '#1001' })
    expect(shop.line('#1001', 'MUG')).toEqual({ units: 2, open: 1 })
  })

  test('refuses more than is open, and what is held', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    const three = { order: '#1001', lines: [{ sku: 'MUG', units: 3 }] }
    expect(shop.refusal('fulfil', three)).toBe('Only 2 of MUG are open and not held in #1001, not 3.')
    shop.change('hold', { order: '#1001' })
    expect(shop.refusal('fulfil', { order: '#1001' })).toBe('All that is open of #1001 is on hold.')
    shop.change('release', { order: '#1001' })
    shop.change('fulfil', { order: '#1001' })
    expect(shop.refusal('fulfil', { order: '#1001' })).toBe('Nothing of #1001 is open.')
  })
})

test('deleting an order takes its open units out of committed only', () => {
  const shop = aMugShop()
  shop.change('place-order', two)
  expect(shop.topics('delete-order', { order: '#1001' })).toEqual(['orders/delete'])
  expect(shop.stock('MUG')).toEqual({ available: 3, committed: 0, onHand: 3 })
  expect(shop.refusal('fulfil', { order: '#1001' })).toBe('There is no order #1001.')
})
