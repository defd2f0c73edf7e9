import { describe, expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import type { productPayload } from '../../../simulator/store/payloads/product.ts'
import { aMugShop, aShop } from './shop-in-memory.ts'

const two = { lines: [{ sku: 'MUG', units: 2 }] }

describe('the catalogue', () => {
  test('tells a new product with its items and where they are stocked', () => {
    const shop = aShop('Here')
    const wish = { title: 'Mug', variants: [{ sku: 'RED', stock: { Here: 3 } }, { sku: 'BLUE' }] }
    expect(shop.topics('create-product', wish)).toEqual([
      'products/create',
      'inventory_items/create',
      'inventory_items/create',
      'inventory_levels/connect',
      'inventory_levels/connect',
      'inventory_levels/update',
    ])
    expect(shop.stock('BLUE')).toEqual({ available: 0, committed: 0, onHand: 0 })
  })

  test('tells a changed variant with its product, of which the first hundred variants are written out', () => {
    const shop = aShop('Here')
    const variants = Array.from({ length: 150 }, (_, at) => ({ sku: `V${at + 1}` }))
    shop.change('create-product', { title: 'Many', variants })
    shop.passes(60)
    const { events } = shop.change('change-variant', { sku: 'V149', policy: 'DENY', newSku: 'W149' })
    expect(events.map(({ topic }) => topic)).toEqual(['products/update', 'inventory_items/update'])
    const payload = events[0]?.payload as ReturnType<typeof productPayload>
    expect(payload.variants.map(({ sku }) => sku)).toEqual(variants.slice(0, 100).map(({ sku }) => sku))
    expect(payload.variant_gids).toHaveLength(150)
    const changed = payload.variant_gids.filter(({ updated_at }) => updated_at === '2026-11-20T08:01:00.000Z')
    const known = shopTruth(shop.shop, 0).products[0]?.variants[148]
    expect(changed.map((each) => each.admin_graphql_api_id)).toEqual([known?.variantId])
    expect(known).toMatchObject({ sku: 'W149', policy: 'DENY' })
    expect(shop.refusal('change-variant', { sku: 'W149', newSku: 'V1' })).toContain('already a variant')
  })

  test('tells a product that gets variants, loses some and is called otherwise', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('change-product', { sku: 'MUG', title: 'Cup', add: [{ sku: 'RED' }] })).toEqual([
      'products/update',
      'inventory_items/create',
      'inventory_levels/connect',
    ])
    expect(shop.topics('change-product', { sku: 'RED', remove: ['MUG'] })).toEqual([
      'products/update',
      'inventory_items/delete',
      'orders/updated',
    ])
    const truth = shopTruth(shop.shop, 0)
    expect(truth.products).toMatchObject([{ title: 'Cup', variants: [{ sku: 'RED' }] }])
    expect(truth.orders[0]?.lines[0]).toMatchObject({ itemId: null, variantId: null, open: 2 })
    expect(shop.refusal('change-product', { sku: 'RED', remove: ['RED'] })).toBe('A product has at least one variant.')
  })

  test('keeps the lines of a deleted product, without variant or stock', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('delete-product', { sku: 'MUG' })).toEqual([
      'products/delete',
      'inventory_items/delete',
      'orders/updated',
    ])
    const truth = shopTruth(shop.shop, 0)
    expect(truth.stock).toEqual([])
    expect(truth.orders[0]?.lines[0]).toMatchObject({ sku: 'MUG', itemId: null, variantId: null, units: 2, open: 2 })
    expect(shop.refusal('fulfil', { order: '#1001' })).toBeNull()
  })
})

