import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { ParkedListOutput } from '../../../web/mirror/contract/deliveries.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

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

const inTime = { timeout: 40_000, interval: 200 }

async function aShop(name: string, ...skus: readonly string[]): Promise<SimulatedShop> {
  const shop = await floor.openShop(name)
  for (const sku of skus) await shop.verb('create-product', { title: sku, variants: [{ sku }] })
  await shop.settle()
  return shop
}

const order = (shop: SimulatedShop, sku: string, units: number) =>
  shop.verb<{ orderName: string; orderId: string }>('place-order', { lines: [{ sku, units }] })
const setAside = async (shop: SimulatedShop) =>
  ((await (await shop.api('/api/deliveries/parked')).json()) as ParkedListOutput).rows
const unitsOf = async (shop: SimulatedShop, sku: string) =>
  (await shop.backorders()).filter((row) => row.sku === sku).map((row) => row.backordered)
const itemOf = async (shop: SimulatedShop, sku: string) =>
  (await shop.truth()).stock.find((point) => point.sku === sku)?.itemId

async function reconcile(shop: SimulatedShop): Promise<void> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  await vi.waitFor(async () => {
    const found = (await (await shop.api('/api/reconcile')).json()) as FoundReconcile
    expect(found.reconcile?.finishedAt).not.toBeNull()
  }, inTime)
}

