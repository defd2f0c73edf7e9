// The whole routine in the admin: fifty orders that are short become three supplier orders; one is sent, comes in part
// with two units rejected, and goes to whoever waited longest.
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../web/platform/config.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { builtDashboard } from '../support/running/built-dashboard.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import type { ApiRow, SimulatedShop } from '../support/running/simulated-shop.ts'
import { aMailServer, type MailServer } from '../support/smtp-server.ts'
import { screens, watchMoves } from './people/a-merchant.ts'
import { startWithDashboard } from './people/an-admin.ts'

const name = 'retail.myshopify.com'
const orders = 50
/** Two wares of each supplier's. */
const perSupplier = 2
const supplierNames = ['Lantern & Loom', 'Hollander Papier', 'Nordlys Keramik'] as const
/** So that two rejected units leave somebody without a day only where nothing was bought over. */
const packSize = 40

let floor: ShopFloor
let mail: MailServer
let app: Awaited<ReturnType<typeof startWithDashboard>>
let shop: SimulatedShop
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  mail = await aMailServer()
  floor = await aShopFloor()
  const config = readConfig({ ...floor.env, SMTP_URL: mail.url, MAIL_FROM: 'backline@shop.example' })
  app = await startWithDashboard(config, floor.database.url, await builtDashboard())
  shop = await floor.openShop(name, 'plus', 'retail')
  await shop.settle(120)
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
  await mail.close()
  await floor.close()
})

test('fifty orders become three supplier orders, and what comes goes to whoever waited longest', async () => {
  const skus = (await shop.truth()).stock
    .filter(({ active, tracked, sku }) => active && tracked && sku !== '')
    .slice(0, supplierNames.length * perSupplier)
    .map(({ sku }) => sku)
  await giveSuppliers(skus)
  const bought = await placeOrders(skus)
  await shop.settle(120)
  expect(new Set((await shop.backorders()).map(({ orderId }) => orderId)).size).toBe(orders)

  const admin = await openAdmin()
  await chooseEveryLine(admin, bought.length)
  await admin.getByRole('button', { name: 'Order these' }).click()
  await admin.getByRole('heading', { level: 1, name: 'What to order' }).waitFor()
  const needed = bought.reduce((sum, { units }) => sum + units, 0)
  await admin.getByText(`${bought.length} order lines need ${needed} units.`).waitFor()
  for (const supplier of supplierNames) await admin.getByRole('heading', { name: new RegExp(supplier) }).waitFor()
  expect(await barriers(admin)).toEqual([])
  await admin.getByRole('button', { name: 'Create drafts' }).click()
  await admin.getByText(/on 3 drafts/).waitFor()

  await admin.getByRole('link', { name: new RegExp(supplierNames[0]) }).click()
  await sendAndOrder(admin)
  await admin.getByText(/^It was ordered/).waitFor()

  const [first = '', second = ''] = skus
  const waiting = await linesOf(first)
  expect(waiting.every(({ readyOn, uncovered }) => readyOn !== null && uncovered === 0)).toBe(true)
  const accepted = Math.floor(waiting.reduce((sum, row) => sum + row.units, 0) / 2)
  await receive(admin, { first, second, accepted })
  await shop.settle(120)

  await expectHandedOut(first, second, accepted)
  await admin.getByRole('link', { name: 'Pick list' }).click()
  await admin.getByRole('table', { name: 'Orders that can leave' }).waitFor()
  expect(await barriers(admin)).toEqual([])
  expect(complaints).toEqual([])
})

