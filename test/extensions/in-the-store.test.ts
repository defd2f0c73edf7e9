import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run, type StubApp, startStubApp } from '../simulator/admin/admin-stub-app.ts'
import { launchChromium } from '../support/chromium.ts'
import { aPromise } from './a-storefront.ts'

const shop = 'mugs.myshopify.com'
let app: StubApp
let browser: Browser
let page: Page
let asked: string[]

const verb = (name: string, wish: object) => run(app.simulator, shop, name, wish)
const promise = (sku: string, value: object | null) => verb('set-metafield', { sku, key: 'promise', value })

beforeAll(async () => {
  app = await startStubApp()
  browser = await launchChromium()
  await app.simulator.createShop({ shop, kind: 'empty' })
  const stocked = (sku: string, title: string, units: number, more = {}) => ({
    sku,
    title,
    stock: { 'Shop location': units },
    ...more,
  })
  await verb('create-product', {
    title: 'Mug',
    variants: [
      stocked('BLUE', 'Blue', 4),
      stocked('RED', 'Red', 0),
      stocked('GREEN', 'Green', 2),
      stocked('GREY', 'Grey', 0, { policy: 'DENY' }),
    ],
  })
  await promise('BLUE', aPromise({ from: '2099-12-04', to: '2099-12-04', room: 20 }))
  await promise('RED', aPromise({ from: '2099-12-01', to: '2099-12-09' }))
  await promise('GREEN', aPromise({ from: '2099-12-04', to: '2099-12-04', room: 3 }))
  await promise('GREY', aPromise({ from: '2099-12-04', to: '2099-12-04' }))
})

afterAll(async () => {
  await browser.close()
  await app.stop()
})

beforeEach(async () => {
  await page?.context().close()
  page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
  asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
})

const open = async (query = '') => {
  await page.goto(`${app.simulator.url}/storefront/${shop}/products/mug${query}`, { waitUntil: 'networkidle' })
  await page.waitForFunction('!!customElements.get("backline-promise")')
  return page
}
const words = () => page.locator('[data-words]').innerText()
const choose = (title: string) => page.getByText(title, { exact: true }).click()
const quantity = (units: number) => page.getByLabel('Quantity').fill(String(units))

test('follows the chosen variant, without a request and without moving anything by itself', async () => {
  await open()
  await page.evaluate(`
    window.moved = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
    }).observe({ type: 'layout-shift', buffered: true })`)
  expect(await words()).toBe('')
  const before = asked.length
  await choose('Red')
  expect(await words()).toBe('On backorder: expected to ship between 1 December 2099 and 9 December 2099.')
  await choose('Grey')
  expect(await words()).toBe('')
  await choose('Blue')
  expect(await words()).toBe('')
  expect(asked.slice(before)).toEqual([])
  expect(await page.evaluate('window.moved')).toBe(0)
  expect(asked.filter((path) => path.includes('promise.'))).toHaveLength(3)
})

test('follows the quantity: what is there now, what comes later, and what is too much', async () => {
  await open()
  await choose('Green')
  expect(await words()).toBe('')
  await quantity(2)
  expect(await words()).toBe('')
  await quantity(5)
  expect(await words()).toBe('2 ready now, 3 by 4 December 2099.')
  await quantity(6)
  expect(await words()).toBe('At most 5 can be ordered at the moment.')
  await quantity(1)
  expect(await words()).toBe('')
})

test('stands in the page before any script, and is there no more when the goods are', async () => {
  const red = async () => {
    const html = await (await fetch(`${app.simulator.url}/storefront/${shop}/products/mug`)).text()
    const id = /value="(\d+)"\s+data-sku="RED"/.exec(html)?.[1]
    return (await fetch(`${app.simulator.url}/storefront/${shop}/products/mug?variant=${id}&locale=de`)).text()
  }
  expect(await red()).toContain('voraussichtlich versandbereit zwischen 1. Dezember 2099 und 9. Dezember 2099.</p>')
  await verb('set-stock', { sku: 'RED', available: 1 })
  expect(await red()).toMatch(/data-words><\/p>/)
  await verb('set-stock', { sku: 'RED', available: 0 })
})

test('is announced politely, and silence takes no room', async () => {
  await open()
  expect(await page.getByRole('status').evaluateAll((all) => all.length)).toBe(2)
  const height = async () => (await page.locator('backline-promise').boundingBox())?.height ?? 0
  expect(await height()).toBe(0)
  await choose('Red')
  expect(await height()).toBeGreaterThan(20)
})

test('leaves nothing in the page of a product that has no promise', async () => {
  await verb('create-product', { title: 'Bowl', variants: [{ sku: 'BOWL', stock: { 'Shop location': 0 } }] })
  const html = await (await fetch(`${app.simulator.url}/storefront/${shop}/products/bowl`)).text()
  expect(html).not.toContain('backline-promise')
  await promise('BOWL', aPromise())
  const list = await (await fetch(`${app.simulator.url}/storefront/${shop}/?q=bowl`)).text()
  expect(list).toMatch(/card__title">Bowl\s+<span class="backline-badge"\s*>On backorder</)
  const read = async () => (await fetch(`${app.simulator.url}/storefront/${shop}/products/bowl`)).text()
  expect(await read()).toContain('On backorder: ships when it is back in stock.')
  await promise('BOWL', null)
  expect(await read()).not.toContain('backline-promise')
})

test('reaches a variant beyond the 250 that Liquid lists by its own address', async () => {
  const variants = Array.from({ length: 260 }, (_, n) => ({ sku: `PLATE-${n}`, title: `Plate ${n}` }))
  await verb('create-product', { title: 'Plate', variants })
  await promise('PLATE-255', aPromise())
  await page.goto(`${app.simulator.url}/storefront/${shop}/products/plate`)
  expect(await page.locator('[data-sku=PLATE-249]').count()).toBe(1)
  expect(await page.locator('[data-sku=PLATE-255]').count()).toBe(0)
  expect(await page.locator('backline-promise').count()).toBe(0)
  const state = await (await fetch(`${app.simulator.url}/control/${shop}/state`)).text()
  const id = [...state.matchAll(/ProductVariant\/(\d+)","namespace"/g)].at(-1)?.[1]
  await page.goto(`${app.simulator.url}/storefront/${shop}/products/plate?variant=${id}`)
  await page.waitForFunction('!!customElements.get("backline-promise")')
  expect(await words()).toBe('On backorder: ships when it is back in stock.')
  await choose('Plate 3')
  expect(await words()).toBe('')
})