it.concurrent('an item with more units owed than Shopify can say stops no other item', async () => {
  const shop = await aShop('overflowing.myshopify.com', 'A', 'C')
  await order(shop, 'C', 2)
  const { orderName } = await order(shop, 'C', 2_147_483_647)
  await order(shop, 'A', 2)
  await vi.waitFor(async () => expect(await unitsOf(shop, 'A')).toEqual([2]), inTime)
  const aside = expect.objectContaining({ topic: 'read/item', kind: 'untold' })
  await vi.waitFor(async () => expect(await setAside(shop)).toContainEqual(aside), inTime)
  await shop.settle()

  await shop.verb('cancel-order', { order: orderName, restock: true })
  await vi.waitFor(async () => expect(await unitsOf(shop, 'C')).toEqual([2]), inTime)
  await shop.settle()
  expect((await setAside(shop)).filter(({ kind }) => kind === 'untold')).toEqual([])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('two orders of more than a billion units each stop nothing, and are both there when Shopify tells again', async () => {
  const shop = await aShop('billions.myshopify.com', 'A', 'C')
  await order(shop, 'C', 1_200_000_000)
  const second = await order(shop, 'C', 1_200_000_000)
  await order(shop, 'A', 1)
  await vi.waitFor(async () => expect(await unitsOf(shop, 'A')).toEqual([1]), inTime)
  await shop.settle()
  await shop.verb('cancel-order', { order: second.orderName, restock: true })
  await shop.settle()
  expect(await unitsOf(shop, 'C')).toEqual([1_200_000_000])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('an item that Shopify fails at is set aside, and planned when it is tried again', async () => {
  const shop = await aShop('one-item.myshopify.com', 'A', 'B', 'C')
  await shop.verb('faults', { admin: { unreadable: [await itemOf(shop, 'B')] } })
  for (const sku of ['A', 'B', 'C']) await order(shop, sku, 3)
  await vi.waitFor(async () => expect([await unitsOf(shop, 'A'), await unitsOf(shop, 'C')]).toEqual([[3], [3]]), inTime)
  await shop.settle()
  const [aside, ...others] = await setAside(shop)
  expect(others).toEqual([])
  expect(aside).toMatchObject({ topic: 'read/item', kind: 'untold', reason: expect.stringContaining('Internal error') })
  await reconcile(shop)
  expect(await setAside(shop)).toHaveLength(1)

  await shop.verb('faults')
  await shop.api('/api/deliveries/parked/retry', 'POST', { deliveryId: aside?.deliveryId })
  await vi.waitFor(async () => expect(await unitsOf(shop, 'B')).toEqual([3]), inTime)
  await shop.settle()
  expect(await setAside(shop)).toEqual([])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('an order that Shopify fails at is left out of a reconcile, and stays as it is known', async () => {
  const shop = await aShop('one-order.myshopify.com', 'A', 'B')
  await shop.verb('create-location', { name: 'Second shop' })
  await order(shop, 'A', 1)
  const poisoned = await order(shop, 'A', 2)
  await shop.settle()
  await shop.verb('faults', { admin: { unreadable: [poisoned.orderId] }, webhooks: { lose: 1 } })
  await order(shop, 'B', 4)
  await shop.verb('faults', { admin: { unreadable: [poisoned.orderId] } })
  await reconcile(shop)
  await shop.settle()
  expect(await unitsOf(shop, 'B')).toEqual([4])
  expect((await unitsOf(shop, 'A')).toSorted()).toEqual([1, 2])
  expect((await setAside(shop)).map(({ topic }) => topic)).toEqual(['read/order'])
  await shop.verb('faults')
  await shop.api('/api/deliveries/parked/retry', 'POST', { deliveryId: (await setAside(shop))[0]?.deliveryId })
  await shop.settle()
  expect(await setAside(shop)).toEqual([])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('an item at which whatever it is asked for with fails, and nobody says so, is found and set aside', async () => {
  const shop = await aShop('somewhere.myshopify.com', 'A', 'B', 'C', 'D', 'E')
  await shop.verb('faults', { admin: { unreadable: [await itemOf(shop, 'D')], failsWhole: true } })
  for (const sku of ['A', 'B', 'C', 'D', 'E']) await order(shop, sku, 3)
  for (const sku of ['A', 'B', 'C', 'E']) {
    await vi.waitFor(async () => expect(await unitsOf(shop, sku)).toEqual([3]), inTime)
  }
  await shop.settle()
  expect(await setAside(shop)).toMatchObject([{ topic: 'read/item', kind: 'untold' }])

  await shop.verb('faults')
  await shop.api('/api/deliveries/parked/retry', 'POST', { deliveryId: (await setAside(shop))[0]?.deliveryId })
  await vi.waitFor(async () => expect(await unitsOf(shop, 'D')).toEqual([3]), inTime)
  await shop.settle()
  expect(await setAside(shop)).toEqual([])
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})

it.concurrent('asked about nothing else, Shopify is taken for busy at first, and what it fails at is set aside in the end', async () => {
  const shop = await aShop('alone.myshopify.com', 'A', 'B')
  await shop.verb('faults', { admin: { unreadable: [await itemOf(shop, 'A')], failsWhole: true } })
  await order(shop, 'A', 3)
  await vi.waitFor(async () => expect(await setAside(shop)).toMatchObject([{ topic: 'read/item' }]), inTime)
  await order(shop, 'B', 2)
  await vi.waitFor(async () => expect(await unitsOf(shop, 'B')).toEqual([2]), inTime)
})

it.concurrent.each([false, true])(
  'what shoppers are told of others goes on where Shopify fails at one variant, whole: %s',
  async (failsWhole) => {
    const shop = await aShop(failsWhole ? 'whole.myshopify.com' : 'part.myshopify.com', 'A', 'B')
    const variantOf = async (sku: string) =>
      (await shop.truth()).orders.flatMap(({ lines }) => lines).find((line) => line.sku === sku)?.variantId
    const isTold = async (sku: string) => {
      const variant = await variantOf(sku)
      return (await shop.truth()).metafields.some(({ ownerId, key }) => ownerId === variant && key === 'promise')
    }
    await order(shop, 'A', 1)
    await vi.waitFor(async () => expect(await isTold('A')).toBe(true), inTime)
    await shop.settle()
    await shop.verb('faults', { admin: { unreadable: [await variantOf('A')], failsWhole } })
    await reconcile(shop)
    await order(shop, 'B', 1)
    await vi.waitFor(async () => expect(await isTold('B')).toBe(true), inTime)
  },
  120_000,
)
