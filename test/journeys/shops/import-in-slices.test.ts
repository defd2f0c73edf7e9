import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ShopImport } from '../../../web/checks/contract/imports.ts'
import type { ParkedListOutput } from '../../../web/mirror/contract/deliveries.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

const dayMs = 24 * 3_600_000
const inTime = { timeout: 60_000, interval: 100 }

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** Eight wares of the last four years, and orders of the last 45 days. The app is not installed yet. */
async function aGrownShop(name: string, orders: number): Promise<SimulatedShop> {
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('create-location', { name: 'Second shop' })
  const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString()
  for (const ware of Array.from({ length: 8 }, (_, index) => index)) {
    const variants = [{ sku: `W${ware}`, stock: { 'Shop location': ware, 'Second shop': 1 } }]
    await shop.verb('create-product', { title: `Ware ${ware}`, variants, at: ago(ware * 200) })
  }
  for (const order of Array.from({ length: orders }, (_, index) => index)) {
    const lines = [{ sku: `W${order % 8}`, units: 1 + (order % 3) }]
    await shop.verb('place-order', { lines, at: ago((order * 45) / orders) })
  }
  return shop
}

const importOf = async (shop: SimulatedShop) =>
  ((await (await shop.api('/api/imports/current')).json()) as { current: ShopImport }).current
const stepOf = ({ parts }: ShopImport, name: string) => parts.find(({ part }) => part === name)
const setAside = async (shop: SimulatedShop) =>
  ((await (await shop.api('/api/deliveries/parked')).json()) as ParkedListOutput).rows

async function operationsOf(shop: SimulatedShop): Promise<number> {
  const reply = await fetch(`${floor.simulator.url}/control/${shop.shop}/admin-calls`)
  const { byOperation } = (await reply.json()) as { byOperation: Record<string, { calls: number }> }
  return byOperation['RunBulkQuery']?.calls ?? 0
}

it.concurrent('what is too much for one bulk operation is imported in slices of time', async () => {
  const shop = await aGrownShop('sliced.myshopify.com', 40)
  await shop.verb('faults', { bulk: { timeoutBeyond: 3 } })
  await shop.verb('install')
  // What happens meanwhile is newer than what any slice says.
  await shop.verb('place-order', { lines: [{ sku: 'W1', units: 2 }] })
  await shop.verb('cancel-order', { order: '#1007', restock: true })
  await shop.verb('fulfil', { order: '#1020' })
  await shop.settle(120)
  const over = await importOf(shop)
  expect(over).toMatchObject({ finishedAt: expect.any(String), trouble: null, setAside: 0, share: 1 })
  expect(over.parts.map(({ part, state }) => `${part} ${state}`)).toEqual(
    ['locations', 'catalogue', 'stock', 'orders', 'routing', 'strangers'].map((part) => `${part} done`),
  )
  expect(stepOf(over, 'catalogue')).toMatchObject({ done: 8, expected: 8 })
  expect(stepOf(over, 'stock')).toMatchObject({ done: 8, expected: 8 })
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('what Shopify cannot gather is asked for after growing pauses, and the merchant is told', async () => {
  const shop = await aGrownShop('failing.myshopify.com', 6)
  await shop.verb('faults', { bulk: { fail: 1, only: 'Orders' } })
  await shop.verb('install')
  const pauses = new Map<string, number>()
  await vi.waitFor(async () => {
    const { trouble, troubledPart, retryAt } = await importOf(shop)
    if (retryAt !== null) pauses.set(retryAt, Date.parse(retryAt))
    expect([trouble, troubledPart]).toEqual(['bulk-failed', 'orders'])
    expect(pauses.size).toBeGreaterThan(2)
  }, inTime)
  const [first = 0, second = 0, third = 0] = [...pauses.values()]
  expect(third - second).toBeGreaterThan(second - first)
  // The other parts do not wait for it.
  expect(stepOf(await importOf(shop), 'stock')).toMatchObject({ state: 'done' })
  expect(await operationsOf(shop)).toBeLessThan(9)
  await shop.verb('faults')
  await shop.settle(120)
  expect(await importOf(shop)).toMatchObject({ finishedAt: expect.any(String), trouble: null, retryAt: null })
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('what is made in one minute and too much all the same is said, and imported once it is not', async () => {
  const shop = await aGrownShop('one-minute.myshopify.com', 0)
  const at = new Date(Date.now() - 9 * dayMs).toISOString()
  for (let order = 0; order < 4; order += 1) await shop.verb('place-order', { lines: [{ sku: 'W0', units: 1 }], at })
  await shop.verb('faults', { bulk: { timeoutBeyond: 3, only: 'Orders' } })
  await shop.verb('install')
  await vi.waitFor(async () => {
    expect(await importOf(shop)).toMatchObject({ trouble: 'bulk-timeout', troubledPart: 'orders' })
  }, inTime)
  await shop.verb('faults')
  await shop.settle(120)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('rows that cannot be read are set aside and named, and all others imported', async () => {
  const shop = await aGrownShop('damaged.myshopify.com', 12)
  const unsold = { title: 'Unsold', variants: [{ sku: 'UNSOLD' }] }
  const { variants } = await shop.verb<{ variants: { variantId: string }[] }>('create-product', unsold)
  const { orders, stock } = await shop.truth()
  const item = stock.find(({ sku }) => sku === 'W3')?.itemId
  await shop.verb('faults', { bulk: { damaged: [variants[0]?.variantId, item, orders[0]?.orderId] } })
  await shop.verb('install')
  await shop.settle(120)
  // The order is missing where it ships from, too.
  expect(await importOf(shop)).toMatchObject({ finishedAt: expect.any(String), trouble: null, setAside: 4 })
  // What Shopify told of by other ways meanwhile is taken back: of an item with orders, and of an order that changed just now.
  const aside = await setAside(shop)
  expect(aside.map(({ topic, kind }) => `${topic} ${kind}`)).toEqual(['read/variant unreadable'])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])

  await shop.api('/api/deliveries/parked/retry', 'POST', { deliveryId: aside[0]?.deliveryId })
  await shop.settle(120)
  expect(await setAside(shop)).toEqual([])
  await shop.verb('place-order', { lines: [{ sku: 'UNSOLD', units: 2 }] })
  await shop.settle(120)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})
