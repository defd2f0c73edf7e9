import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from '../../web/server/db/client.ts'
import { aBackorder, type Recorded, record, recordLedger } from '../server/api/some-backorders.ts'
import { findChromium } from '../support/chromium.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database.ts'
import { serveDashboard } from './a-dashboard.ts'

const shop = 'mugs.myshopify.com'
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const screens = [
  { name: 'a laptop', width: 1280, height: 800 },
  { name: 'a phone', width: 390, height: 844 },
]

let dist: string
let database: FreshDatabase
let db: Database
let dashboard: Awaited<ReturnType<typeof serveDashboard>>
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'backline-dashboard-'))
  await build({ configFile: 'web/frontend/vite.config.ts', logLevel: 'silent', build: { outDir: dist } })
  database = await freshDatabase()
  db = createDatabase(database.url)
  await asOwner(database.url, 'insert into shop (shop_id) values ($1)', [shop])
  dashboard = await serveDashboard({ db, dist, shop })
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args: quietly })
})

afterAll(async () => {
  await browser.close()
  await dashboard.close()
  await db.close()
  await database.drop()
  await rm(dist, { recursive: true })
})

beforeEach(async () => {
  await asOwner(database.url, 'truncate backorder, ledger')
  complaints = []
})

afterEach(async () => {
  dashboard.setWeather('fair')
  await page.context().close()
  expect(complaints).toEqual([])
})

async function openAt(path: string, { width, height } = { width: 1280, height: 800 }): Promise<void> {
  page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', timezoneId: 'UTC' })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:/.test(message.text())) complaints.push(message.text())
  })
  await page.addInitScript({ content: watchShifts })
  await page.goto(dashboard.url + path)
}

const given = (...backorders: Partial<Recorded>[]) =>
  record(
    database.url,
    backorders.map((said) => aBackorder({ shop, ...said })),
  )