describe('locations', () => {
  test('open, close and open again with their stock', () => {
    const shop = aMugShop()
    expect(shop.topics('create-location', { name: 'Attic' })).toEqual(['locations/create'])
    expect(shop.topics('change-location', { location: 'Attic', fulfillsOnlineOrders: false })).toEqual([
      'locations/update',
    ])
    expect(shop.refusal('change-location', { location: 'Attic' })).toContain('fulfillsOnlineOrders')
    expect(shop.topics('deactivate-location', { location: 'Here' })).toEqual([
      'locations/deactivate',
      'locations/update',
    ])
    expect(shop.refusal('place-order', { lines: [{ sku: 'MUG', units: 1, location: 'Here' }] })).toBe(
      'The location Here is not active.',
    )
    expect(shop.topics('activate-location', { location: 'Here' })).toEqual(['locations/activate', 'locations/update'])
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
  })

  test('the last active one stays', () => {
    expect(aShop('Here').refusal('deactivate-location', { location: 'Here' })).toBe('Here is the only active location.')
  })

  test('stock an item, and stop stocking it while it owes nothing', () => {
    const shop = aMugShop()
    shop.change('create-location', { name: 'Attic' })
    expect(shop.topics('connect-location', { sku: 'MUG', location: 'Attic', available: 2 })).toEqual([
      'inventory_levels/connect',
      'inventory_levels/update',
    ])
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 1, location: 'There' }] })
    expect(shop.refusal('disconnect-location', { sku: 'MUG', location: 'There' })).toBe(
      'There still owes 1 of MUG to orders.',
    )
    expect(shop.topics('disconnect-location', { sku: 'MUG', location: 'Attic' })).toEqual([
      'inventory_levels/disconnect',
    ])
  })
})

describe('counting and adjusting', () => {
  test('set what is available, and say so once', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.answer('set-stock', { sku: 'MUG', available: 10 })).toMatchObject({
      available: 10,
      committed: 2,
      onHand: 12,
    })
    expect(shop.topics('adjust-stock', { sku: 'MUG', delta: -4 })).toEqual(['inventory_levels/update'])
    expect(shop.topics('adjust-stock', { sku: 'MUG', delta: 0 })).toEqual([])
    expect(shop.stock('MUG')).toEqual({ available: 6, committed: 2, onHand: 8 })
  })

  test('a service writes what it counts, whatever waits there, or less what is committed', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 8 }] })
    expect(shop.stock('MUG')).toEqual({ available: -3, committed: 8, onHand: 5 })
    expect(shop.answer('report-stock', { sku: 'MUG', counted: 0 })).toMatchObject({ available: 0, onHand: 8 })
    expect(shop.topics('report-stock', { sku: 'MUG', counted: 5, mindsOrders: true })).toEqual([
      'inventory_levels/update',
    ])
    expect(shop.stock('MUG')).toEqual({ available: -3, committed: 8, onHand: 5 })
    expect(shop.topics('report-stock', { sku: 'MUG', counted: 5, mindsOrders: true })).toEqual([])
  })

  test('stock an item where it never was', () => {
    const shop = aMugShop()
    shop.change('create-location', { name: 'Attic' })
    expect(shop.topics('set-stock', { sku: 'MUG', location: 'Attic', available: 1 })).toEqual([
      'inventory_levels/connect',
      'inventory_levels/update',
    ])
  })
})

