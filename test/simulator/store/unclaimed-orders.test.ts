import { describe, expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import { aMugShop, type ShopInMemory } from './shop-in-memory.ts'

const three = { lines: [{ sku: 'MUG', units: 3 }], claim: false }

describe('an order that takes no stock', () => {
  test('moves nothing, tells of no stock, and may be made of what may not be oversold', () => {
    const shop = aMugShop('DENY')
    const topics = shop.topics('place-order', { lines: [{ sku: 'MUG', units: 9 }], claim: false })
    expect(topics).toEqual(['orders/create', 'fulfillment_orders/order_routing_complete', 'orders/updated'])
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
    expect(unclaimed(shop)).toBe(9)
  })

  test('takes what it ships from what is available, and tells of it', () => {
    const shop = aMugShop()
    shop.change('place-order', three)
    const topics = shop.topics('fulfil', { order: '#1001', lines: [{ sku: 'MUG', units: 2 }] })
    expect(topics).toContain('inventory_levels/update')
    expect(shop.stock('MUG')).toEqual({ available: 3, committed: 0, onHand: 3 })
    expect(unclaimed(shop)).toBe(1)
  })

  test('commits like any other what comes back because its fulfilment was cancelled', () => {
    const shop = aMugShop()
    shop.change('place-order', three)
    shop.change('fulfil', { order: '#1001' })
    shop.change('cancel-fulfilment', { order: '#1001' })
    expect(shop.stock('MUG')).toEqual({ available: 2, committed: 3, onHand: 5 })
    expect(unclaimed(shop)).toBe(0)
  })

  test('gives nothing back when it is cancelled, refunded or lowered', () => {
    for (const [verb, wish] of [
      ['cancel-order', { order: '#1001', restock: true }],
      ['refund', { order: '#1001', lines: [{ sku: 'MUG', units: 3 }], restock: 'cancel' }],
      ['edit-order', { order: '#1001', lines: [{ sku: 'MUG', units: 0 }] }],
    ] as const) {
      const shop = aMugShop()
      shop.change('place-order', three)
      shop.change(verb, wish)
      expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
      expect(unclaimed(shop)).toBe(0)
    }
  })

  test('commits what an edit adds, and gives up first what took no stock', () => {
    const shop = aMugShop()
    shop.change('place-order', three)
    shop.change('edit-order', { order: '#1001', lines: [{ sku: 'MUG', units: 5 }] })
    expect(shop.stock('MUG')).toEqual({ available: 3, committed: 2, onHand: 5 })
    shop.change('edit-order', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    expect(shop.stock('MUG')).toEqual({ available: 4, committed: 1, onHand: 5 })
    expect(unclaimed(shop)).toBe(0)
  })

  test('takes no stock at another location either, split, moved and merged', () => {
    const shop = aMugShop()
    shop.change('place-order', three)
    shop.change('split', { order: '#1001', lines: [{ sku: 'MUG', units: 1 }] })
    shop.change('merge', { order: '#1001' })
    shop.change('move', { order: '#1001', sku: 'MUG', location: 'There', units: 2 })
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
    expect(shop.stock('MUG', 'There')).toEqual({ available: 0, committed: 0, onHand: 0 })
    expect(unclaimed(shop)).toBe(3)
  })
})

describe('an item that is tracked later', () => {
  test('has the open units of its orders take no stock, and those of later orders do', () => {
    const shop = aMugShop()
    shop.change('create-product', { title: 'Card', variants: [{ sku: 'CARD', tracked: false, stock: { Here: 4 } }] })
    shop.change('place-order', { lines: [{ sku: 'CARD', units: 3 }] })
    expect(shop.topics('track-item', { sku: 'CARD', tracked: true })).toEqual(['inventory_items/update'])
    shop.change('place-order', { lines: [{ sku: 'CARD', units: 2 }] })
    expect(shop.stock('CARD')).toEqual({ available: 2, committed: 2, onHand: 4 })
    expect(unclaimed(shop)).toBe(3)
  })

  test('lets go of what was committed when it is tracked no longer', () => {
    const shop = aMugShop()
    shop.change('place-order', { lines: [{ sku: 'MUG', units: 2 }] })
    shop.change('track-item', { sku: 'MUG', tracked: false })
    expect(shop.stock('MUG')).toEqual({ available: 5, committed: 0, onHand: 5 })
    expect(shop.refusal('track-item', { sku: 'MUG', tracked: false })).toBe('MUG is not tracked.')
  })
})

function unclaimed({ shop }: ShopInMemory): number {
  return shopTruth(shop, 0).stock.reduce((sum, point) => sum + point.unclaimed, 0)
}
