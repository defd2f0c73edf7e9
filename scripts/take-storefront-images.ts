// Takes docs/images: what shoppers see of each state, in the simulated store, on a desk and on a phone, with the Chromium
// that is named: `node scripts/take-storefront-images.ts /usr/bin/chromium`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startSimulator } from '../simulator/start.ts'

const shop = 'demo-shop.myshopify.com'
const folder = join(import.meta.dirname, '../docs/images')
const widths = [1280, 390]
const days = { from: inDays(9), to: inDays(17) }
const oneDay = { from: inDays(12), to: inDays(12) }

type State = { name: string; title: string; promise: object; stock?: number; quantity?: number; locale?: string }

const states: State[] = [
  { name: 'between-two-days', title: 'Stoneware mug', promise: { state: 'backorder', ...days } },
  { name: 'by-a-day', title: 'Enamel kettle', promise: { state: 'backorder', ...oneDay } },
  { name: 'without-a-day', title: 'Walnut tray', promise: { state: 'backorder' } },
  { name: 'few-left', title: 'Brass lantern', promise: { state: 'backorder', ...oneDay, room: 3 } },
  { name: 'limit-reached', title: 'Linen apron', promise: { state: 'limit-reached', room: 0 } },
  { name: 'made-to-order', title: 'Oak bench', promise: { state: 'made-to-order', ...oneDay } },
  { name: 'discontinued', title: 'Paper lampshade', promise: { state: 'discontinued', room: 0 } },
  {
    name: 'part-now',
    title: 'Glass carafe',
    promise: { state: 'backorder', ...oneDay, room: 20 },
    stock: 2,
    quantity: 5,
  },
  {
    name: 'part-now-rest-later',
    title: 'Cork coaster',
    promise: { state: 'backorder', ...oneDay, units: 2 },
    stock: 2,
    quantity: 5,
  },
  { name: 'too-many', title: 'Copper pan', promise: { state: 'backorder', ...oneDay, room: 3 }, stock: 2, quantity: 9 },
  { name: 'in-german', title: 'Wool blanket', promise: { state: 'backorder', ...days }, locale: 'de' },
  { name: 'in-polish', title: 'Ceramic teapot', promise: { state: 'made-to-order', ...days }, locale: 'pl' },
]

const chromiumPath = process.argv[2] ?? chromium.executablePath()
const nobody = 'http://127.0.0.1:9'
const simulator = await startSimulator({
  port: 0,
  appUrl: nobody,
  clientId: 'key',
  clientSecret: 'secret',
  dataDir: null,
  quiet: true,
})
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
try {
  mkdirSync(folder, { recursive: true })
  await simulator.createShop({ shop, kind: 'empty', install: false })
  for (const state of states) await sell(state)
  for (const width of widths) await photograph(browser, width)
} finally {
  await browser.close()
  await simulator.stop()
}

async function sell({ name: sku, title, promise, stock = 0 }: State): Promise<void> {
  await verb('create-product', { title, variants: [{ sku, price: '24', stock: { 'Shop location': stock } }] })
  const value = { v: 1, from: null, to: null, room: null, units: null, at: '2026-11-22T08:00:00Z', ...promise }
  await verb('set-metafield', { sku, key: 'promise', value })
}

async function verb(name: string, wish: object): Promise<void> {
  const reply = await fetch(`${simulator.url}/control/${shop}/${name}`, { method: 'POST', body: JSON.stringify(wish) })
  if (!reply.ok) throw new Error(await reply.text())
}

async function photograph(from: Browser, width: number): Promise<void> {
  const page = await from.newPage({ viewport: { width, height: 800 } })
  for (const { name, title, quantity = 1, locale = 'en' } of states) {
    await open(page, `products/${handleOf(title)}?locale=${locale}`)
    if (quantity > 1) await page.locator('[name=quantity]').fill(String(quantity))
    await shoot(page, name, width)
  }
  await open(page, 'products/glass-carafe')
  await page.locator('[name=quantity]').fill('5')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.locator('.backline-cart:visible').waitFor()
  await open(page, '')
  await shoot(page, 'badges', width)
  await page.getByRole('button', { name: 'Add Oak bench' }).click()
  await page.locator('.backline-cart:visible').nth(1).waitFor()
  await shoot(page, 'cart-drawer', width)
  await open(page, 'cart')
  await shoot(page, 'cart-page', width)
  await page.close()
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${simulator.url}/storefront/${shop}/${path}`, { waitUntil: 'networkidle' })
}

async function shoot(page: Page, name: string, width: number): Promise<void> {
  await page.screenshot({ path: join(folder, `storefront-${name}-${width}.png`) })
}

function handleOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-')
}

function inDays(count: number): string {
  return new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10)
}