/** Thirty lines of every kind, newest first: #1030, #1029, … */
const manyLines = () =>
  given(
    ...Array.from({ length: 30 }, (_, n): Partial<Recorded> => {
      const kinds: Partial<Recorded>[] = [
        {},
        { pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-04' },
        { pegged: 3, readyOn: '2999-12-04', firstPromise: '2999-12-01' },
        { state: 'ready', covered: 5, backordered: 0 },
        { title: 'A set of six hand-painted stoneware mugs with a very long name that does not fit', sku: null },
      ]
      return { orderName: `#${1001 + n}`, openedAt: new Date(Date.UTC(2026, 10, 1, n)).toISOString(), ...kinds[n % 5] }
    }),
  )

// What runs in the page is text: these files are checked as programs of Node.
const watchShifts = `
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`
const shifted = () => page.evaluate<number>('window.shifted')
const overflow = () => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

/** What axe finds that keeps people out. Evaluated, as the page's policy allows no script of ours. */
async function barriers(): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>('window.axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const isFocused = async (line: Locator) => (await line.and(page.locator(':focus')).count()) === 1

async function looksRight(): Promise<void> {
  expect(await overflow()).toBeLessThanOrEqual(0)
  expect(await shifted()).toBe(0)
}

describe.each(screens)('on $name', (screen) => {
  test('the list loads and fills without anything moving or sticking out', async () => {
    await manyLines()
    dashboard.setWeather('slow')
    await openAt('/', screen)
    await page.getByRole('status', { name: 'Loading backorders' }).waitFor()
    await looksRight()
    dashboard.setWeather('fair')
    await page.getByRole('link', { name: '#1030' }).waitFor()
    await page.getByText('30 lines').waitFor()
    await looksRight()
  })

  test.each([
    ['filled', '/', '#1030'],
    ['empty', '/?state=cancelled', 'No line was cancelled'],
    ['a search without hits', '/?query=lamp', 'No backorder matches your search'],
    ['a line that does not exist', '/backorders/999', 'This backorder does not exist'],
  ])('nobody is kept out: %s', async (_, path, text) => {
    await manyLines()
    await openAt(path, screen)
    await page.getByText(text).first().waitFor()
    await looksRight()
    expect(await barriers()).toEqual([])
  })

  test('nobody is kept out when the server is away', async () => {
    dashboard.setWeather('down')
    await openAt('/', screen)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await looksRight()
    expect(await barriers()).toEqual([])
    dashboard.setWeather('fair')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Nothing is backordered').waitFor()
  })

  test('a line tells its story', async () => {
    const [id = ''] = await given({ orderName: '#1010', covered: 4, backordered: 1 })
    const opened = {
      units: 5,
      shipped: 0,
      covered: 2,
      backordered: 3,
      pegged: 0,
      uncovered: 3,
      state: 'open',
      readyOn: null,
    }
    const cause = {
      kind: 'delivery',
      topic: 'orders/create',
      webhookId: 'w',
      triggeredAt: '2026-11-20T10:00:00Z',
      order: '#1010',
    }
    await recordLedger(database.url, id, [
      { at: '2026-11-20T10:00:01Z', cause, before: null, after: opened },
      {
        at: '2026-11-20T11:00:01Z',
        cause: { ...cause, topic: 'orders/cancelled', orderId: '60', order: '#1004' },
        before: opened,
        after: { ...opened, covered: 4, backordered: 1, uncovered: 1 },
      },
    ])
    await openAt('/', screen)
    await page.getByRole('link', { name: '#1010' }).click()
    await page.getByText('Order #1004 was cancelled: 2 units were freed and went to this line.').waitFor()
    await looksRight()
    expect(await barriers()).toEqual([])
    await page.getByRole('link', { name: 'Backorders' }).click()
    await page.getByRole('table').waitFor()
  })
})

test('new lines and numbers appear by themselves, without a reload', async () => {
  const [id] = await given({ orderName: '#1001' })
  await openAt('/')
  await page.getByText('3 of 5').waitFor()
  await asOwner(
    database.url,
    'update backorder set covered = 4, backordered = 1, uncovered = 1 where backorder_id = $1',
    [id],
  )
  await given({ orderName: '#1002', openedAt: new Date().toISOString() })
  await page.getByText('1 of 5').waitFor()
  await page.getByRole('link', { name: '#1002' }).waitFor()
})

test('a merchant without a mouse finds a line, opens it and comes back', async () => {
  await manyLines()
  await openAt('/')
  const field = page.getByRole('textbox', { name: 'Search backorders' })
  await field.focus()
  await page.keyboard.type('1007')
  await page.getByText('1 line', { exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('query')).toBe('1007')

  const line = page.getByRole('link', { name: '#1007' })
  for (let step = 0; step < 5 && !(await isFocused(line)); step += 1) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await page.getByRole('link', { name: 'Backorders' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('1 line', { exact: true }).waitFor()
  expect(await field.inputValue()).toBe('1007')
})

test('pages follow each other and the address keeps the place', async () => {
  await given(
    ...Array.from({ length: 120 }, (_, n) => ({
      orderName: `#${1000 + n}`,
      openedAt: new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString(),
    })),
  )
  await openAt('/')
  await page.getByRole('link', { name: '#1119' }).waitFor()
  await page.getByRole('button', { name: 'Older backorders' }).click()
  await page.getByRole('link', { name: '#1069' }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: '#1069' }).waitFor()
  await page.getByRole('button', { name: 'Older backorders' }).click()
  await page.getByRole('link', { name: '#1019' }).waitFor()
  expect(await page.getByRole('button', { name: 'Older backorders' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Newer backorders' }).click()
  await page.getByRole('link', { name: '#1069' }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: '#1019' }).waitFor()
})

test('the script of the first view is below 250 kB', async () => {
  await openAt('/')
  await page.getByText('Nothing is backordered').waitFor()
  const sources = await page
    .locator('script[src*="/assets/"]')
    .evaluateAll((scripts) => scripts.map((each) => each.getAttribute('src')))
  const bodies = await Promise.all(sources.map(async (source) => (await fetch(dashboard.url + source)).text()))
  const kilobytes = gzipSync(bodies.join('')).length / 1000
  expect(sources).toHaveLength(1)
  expect(kilobytes).toBeLessThan(250)
})
