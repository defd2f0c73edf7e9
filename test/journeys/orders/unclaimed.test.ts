import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** Far less than the minute that news is waited for, and enough on a busy machine. */
const atOnce = { timeout: 60_000, interval: 100 }
const backordered = async (shop: SimulatedShop) =>
  (await shop.backorders()).reduce((sum, row) => sum + row.backordered, 0)

it.concurrent('orders that took no stock are waited for once, and everything after them is planned at once', async () => {
  const shop = await floor.openShop('unclaimed.myshopify.com')
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A', stock: { 'Shop location': 10 } }] })
  for (let order = 0; order < 6; order++) {
    await shop.verb('place-order', { lines: [{ sku: 'A', units: 10 }], claim: false })
  }
  await shop.settle(120)
  expect(await backordered(shop)).toBe(50)

  await shop.verb('place-order', { lines: [{ sku: 'A', units: 15 }] })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(65), atOnce)
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 1 }] })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(66), atOnce)
  await shop.verb('cancel-order', { order: '#1002', restock: true })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(56), atOnce)
  await shop.verb('fulfil', { order: '#1001' })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(56), atOnce)
  await shop.verb('adjust-stock', { sku: 'A', delta: 20 })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(36), atOnce)
  await shop.settle(20)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])

  const rules = await shop.api('/api/shop/rules', 'PUT', { countsUnclaimed: false })
  expect(await rules.json()).toMatchObject({ countsUnclaimed: false, unclaimed: { units: 40, items: 1 } })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(0), atOnce)
  await shop.api('/api/shop/rules', 'PUT', { countsUnclaimed: true })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(36), atOnce)
  await shop.settle(20)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('an item that is tracked later owes its open orders, and waits for them once', async () => {
  const shop = await floor.openShop('tracked-later.myshopify.com')
  const variant = { sku: 'B', tracked: false, stock: { 'Shop location': 4 } }
  await shop.verb('create-product', { title: 'B', variants: [variant] })
  await shop.verb('place-order', { lines: [{ sku: 'B', units: 6 }] })
  await shop.settle()
  expect(await shop.backorders()).toEqual([])
  await shop.verb('track-item', { sku: 'B', tracked: true })
  await shop.settle(120)
  expect(await backordered(shop)).toBe(2)
  await shop.verb('place-order', { lines: [{ sku: 'B', units: 3 }] })
  await vi.waitFor(async () => expect(await backordered(shop)).toBe(5), atOnce)
  await shop.settle(20)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('a shop that had such orders before the app is planned with the end of its import', async () => {
  const name = 'had-them-before.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('create-product', { title: 'C', variants: [{ sku: 'C', stock: { 'Shop location': 5 } }] })
  for (let order = 0; order < 4; order++) {
    await shop.verb('place-order', { lines: [{ sku: 'C', units: 2 }], claim: order % 2 === 0 })
  }
  await shop.verb('install')
  await shop.settle(40)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  expect(await backordered(shop)).toBe(3)
  const rules = await shop.api('/api/shop/rules')
  expect(await rules.json()).toMatchObject({ unclaimed: { units: 4, items: 1 } })
})
