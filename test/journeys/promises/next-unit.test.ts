import { afterAll, beforeAll, expect, it } from 'vitest'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { Decided } from '../../support/truth/oracle.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'
import { aStore, type Store } from '../goods/a-store.ts'

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

const here = 'Shop location'
const notice = 'On backorder: ships when it is back in stock.'

async function sellsLamps(name: string, stock: Record<string, number>): Promise<Store> {
  const others = Object.keys(stock).filter((place) => place !== here)
  const store = await aStore(floor, name, others)
  await store.sells('LAMP', { stock })
  return store
}

/** What the product page says to whoever wants one; null where it says nothing. */
async function reads(store: Store): Promise<string | null> {
  await store.settle(100)
  const page = await (await fetch(`${floor.simulator.url}/storefront/${store.shop}/products/lamp`)).text()
  const words = /data-words[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? ''
  return words.replace(/<[^>]+>/g, '').trim() || null
}

/** So many units are ready by what the page counts, before it tells of a day; null where it has nothing to tell at all. */
async function readyOnPage(store: Store): Promise<number | null> {
  await store.settle(100)
  const page = await (await fetch(`${floor.simulator.url}/storefront/${store.shop}/products/lamp`)).text()
  const ready = /data-ready="(\d+)"/.exec(page)?.[1]
  return ready === undefined ? null : Number(ready)
}

type Wish = { claim?: boolean; paid?: boolean; location?: string; fulfillAt?: string }

const orders = (store: Store, units: number, { location, fulfillAt, ...how }: Wish = {}) =>
  store.verb('place-order', { lines: [{ sku: 'LAMP', units, location, fulfillAt }], ...how })

const shortUnits = async (store: Store) => {
  await store.settle(100)
  return (await store.backorders()).reduce((sum, row) => sum + row.backordered, 0)
}

/** Keeps so many units at the first location; answers what is kept, as the oracle has it. */
async function holdsBack(store: Store, units: number) {
  const { locations } = await store.truth()
  const [itemId, locationId] = [await store.itemIdOf('LAMP'), locations.find(({ name }) => name === here)?.locationId]
  await store.say('/api/held-back', { itemId, locationId, units })
  return { heldBack: new Map([[`${itemId} ${locationId}`, units]]) }
}

/** The promise is what the rules of the shop make of the truth. */
async function isTrue(store: Store, decided: Decided = {}): Promise<void> {
  await store.settle(100)
  expect(promiseFaults(await store.truth(), await store.backorders(), [], null, decided)).toEqual([])
}

it.concurrent('a shopper reads a notice while orders that took no stock have all there is', async () => {
  const store = await sellsLamps('no-stock-taken', { [here]: 5 })
  await orders(store, 5, { claim: false })
  expect(await reads(store)).toBe(notice)
  await isTrue(store)

  await orders(store, 1)
  expect(await shortUnits(store)).toBe(1)
  expect(await reads(store)).toBe(notice)
  await isTrue(store)

  await store.verb('cancel-order', { order: '#1001', restock: false })
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBeNull()
  await isTrue(store)
}, 240_000)

it.concurrent('the notice goes with the only order, which took no stock, and comes as the stock shrinks to what it has', async () => {
  const store = await sellsLamps('only-order', { [here]: 8 })
  await orders(store, 5, { claim: false })
  expect(await reads(store)).toBeNull()
  await store.verb('adjust-stock', { sku: 'LAMP', delta: -3 })
  expect(await reads(store)).toBe(notice)
  await isTrue(store)
  await store.verb('cancel-order', { order: '#1001', restock: false })
  expect(await reads(store)).toBeNull()
  await isTrue(store)
}, 240_000)

it.concurrent('orders that took no stock and do not count by the rule of the shop leave the shelf to the next', async () => {
  const store = await sellsLamps('not-counted', { [here]: 5 })
  await orders(store, 5, { claim: false })
  expect(await reads(store)).toBe(notice)
  await store.say('/api/shop/rules', { countsUnclaimed: false }, 'PUT')
  expect(await reads(store)).toBeNull()
  await isTrue(store, { rules: { countsUnclaimed: false } })
  await orders(store, 2)
  expect(await shortUnits(store)).toBe(0)
  await store.say('/api/shop/rules', { countsUnclaimed: true }, 'PUT')
  expect(await reads(store)).toBe(notice)
  await isTrue(store)
}, 240_000)

it.concurrent('a shopper reads a notice while all there is is held back, and none of what is not', async () => {
  const store = await sellsLamps('held-back', { [here]: 5 })
  const all = await holdsBack(store, 5)
  expect(await reads(store)).toBe(notice)

  await orders(store, 1)
  expect(await shortUnits(store)).toBe(1)
  expect(await reads(store)).toBe(notice)
  await isTrue(store, all)

  const two = await holdsBack(store, 2)
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBeNull()
  // The last that is not held back is sold, and Shopify still has 2.
  await orders(store, 2)
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBe(notice)
  await isTrue(store, two)
})

it.concurrent('what one location holds back another may have', async () => {
  const store = await sellsLamps('held-at-one', { [here]: 5, Second: 3 })
  const all = await holdsBack(store, 5)
  expect(await reads(store)).toBeNull()
  await orders(store, 3, { location: 'Second' })
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBe(notice)
  await isTrue(store, all)
})

it.concurrent('an order that counts once it is paid leaves the shelf to whoever pays first', async () => {
  const store = await sellsLamps('unpaid', { [here]: 5 })
  await store.say('/api/shop/rules', { countsFrom: 'paid' }, 'PUT')
  await orders(store, 6, { paid: false })
  expect(await reads(store)).toBeNull()
  await isTrue(store, { rules: { countsFrom: 'paid' } })

  await orders(store, 2)
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBeNull()

  await orders(store, 3)
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBe(notice)
  await isTrue(store, { rules: { countsFrom: 'paid' } })

  await store.say('/api/shop/rules', { countsFrom: 'placed' }, 'PUT')
  expect(await shortUnits(store)).toBe(6)
  expect(await reads(store)).toBe(notice)
  await isTrue(store)
})

it.concurrent('units that are scheduled for later leave the shelf to the next, until their day comes', async () => {
  const store = await sellsLamps('scheduled', { [here]: 5 })
  await orders(store, 6, { fulfillAt: '2999-03-03T12:00:00Z' })
  expect(await reads(store)).toBeNull()
  await isTrue(store)
  await orders(store, 2)
  expect(await shortUnits(store)).toBe(0)
  expect(await reads(store)).toBeNull()
  await store.verb('open-scheduled', { order: '#1001' })
  expect(await shortUnits(store)).toBe(3)
  expect(await reads(store)).toBe(notice)
  await isTrue(store)
})

it.concurrent('where more can leave than the shop’s sum shows, whoever wants even more reads how many are ready', async () => {
  const store = await sellsLamps('hidden', { [here]: 0, Second: 3 })
  await orders(store, 5, { location: here })
  expect(await shortUnits(store)).toBe(5)
  expect(await reads(store)).toBeNull()
  expect(await readyOnPage(store)).toBe(3)
  await isTrue(store)

  await store.say('/api/shop/rules', { countsFrom: 'paid' }, 'PUT')
  await orders(store, 2, { paid: false, location: 'Second' })
  expect(await readyOnPage(store)).toBe(3)
  await isTrue(store, { rules: { countsFrom: 'paid' } })
})