describe('fulfillment orders', () => {
  test('moving takes the commitment along and tells both stock points', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('move', { order: '#1001', sku: 'MUG', location: 'There' })).toEqual([
      'fulfillment_orders/moved',
      'orders/updated',
      'inventory_levels/update',
      'inventory_levels/update',
    ])
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
    expect(shop.stock('MUG', 'There')).toEqual({ available: -2, committed: 2, onHand: 0 })
    expect(shop.refusal('move', { order: '#1001', sku: 'MUG', location: 'There' })).toBe(
      'MUG of #1001 is at There already.',
    )
  })

  test('moving all of one that never shipped keeps its id, else a new one takes what moves', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 3 }] })
    shop.change('move', { order: '#1001', sku: 'MUG', location: 'There' })
    const places = () => shopTruth(shop.shop, 0).fulfillmentOrders.map(({ status, lines }) => [status, lines[0]?.open])
    expect(places()).toEqual([['OPEN', 3]])
    shop.change('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    shop.change('move', { order: '#1001', sku: 'MUG', location: 'Here' })
    expect(places()).toEqual([
      ['CLOSED', 0],
      ['OPEN', 2],
    ])
  })

  test('moving some units leaves the others', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('move', { order: '#1001', sku: 'MUG', location: 'There', units: 1 })
    const [there] = shopTruth(shop.shop, 0).orders
    expect(there?.lines[0]?.openAt.map((place) => place.open)).toEqual([1, 1])
  })

  test('a held one is told with its hold and free again after release', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    const { events } = shop.change('hold', { order: '#1001', reason: 'INVENTORY_OUT_OF_STOCK' })
    expect(events[0]).toMatchObject({
      topic: 'fulfillment_orders/placed_on_hold',
      payload: {
        fulfillment_order: { status: 'on_hold' },
        created_fulfillment_hold: { reason: 'inventory_out_of_stock' },
        remaining_fulfillment_order: null,
      },
    })
    expect(events[1]).toMatchObject({
      topic: 'fulfillment_holds/added',
      payload: { fulfillment_hold: { reason: 'inventory_out_of_stock' } },
    })
    expect(shopTruth(shop.shop, 0).holds).toHaveLength(1)
    expect(shop.refusal('move', { order: '#1001', sku: 'MUG', location: 'There' })).toBe(
      'MUG of #1001 is on hold; release it first.',
    )
    expect(shop.topics('release', { order: '#1001' }).slice(0, 2)).toEqual([
      'fulfillment_orders/hold_released',
      'fulfillment_holds/released',
    ])
    expect(shop.refusal('release', { order: '#1001' })).toBe('Nothing of #1001 is on hold.')
  })

  test('holding some units splits the rest off', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    shop.change('hold', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    expect(shopTruth(shop.shop, 0).fulfillmentOrders.map(({ status, lines }) => [status, lines[0]?.open])).toEqual([
      ['ON_HOLD', 1],
      ['OPEN', 1],
    ])
    expect(shop.refusal('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 2 }] })).toBe(
      'Only 1 of MUG are open and not held in #1001, not 2.',
    )
  })

  test('one is split in two and merged again', () => {
    const shop = aMugShop()
    shop.change('place-order', two)
    expect(shop.topics('split', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })[0]).toBe(
      'fulfillment_orders/split',
    )
    expect(shop.topics('merge', { order: '#1001' })[0]).toBe('fulfillment_orders/merged')
    const open = shopTruth(shop.shop, 0).fulfillmentOrders.map(({ status, lines }) => [status, lines[0]?.open])
    expect(open).toEqual([
      ['OPEN', 2],
      ['CLOSED', 0],
    ])
  })
})

describe('any wish', () => {
  test.each([
    ['place-order', { lines: [] }],
    ['place-order', { lines: [{ sku: 'MUG', units: 0 }] }],
    ['place-order', { lines: [{ sku: 'MUG', units: 1.5 }] }],
    ['place-order', { lines: [{ sku: 'MUG', units: 1 }], at: 'yesterday' }],
    ['place-order', { lines: [{ sku: 'CUP', units: 1 }] }],
    ['place-order', { lines: [{ sku: 'MUG', units: 1, location: 'Nowhere' }] }],
    ['create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] }],
    ['refund', { order: '#1', lines: [{ sku: 'MUG', units: 1 }], restock: 'cancel' }],
    ['set-stock', { sku: 'MUG', available: '5' }],
    ['mischief', { lose: 2 }],
    ['cancel-order', 'nonsense'],
  ] as const)('%s %j is refused in words and leaves no trace', (verb, wish) => {
    const floor = aMugShop()
    const before = JSON.stringify(shopTruth(floor.shop, 0))
    const next = floor.shop.nextId
    expect(floor.refusal(verb, wish)).toMatch(/\w/)
    expect(JSON.stringify(shopTruth(floor.shop, 0))).toBe(before)
    expect(floor.shop.nextId).toBe(next)
  })

  test("tells whole seconds with the shop's offset, and never goes back in time", () => {
    const shop = aMugShop()
    shop.passes(90.4)
    shop.change('place-order', two)
    shop.passes(-60)
    const { events } = shop.change('fulfil', { order: '#1001' })
    expect(events.find((event) => event.topic === 'orders/updated')?.payload).toMatchObject({
      updated_at: '2026-11-20T03:01:30-05:00',
    })
  })
})