test('a supplier order that is cancelled after customers were given days is ordered again in two clicks', async () => {
  const admin = await openAdmin()
  await admin.evaluate(`document.querySelector('s-app-nav s-link[href*="/supplier-orders"]').click()`)
  await admin.getByRole('link', { name: 'PO-1', exact: true }).click()
  await admin.getByRole('button', { name: 'Mark as ordered' }).click()
  await inDialog(admin, 'Mark as ordered')
  await admin.getByText(/^It was ordered/).waitFor()
  const served = (await shop.backorders()).filter(({ pegged, sku }) => pegged > 0 && sku !== null)
  const given = ((await (await shop.api('/api/supplier-orders/1/served?limit=250')).json()) as { rows: ApiRow[] }).rows
  const affected = new Set(given.map(({ lineId }) => lineId))
  expect(served.filter(({ lineId }) => affected.has(lineId)).every(({ readyOn }) => readyOn !== null)).toBe(true)

  await admin.getByRole('button', { name: 'Cancel order' }).click()
  await admin.getByText(`${affected.size} lines of`, { exact: false }).waitFor()
  await admin.getByRole('table', { name: 'Order lines that this affects' }).waitFor()
  expect(await barriers(admin)).toEqual([])
  await inDialog(admin, 'Cancel order')
  const again = (await shop.backorders()).filter(({ lineId }) => affected.has(lineId))
  expect(again.every(({ uncovered, backordered, readyOn }) => uncovered === backordered && readyOn === null)).toBe(true)

  await admin.getByRole('button', { name: 'Order these again' }).click()
  await admin.getByRole('button', { name: 'Create drafts' }).click()
  await admin.getByText(/on 1 draft/).waitFor()
  expect(await admin.getByRole('link', { name: /PO-4/ }).count()).toBe(1)
  expect(complaints).toEqual([])
})

test.each(screens)('on $name nothing moves that was shown while a screen fills', async ({ width, height }) => {
  const [line] = await shop.backorders()
  const paths = ['', '/supplier-orders', '/suppliers', '/suppliers/1', '/check', '/receive', '/storefront', '/receipts']
  const ofOne = [`/backorders/${line?.backorderId}`, ...[1, 2, 3].map((order) => `/supplier-orders/${order}`)]
  const opened = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC' })
  await opened.addInitScript(watchMoves)
  try {
    for (const path of [...paths, ...ofOne]) {
      await opened.goto(`${floor.simulator.url}/admin/${name}/app${path}`, { waitUntil: 'networkidle' })
      const frame = await (await opened.waitForSelector('iframe')).contentFrame()
      await frame?.getByRole('heading', { level: 1 }).waitFor()
      expect(await frame?.evaluate<string[]>('window.moved'), path).toEqual([])
    }
  } finally {
    await opened.close()
  }
})

