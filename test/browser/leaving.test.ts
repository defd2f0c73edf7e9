// Work that is not saved, and every way of leaving it, in the admin: a link of the app, the admin's menu, Back, a reload.
// Whoever stays has everything still there, and nothing that is pressed next leads away.
import type { Browser, Frame, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { builtDashboard } from '../support/running/built-dashboard.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { screens } from './people/a-merchant.ts'
import { startWithDashboard } from './people/an-admin.ts'

const name = 'mugs.myshopify.com'

let floor: ShopFloor
let app: Awaited<ReturnType<typeof startWithDashboard>>
let browser: Browser
let page: Page
let admin: Frame
let supplier: string
let supplierOrder: string
/** What the browser itself asked, and how it is answered. */
let browserAsks: string[]
let staysAtBrowser: boolean

beforeAll(async () => {
  floor = await aShopFloor()
  app = await startWithDashboard(floor.config, floor.database.url, await builtDashboard())
  const shop = await floor.openShop(name)
  const post = async (path: string, said: object) => {
    const reply = await shop.api(path, 'POST', said)
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as { supplierId: string; supplierOrderId: string; version: number }
  }
  await shop.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 0 } }] })
  await shop.settle()
  const { stock } = await shop.truth()
  supplier = (await post('/api/suppliers', aSupplier)).supplierId
  const draft = await post('/api/supplier-orders', {
    supplierId: supplier,
    locationId: stock[0]?.locationId,
    lines: [{ itemId: stock[0]?.itemId, units: 10, cost: '2.50' }],
  })
  supplierOrder = draft.supplierOrderId
  await post(`/api/supplier-orders/${supplierOrder}/order`, { version: draft.version, due: null })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await floor.close()
})

const aSupplier = {
  name: 'Acme',
  contact: null,
  email: null,
  language: 'en',
  currency: 'EUR',
  leadTimeDays: 7,
  minimumValue: null,
  orderDays: [],
  notes: '',
}

beforeEach(async () => {
  page = await browser.newPage({ viewport: screens[0] })
  browserAsks = []
  staysAtBrowser = true
  page.on('dialog', (dialog) => {
    browserAsks.push(dialog.type())
    void (staysAtBrowser ? dialog.dismiss() : dialog.accept())
  })
})
afterEach(() => page.close())

async function openAt(path: string): Promise<void> {
  await page.goto(`${floor.simulator.url}/admin/${name}/app${path}`)
  const frame = await (await page.waitForSelector('iframe#app')).contentFrame()
  if (frame === null) throw new Error('the admin shows no app')
  admin = frame
}

const menu = (entry: string) => page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: entry })
const field = (label: string) => admin.getByRole('textbox', { name: label })

/** Work of each kind: where it is, how it is begun, and how the merchant says that it is to stay. */
const works = [
  {
    work: 'the form of a supplier',
    async begin() {
      await openAt(`/suppliers/${supplier}/catalogue`)
      await admin.getByRole('link', { name: 'Details' }).click()
      await field('Notes').fill('Ask for Wile')
    },
    isThere: async () => expect(await field('Notes').inputValue()).toBe('Ask for Wile'),
    link: () => admin.getByRole('link', { name: 'Catalogue' }),
    stay: () => page.getByRole('dialog').getByRole('button', { name: 'Stay' }),
    leave: () => page.getByRole('dialog').getByRole('button', { name: 'Leave page' }),
    at: () => `/suppliers/${supplier}`,
  },
  {
    work: "a shop's own words",
    async begin() {
      await openAt('/storefront')
      await admin.getByRole('link', { name: 'Texts' }).click()
      await field('When a day can be told').first().fill('Here by [day]')
    },
    isThere: async () => expect(await field('When a day can be told').first().inputValue()).toBe('Here by [day]'),
    link: () => admin.getByRole('link', { name: 'Overrides' }),
    stay: () => page.getByRole('dialog').getByRole('button', { name: 'Stay' }),
    leave: () => page.getByRole('dialog').getByRole('button', { name: 'Leave page' }),
    at: () => '/storefront/texts',
  },
  {
    work: 'a delivery that is being counted',
    async begin() {
      await openAt(`/supplier-orders/${supplierOrder}`)
      await admin.getByRole('link', { name: 'Receive', exact: true }).click()
      await field('Accepted: Mug').fill('4')
    },
    isThere: async () => expect(await field('Accepted: Mug').inputValue()).toBe('4'),
    link: () => admin.getByRole('link', { name: 'Supplier orders' }),
    stay: () => admin.getByRole('dialog').getByRole('button', { name: 'Go on counting' }),
    leave: () => admin.getByRole('dialog').getByRole('button', { name: 'Leave' }),
    at: () => `/receive?order=${supplierOrder}`,
  },
]

