import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run, type StubApp, startStubApp } from '../simulator/admin/admin-stub-app.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { aPromise } from './a-storefront.ts'

const shop = 'mugs.myshopify.com'
const at = '2026-11-22T08:00:00Z'
let app: StubApp
let browser: Browser
let page: Page
let asked: string[]

const verb = (name: string, wish: object) => run(app.simulator, shop, name, wish)
const product = async (sku: string, title: string, units: number, promise: object | null) => {
  await verb('create-product', { title, variants: [{ sku, stock: { 'Shop location': units } }] })
  await verb('set-metafield', { sku, key: 'promise', value: promise })
}

beforeAll(async () => {
  app = await startStubApp()
  browser = await launchChromium()
  await app.simulator.createShop({ shop, kind: 'empty' })
  await product('MUG', 'Mug', 2, aPromise({ from: '2099-12-04', to: '2099-12-04', room: 20, units: 5 }))
  await product('BOWL', 'Bowl', 0, aPromise({ state: 'made-to-order' }))
  await product('PLATE', 'Plate', 9, null)
})

afterAll(async () => {
  await browser.close()
  await app.stop()
})

beforeEach(async () => {
  await page?.context().close()
  page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
  asked = []
  page.on('request', (request) => {
    const [, path] = new URL(request.url()).pathname.split(`/storefront/${shop}/`)
    if (path?.startsWith('cart')) asked.push(`${request.method()} ${path}`)
  })
})

const open = async (path: string) => {
  await page.goto(`${app.simulator.url}/storefront/${shop}/${path}`, { waitUntil: 'networkidle' })
  await page.waitForFunction('!!customElements.get("backline-cart")')
}
const says = (words: string) => page.locator('.backline-cart:visible', { hasText: words }).waitFor()
const lines = () => page.locator('.backline-cart:visible').allInnerTexts()
type Lines = { quantity: number; properties: Record<string, string> }[]
const cart = () =>
  page.evaluate<Lines>(`fetch('/storefront/${shop}/cart.js?backline').then((it) => it.json()).then((it) => it.items)`)
const answer = (path: string) => page.waitForResponse((reply) => reply.url().includes(`/${path}`))
const promised = async () => (await cart()).map(({ properties }) => properties['_promise'] ?? null)
/** Behind its sentence, which is read by people alone. */
const inBrackets = async () => (await promised()).map((told) => told?.replace(/^.+\. \[/, '['))
const seen = (day: string) => `[${day}/${day}, ${at}]`

test('a line says in the drawer what its product page said, and carries it, without a request more than one look', async () => {
  await open('products/mug')
  await page.getByLabel('Quantity').fill('5')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await says('2 ready now, 3 by 4 December 2099.')
  await expect.poll(lines).toEqual(['2 ready now, 3 by 4 December 2099.'])
  expect(asked).toEqual(['POST cart/add.js', 'GET cart.js'])
  expect(await inBrackets()).toEqual([seen('2099-12-04')])
})

test('a line follows its quantity in the drawer: less, more than the day is true of, more than may be ordered', async () => {
  await open('products/mug')
  await page.getByLabel('Quantity').fill('3')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  const units = page.getByLabel('Quantity of Mug')
  const change = async (quantity: number) => {
    await units.fill(String(quantity))
    await units.blur()
  }
  await says('2 ready now, 1 by 4 December 2099.')
  await change(8)
  await says('2 ready now, 6 later.')
  await change(23)
  await says('At most 22 can be ordered at the moment.')
  await change(2)
  await page.locator('.backline-cart:visible').waitFor({ state: 'detached' })
  await change(4)
  await says('2 ready now, 2 by 4 December 2099.')
})

test('a quick add, where no block of ours is, gets its words from the cart page and its promise written once', async () => {
  await open('?q=bowl')
  const noted = answer('cart/change.js')
  await page.getByRole('button', { name: /^Add Bowl/ }).click()
  await says('Made to order.')
  await noted
  expect(await inBrackets()).toEqual([seen('-')])
  expect(asked.filter((each) => each === 'GET cart')).toHaveLength(1)
  expect(asked.filter((each) => each === 'POST cart/change.js')).toHaveLength(1)
  const units = page.getByLabel('Quantity of Bowl')
  const changed = answer('cart/change.js')
  await units.fill('3')
  await units.blur()
  await changed
  expect((await cart()).map(({ quantity }) => quantity)).toEqual([3])
  await expect.poll(lines).toEqual(['Made to order.'])
})

test('an ordinary product costs one look at the cart and says nothing', async () => {
  await open('products/plate')
  const looked = answer('cart.js')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await looked
  expect(asked).toEqual(['POST cart/add.js', 'GET cart.js'])
  await expect.poll(lines).toEqual([])
})

test('the page of the cart says it too, after plain forms, in the language of the shopper', async () => {
  await open('products/bowl')
  await page.evaluate(`document.querySelector('[data-product-form]').removeAttribute('data-add-form')`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.waitForURL(/\/cart$/)
  await says('Made to order.')
  expect(await inBrackets()).toEqual([seen('-')])
  await open('cart?locale=de')
  await expect.poll(lines).toEqual(['Auf Bestellung gefertigt.'])
})

test('keeps nobody out, on the product page, in the drawer and in the cart, at four times the size too', async () => {
  await page.setViewportSize({ width: 320, height: 256 })
  await open('products/bowl')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await says('Made to order.')
  expect(await barriers(page)).toEqual([])
  await open('cart')
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
})

test('the promise in the cart is the latest one that was shown', async () => {
  await open('products/bowl')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await says('Made to order.')
  const dated = aPromise({ state: 'made-to-order', from: '2099-12-01', to: '2099-12-09' })
  await verb('set-metafield', { sku: 'BOWL', key: 'promise', value: dated })
  const noted = answer('cart/change.js')
  await open('cart')
  await expect.poll(lines).toEqual(['Made to order: expected to ship between 1 December 2099 and 9 December 2099.'])
  await noted
  expect(await inBrackets()).toEqual([`[2099-12-01/2099-12-09, ${at}]`])
  await page.getByRole('button', { name: 'Check out' }).click()
  await page.getByText('Thank you.').waitFor()
  expect(await cart()).toEqual([])
})
