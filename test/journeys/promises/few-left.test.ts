// A page tells of what comes beyond the units that are left before anybody waits for them, and of nothing more than it takes.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { aStore, type Store } from '../goods/a-store.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let browser: Browser
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await floor.close()
})

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** A shop of lamps, of which so many are on the shelf, from a supplier that takes ten days. */
async function sellsLamps(name: string, stock: number): Promise<Store> {
  const store = await aStore(floor, name)
  await store.sells('LAMP', { stock: { 'Shop location': stock } })
  await takesTenDays(store, 10)
  await store.settle(100)
  return store
}

async function takesTenDays(store: Store, leadTimeDays: number | null): Promise<void> {
  const entry = { supplierSku: null, cost: '2', minimumQuantity: 1, packSize: 1, rank: 1, discontinued: false }
  const path = `/api/suppliers/${store.supplierId}/catalogue/${encodeURIComponent(await store.itemIdOf('LAMP'))}`
  await store.say(path, { ...entry, leadTimeDays }, 'PUT')
}

/** What the product page says to whoever asks for so many. */
async function reads(store: Store, units: number): Promise<string> {
  await store.settle(100)
  const page = await browser.newPage()
  await page.goto(`${floor.simulator.url}/storefront/${store.shop}/products/lamp`, { waitUntil: 'networkidle' })
  await page.waitForFunction('!document.querySelector("backline-promise:not(:defined)")')
  await page.getByLabel('Quantity').fill(String(units))
  const words = await page.locator('[data-words]').allInnerTexts()
  await page.close()
  return words.join()
}

const promises = async (store: Store) => {
  await store.settle(100)
  return (await store.truth()).metafields.filter(({ key }) => key === 'promise').length
}

it('of two lamps and ten days, whoever asks for five reads both before anybody waits; whoever asks for two reads nothing', async () => {
  const store = await sellsLamps('few-left', 2)
  const both = /^2 ready now, 3 by \d+ \w+( \d{4})?\.$/
  await expect.poll(() => reads(store, 5), { timeout: 60_000 }).toMatch(both)
  const words = await reads(store, 5)
  const soonest = [9, 10, 11].map((days) => day.format(Date.now() + days * 24 * 60 * 60 * 1000))
  expect(soonest.some((one) => words.includes(one))).toBe(true)
  expect(await reads(store, 2)).toBe('')
})

it('a variant has a metafield only while few are left and it is known when more come', async () => {
  const store = await sellsLamps('many-left', 11)
  expect(await promises(store)).toBe(0)
  await store.verb('adjust-stock', { sku: 'LAMP', delta: -1 })
  expect(await promises(store)).toBe(1)
  await takesTenDays(store, null)
  expect(await promises(store)).toBe(0)
  await takesTenDays(store, 10)
  expect(await promises(store)).toBe(1)
  await store.verb('adjust-stock', { sku: 'LAMP', delta: 30 })
  expect(await promises(store)).toBe(0)
})
