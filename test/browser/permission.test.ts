// What a merchant may keep from the app and give it later: Shopify asks in a window of its own, when the dashboard has it ask.
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { builtDashboard } from '../support/running/built-dashboard.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import type { SimulatedShop } from '../support/running/simulated-shop.ts'
import { startWithDashboard } from './people/an-admin.ts'

const name = 'lamps.myshopify.com'

let floor: ShopFloor
let app: Awaited<ReturnType<typeof startWithDashboard>>
let shop: SimulatedShop
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  floor = await aShopFloor()
  app = await startWithDashboard(floor.config, floor.database.url, await builtDashboard())
  shop = await floor.openShop(name)
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', timezoneId: 'UTC' })
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:/.test(message.text())) complaints.push(message.text())
  })
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await floor.close()
})

test('shoppers are told nothing until the merchant, who declines at first, allows it', async () => {
  await shop.verb('change-scopes', { optional: [] })
  await sellsOutOfLamps()
  expect(await toldInTheStore()).toBe('')

  const admin = await openStorefrontPage()
  const missing = admin.getByText(/may not write to your products \(write_products\)/)
  await missing.waitFor()
  await admin.getByText('1 change on the way to your shop.').waitFor()
  expect(await barriers(admin)).toEqual([])
  const allow = admin.getByRole('button', { name: 'Allow it', exact: true })
  await allow.click()
  await answer("Don't allow")
  await admin.getByText(/did not get your permission, so nothing was changed/).waitFor()
  expect(await barriers(admin)).toEqual([])
  expect(await toldInTheStore()).toBe('')

  await allow.click()
  await answer('Allow')
  await missing.waitFor({ state: 'detached' })
  expect(await admin.getByText(/did not get your permission/).count()).toBe(0)
  await shop.settle()
  expect(await toldInTheStore()).toContain('On backorder: ships when it is back in stock.')
  await admin.getByText('All of it is in your shop, on 1 variant.').waitFor()
  // Each thing is allowed for itself.
  await admin.getByText(/may not add a page to your shop \(write_app_proxy\)/).waitFor()
  expect(complaints).toEqual([])
})

async function sellsOutOfLamps(): Promise<void> {
  const lamp = { sku: 'LAMP', price: '10.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.settle()
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  await shop.settle()
}

/** What the product page says to a shopper. */
async function toldInTheStore(): Promise<string> {
  const shopper = await browser.newPage({ locale: 'en-GB' })
  await shopper.goto(`${floor.simulator.url}/storefront/${name}/products/lamp`)
  const said = await shopper.locator('backline-promise').allInnerTexts()
  await shopper.close()
  return said.join(' ').trim()
}

async function openStorefrontPage(): Promise<Frame> {
  await page.goto(`${floor.simulator.url}/admin/${name}/app/storefront`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (frame === null) throw new Error('the admin shows no app')
  return frame
}

/** In the admin's own window, outside of the app. */
async function answer(button: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/write_products/).waitFor()
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}