async function giveSuppliers(skus: readonly string[]): Promise<void> {
  const itemOf = new Map((await shop.truth()).stock.map(({ sku, itemId }) => [sku, itemId.replace(/^.*\//, '')]))
  for (const [at, supplier] of supplierNames.entries()) {
    const { supplierId } = await post<{ supplierId: string }>('/api/suppliers', {
      ...{ name: supplier, contact: null, email: `orders-${at}@suppliers.example`, language: 'en', currency: 'GBP' },
      ...{ leadTimeDays: 7, minimumValue: null, orderDays: [], notes: '' },
    })
    for (const sku of skus.slice(at * perSupplier, (at + 1) * perSupplier)) {
      const entry = { supplierSku: `X-${sku}`, cost: '2.50', minimumQuantity: 1, packSize, leadTimeDays: null }
      const path = `/api/suppliers/${supplierId}/catalogue/${itemOf.get(sku)}`
      await post(path, { ...entry, rank: 1, discontinued: false }, 'PUT')
    }
  }
}

/** One order a minute; each buys one ware, and every fifth another one as well. */
async function placeOrders(skus: readonly string[]): Promise<{ sku: string; units: number }[]> {
  for (const sku of skus) await shop.verb('set-stock', { sku, available: 0 })
  const bought: { sku: string; units: number }[] = []
  const begin = Date.now() - orders * 60_000
  for (let n = 0; n < orders; n++) {
    const line = (by: number, units: number) => ({ sku: skus[(n + by) % skus.length] ?? '', units })
    const lines = n % 5 === 0 ? [line(0, 1 + (n % 3)), line(1, 1)] : [line(0, 1 + (n % 3))]
    await shop.verb('place-order', { lines, at: new Date(begin + n * 60_000).toISOString() })
    bought.push(...lines)
  }
  return bought
}

async function openAdmin(): Promise<Frame> {
  await page.goto(`${floor.simulator.url}/admin/${name}`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (frame === null) throw new Error('the admin shows no app')
  return frame
}

/** Page by page, with the keyboard. */
async function chooseEveryLine(admin: Frame, lines: number): Promise<void> {
  const everyLine = admin.getByRole('checkbox', { name: 'Choose every line on this page that needs ordering' })
  await everyLine.focus()
  await page.keyboard.press('Space')
  await admin.getByText('50 lines chosen').waitFor()
  await admin.getByRole('button', { name: 'Older backorders' }).click()
  // Its head, and what is left for the second page.
  await expect.poll(() => admin.getByRole('row').count(), { timeout: 60_000 }).toBe(1 + lines - 50)
  await everyLine.focus()
  await page.keyboard.press('Space')
  await admin.getByText(`${lines} lines chosen`).waitFor()
}

async function sendAndOrder(admin: Frame): Promise<void> {
  await admin.getByRole('button', { name: 'Send to supplier' }).click()
  await inDialog(admin, 'Send and order')
  await mail.has(1)
  const [letter] = mail.mails
  expect(letter?.to).toMatchObject({ text: 'orders-0@suppliers.example' })
  const [pdf, csv] = letter?.attachments ?? []
  expect([pdf?.contentType, csv?.contentType]).toEqual(['application/pdf', 'text/csv'])
  expect(pdf?.content.subarray(0, 5).toString()).toBe('%PDF-')
  expect(csv?.content.toString()).toContain('X-')
  await admin.getByText(/^It was sent to orders-0@suppliers\.example/).waitFor()
  expect(mail.mails).toHaveLength(1)
}

type Delivery = { readonly first: string; readonly second: string; readonly accepted: number }

/** Part of the first ware comes with two units broken, and all that was ordered of the second. */
async function receive(admin: Frame, { first, second, accepted }: Delivery): Promise<void> {
  await admin.getByRole('link', { name: 'Receive', exact: true }).click()
  const row = (sku: string) => admin.getByRole('row').filter({ hasText: ` ${sku} ` })
  await row(first)
    .getByRole('textbox', { name: /^Accepted/ })
    .fill(String(accepted))
  await row(first)
    .getByRole('textbox', { name: /^Rejected/ })
    .fill('2')
  await row(first)
    .getByRole('textbox', { name: /^Why rejected/ })
    .fill('Broken')
  await row(second)
    .getByRole('textbox', { name: /^Accepted/ })
    .fill(String(packSize))
  await admin.getByRole('table', { name: 'Order lines and what they get' }).waitFor()
  expect(await barriers(admin)).toEqual([])
  await admin.getByRole('button', { name: 'Confirm receipt' }).click()
  await inDialog(admin, 'Confirm')
  await admin.getByText('Units are assigned to waiting orders.').waitFor()
}

/** Who waited longest is ready; the rest keeps a day; and the stock is what came, less what is owed. */
async function expectHandedOut(first: string, second: string, accepted: number): Promise<void> {
  let left = accepted
  for (const row of await linesOf(first)) {
    const gets = Math.min(left, row.units)
    left -= gets
    expect(row).toMatchObject({ covered: gets, state: gets === row.units ? 'ready' : 'open', uncovered: 0 })
    expect(row.readyOn === 'now').toBe(gets === row.units)
    expect(row.readyOn).not.toBeNull()
  }
  expect((await linesOf(second)).map(({ state }) => state)).toEqual((await linesOf(second)).map(() => 'ready'))

  const { stock } = await shop.truth()
  const owed = async (sku: string) => (await linesOf(sku)).reduce((sum, row) => sum + row.units, 0)
  const inStock = (sku: string) => stock.find((point) => point.sku === sku && point.active)
  expect(inStock(first)).toMatchObject({ onHand: accepted, available: accepted - (await owed(first)) })
  expect(inStock(second)).toMatchObject({ onHand: packSize, available: packSize - (await owed(second)) })
}

/** The backorders of a ware, whoever waits longest first. */
async function linesOf(sku: string): Promise<ApiRow[]> {
  const rows = (await shop.backorders()).filter((row) => row.sku === sku)
  const placed = (row: ApiRow & { orderedAt?: string }) => row.orderedAt ?? ''
  return rows.sort((one, other) => placed(one).localeCompare(placed(other)))
}

async function inDialog(admin: Frame, button: string): Promise<void> {
  await admin.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()
  await admin.getByRole('dialog').waitFor({ state: 'detached' })
}

async function post<Answer>(path: string, said: object, method = 'POST'): Promise<Answer> {
  const reply = await shop.api(path, method, said)
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
  return (await reply.json()) as Answer
}
