import { gzipSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aBackorder, type Recorded, record, recordLedger } from '../backorders/some-backorders.ts'
import { barriers } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, type OpenPage, type Screen, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
let opened: OpenPage
let page: Page

beforeAll(async () => {
  merchant = await aMerchant(shop)
})
afterAll(() => merchant.close())

beforeEach(() => asOwner(merchant.databaseUrl, 'truncate backorder, backorder_count, ledger'))
afterEach(async () => {
  merchant.dashboard.setWeather('fair')
  await page.context().close()
  expect(opened.complaints).toEqual([])
})

async function openAt(path: string, screen?: Screen, hasClock = false): Promise<void> {
  opened = await merchant.open(path, { screen, script: watchShifts, hasClock })
  page = opened.page
}

const given = (...backorders: Partial<Recorded>[]) =>
  record(
    merchant.databaseUrl,
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

/** What the page comes to after a while, as when it has asked again and again. */
async function inTime(isSo: () => Promise<boolean>): Promise<void> {
  const look = async () => {
    await page.clock.fastForward(5_000)
    return await isSo()
  }
  await expect.poll(look, { timeout: 60_000 }).toBe(true)
}

const isFocused = async (line: Locator) => (await line.and(page.locator(':focus')).count()) === 1

async function looksRight(): Promise<void> {
  expect(await overflow()).toBeLessThanOrEqual(0)
  expect(await shifted()).toBe(0)
}

describe.each(screens)('on $name', (screen) => {
  test('the list loads and fills without anything moving or sticking out', async () => {
    await manyLines()
    merchant.dashboard.setWeather('slow')
    await openAt('/', screen)
    await page.getByRole('status', { name: 'Loading backorders' }).waitFor()
    await looksRight()
    merchant.dashboard.setWeather('fair')
    await page.getByRole('link', { name: '#1030' }).waitFor()
    await page.getByText('30 lines').waitFor()
    await looksRight()
  })

  test.each([
    ['filled', '/', '#1030'],
    ['empty', '/?state=cancelled', 'No line was cancelled'],
    ['a search without hits', '/?query=lamp', 'No backorders found for “lamp”'],
    ['a line that does not exist', '/backorders/999', 'This backorder does not exist'],
  ])('nobody is kept out: %s', async (_, path, text) => {
    await manyLines()
    await openAt(path, screen)
    await page.getByText(text).first().waitFor()
    await looksRight()
    expect(await barriers(page)).toEqual([])
  })

  test('nobody is kept out when the server is away', async () => {
    merchant.dashboard.setWeather('down')
    await openAt('/', screen, true)
    const again = page.getByRole('button', { name: 'Try again' })
    await inTime(() => again.isVisible())
    await looksRight()
    expect(await barriers(page)).toEqual([])
    // While it is down, so that the page cannot find out by itself before.
    const pressed = () =>
      again.click({ timeout: 1_000 }).then(
        () => true,
        () => false,
      )
    await inTime(pressed)
    merchant.dashboard.setWeather('fair')
    await page.getByText('No backorders', { exact: true }).waitFor()
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
    await recordLedger(merchant.databaseUrl, id, [
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
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: 'Backorders' }).click()
    await page.getByRole('table').waitFor()
  })
})

test('new lines and numbers appear by themselves, without a reload', async () => {
  const [id] = await given({ orderName: '#1001' })
  await openAt('/')
  await page.getByText('3 of 5').waitFor()
  await asOwner(
    merchant.databaseUrl,
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

test('who comes back from a line finds the list where it was left, with what was chosen', async () => {
  await manyLines()
  await openAt('/')
  const line = page.getByRole('link', { name: '#1003' })
  await line.waitFor()
  await page.getByRole('checkbox', { name: /^Choose #1010/ }).check()
  await page.getByText('1 line chosen').waitFor()
  await line.scrollIntoViewIfNeeded()
  await page.evaluate('window.scrollBy(0, 150)')
  const scrolled = () => page.evaluate<number>('Math.round(window.scrollY)')
  const left = await scrolled()
  expect(left).toBeGreaterThan(100)
  const ways = [() => page.goBack(), () => page.getByRole('link', { name: 'Backorders' }).click()]
  for (const goBack of ways) {
    await line.click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    expect(await scrolled()).toBe(0)
    await goBack()
    await page.getByText('1 line chosen').waitFor()
    await expect.poll(scrolled).toBe(left)
  }
  await page.getByRole('link', { name: /^Backordered/ }).click()
  await page.getByText('1 line chosen').waitFor()
})

test('the script of the first view is below 220 kB', async () => {
  await openAt('/')
  await page.getByText('No backorders', { exact: true }).waitFor()
  const sources = await page
    .locator('script[src*="/assets/"]')
    .evaluateAll((scripts) => scripts.map((each) => each.getAttribute('src')))
  const bodies = await Promise.all(sources.map(async (source) => (await fetch(merchant.dashboard.url + source)).text()))
  const kilobytes = gzipSync(bodies.join('')).length / 1000
  expect(sources).toHaveLength(1)
  expect(kilobytes).toBeLessThan(220)
})
