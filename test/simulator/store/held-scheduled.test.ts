import { expect, test } from 'vitest'
import { shopTruth } from '../../../simulator/control/shop-truth.ts'
import { aMugShop, type ShopInMemory } from './shop-in-memory.ts'

const later = '2026-12-20T09:00:00.000Z'
const order = '#1001'

function aPreOrder(fulfillAt: string | null = later): ShopInMemory {
  const shop = aMugShop()
  shop.change('place-order', { lines: [{ sku: 'MUG', units: 2, fulfillAt }] })
  return shop
}

function told({ shop }: ShopInMemory) {
  return shopTruth(shop, 0).fulfillmentOrders.map(({ status, fulfillAt, lines }) => [status, fulfillAt, lines[0]?.open])
}

test.each([later, null])('what is to be sent at %s is held with its day, and scheduled again by the release', (at) => {
  const shop = aPreOrder(at)
  expect(shop.topics('hold', { order })).toContain('fulfillment_holds/added')
  expect(told(shop)).toEqual([['ON_HOLD', at, 2]])
  expect(shop.refusal('open-scheduled', { order })).toBe('Nothing of #1001 is scheduled.')
  expect(shop.topics('release', { order })).toContain('fulfillment_holds/released')
  expect(told(shop)).toEqual([['SCHEDULED', at, 2]])
  expect(shop.refusal('fulfil', { order })).toContain('scheduled for later')
})

test('what is held when its day comes stays held, and is open by the release', () => {
  const shop = aPreOrder()
  shop.change('hold', { order })
  expect(shop.topics('pass-time', { days: 40 })).toEqual([])
  expect(told(shop)).toEqual([['ON_HOLD', later, 2]])
  shop.change('release', { order })
  expect(told(shop)).toEqual([['OPEN', later, 2]])
})

test('of what is held in part the rest is to be sent as late', () => {
  const shop = aPreOrder()
  shop.change('hold', { order, lines: [{ sku: 'MUG', units: 1 }] })
  expect(told(shop)).toEqual([
    ['ON_HOLD', later, 1],
    ['SCHEDULED', later, 1],
  ])
})