describe.each(works)('$work', ({ begin, isThere, link, stay, leave, at }) => {
  // In the address of the admin and in the app's own: a step back is undone by a step forward.
  const isHere = () => [page.url(), admin.url().replace(/[?&]embedded=.*/, '')].every((url) => url.endsWith(at()))
  const ways: Record<string, () => Promise<unknown>> = {
    'a link of the app': () => link().click(),
    "the admin's menu": () => menu('Check').click(),
    "the app's name": () => menu('Backline').click(),
    Back: () => page.evaluate('history.back()'),
  }

  test.each(Object.entries(ways))('stays where the merchant stays: %s', async (_, go) => {
    await begin()
    for (const answer of [() => stay().click(), () => page.keyboard.press('Escape')]) {
      await go()
      await stay().waitFor()
      await answer()
      await gone(stay())
      await isThere()
      // What is pressed next leads nowhere either.
      await admin.getByRole('heading', { level: 1 }).click()
      await expect.poll(isHere).toBe(true)
    }
    await go()
    await leave().click()
    await expect.poll(isHere).toBe(false)
    expect(browserAsks).toEqual([])
  })

  test('stays where the merchant stays: a reload', async () => {
    await begin()
    await page.evaluate('location.reload()')
    await expect.poll(() => browserAsks).toEqual(['beforeunload'])
    await isThere()
  })
})

const gone = (element: Locator) => element.waitFor({ state: 'detached' })

test('a form is saved in one place, the bar of the admin, and then left without a question', async () => {
  await openAt(`/suppliers/${supplier}`)
  await field('Notes').fill('Ask for Bugs')
  expect(await admin.getByRole('button', { name: 'Save' }).count()).toBe(0)
  expect(await barriers(admin)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.save').waitFor({ state: 'hidden' })
  await menu('Check').click()
  await admin.getByRole('heading', { name: 'Check the numbers' }).waitFor()
  await page.evaluate('history.back()')
  await expect.poll(() => field('Notes').inputValue()).toBe('Ask for Bugs')
  await field('Notes').fill('Nobody')
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(await field('Notes').inputValue()).toBe('Ask for Bugs')
  await page.locator('.save').waitFor({ state: 'hidden' })
})

test('a new supplier that is saved leads on without a question', async () => {
  await openAt('/suppliers/new')
  await field('Name').fill('Bolt')
  await admin.getByRole('combobox', { name: 'Currency' }).selectOption('EUR')
  await page.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('What does this supplier sell?').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('what was counted is there after a reload, is received once, and is then forgotten', async () => {
  const receive = `/receive?order=${supplierOrder}`
  await openAt(receive)
  await field('Accepted: Mug').fill('3')
  await field('Rejected: Mug').fill('1')
  await field('Why rejected: Mug').fill('Broken')
  staysAtBrowser = false
  await page.reload()
  await openAt(receive)
  await admin.getByText('This is what you counted before.').waitFor()
  expect(await field('Accepted: Mug').inputValue()).toBe('3')
  expect(await field('Why rejected: Mug').inputValue()).toBe('Broken')
  expect(await barriers(admin)).toEqual([])
  await admin.getByRole('button', { name: 'Confirm receipt' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await admin.getByText('Units are assigned to waiting orders.').waitFor()
  await openAt(receive)
  await field('Accepted: Mug').waitFor()
  expect(await field('Accepted: Mug').inputValue()).toBe('0')
  expect(await admin.getByText('This is what you counted before.').count()).toBe(0)
})
