import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, type Screen, screens, watchMoves } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

const manifest = readFileSync('shopify.app.toml', 'utf8')

let merchant: Merchant
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  merchant = await aMerchant(shop)
  merchant.dashboard.setBlocks(everywhere)
  const { databaseUrl } = merchant
  await asOwner(databaseUrl, 'update shop set scopes = $1', [everyScope])
  await asOwner(
    databaseUrl,
    `insert into variant (shop_id, variant_id, product_id, item_id, title, variant_title, sku, vendor, changed_at)
     select $1, (800 + n)::text, '700', (900 + n)::text, 'Stoneware mug', 'Glaze number ' || n, 'MUG-' || n, 'Acme', now()
       from generate_series(1, 60) as n`,
    [shop],
  )
  await asOwner(databaseUrl, `insert into supplier (shop_id, name, currency) values ($1, 'Acme Pottery', 'EUR')`, [
    shop,
  ])
})
afterAll(() => merchant.close())

const everyScope = `${/^scopes = "(.*)"$/m.exec(manifest)?.[1]},write_products,write_app_proxy`
const everywhere = { 'product-promise': 'active', 'cart-promise': 'active', 'promise-badge': 'active' } as const

beforeEach(async () => {
  merchant.dashboard.setBlocks(everywhere)
  await asOwner(merchant.databaseUrl, 'truncate promise_override, merchant_text, storefront_promise')
})
afterEach(async () => {
  merchant.dashboard.setWeather('fair')
  await page.context().close()
  expect(complaints).toEqual([])
})

async function openAt(path: string, screen?: Screen): Promise<void> {
  const opened = await merchant.open(path, { screen, script: watchMoves })
  page = opened.page
  complaints = opened.complaints
}

async function looksRight(): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])
}

/** One mug comes on a day, one nobody knows when, one is made to order, and of one nothing is told. */
async function given(): Promise<void> {
  await asOwner(
    merchant.databaseUrl,
    `insert into storefront_promise (shop_id, variant_id, item_id, state, from_day, to_day, hide) values
       ($1, '801', '901', 'backorder', '2999-12-04', '2999-12-09', false),
       ($1, '802', '902', 'backorder', null, null, false),
       ($1, '803', '903', 'made-to-order', '2999-12-18', '2999-12-18', false),
       ($1, '804', '904', 'backorder', '2999-12-04', '2999-12-04', true)`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into merchant_text (shop_id, key, language, words) values
       ($1, 'note-pre-sale', 'en', 'Pre-sale: yours by [day].'), ($1, 'backorder-no-day', 'de', 'Bald wieder da.')`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into promise_override (shop_id, about, about_id, fixed_day, note, hide) values
       ($1, 'variant', '801', '2999-12-24', 'note-pre-sale', false), ($1, 'variant', '804', null, null, true)`,
    [shop],
  )
}

describe.each(screens)('on $name', (screen) => {
  test.each([
    ['what shoppers see', '/storefront', 'Discontinued: no longer available.'],
    ['texts', '/storefront/texts', 'Notes for single products'],
    ['overrides', '/storefront/overrides', '2 overrides'],
    ['what to except', '/storefront/overrides/add', '4 product variants'],
    ['suppliers to except', '/storefront/overrides/add?show=suppliers', 'No override'],
  ])('nobody is kept out, and nothing moves: %s', async (_, path, text) => {
    await given()
    await openAt(path, screen)
    await page.getByText(text).first().waitFor()
    await looksRight()
    expect(await page.evaluate<string[]>('window.moved')).toEqual([])
  })

  test('nobody is kept out of a dialog, nor while a block is off or nobody answers', async () => {
    await given()
    await openAt('/storefront/overrides', screen)
    await page.getByRole('button', { name: /^Change what is told of Stoneware mug, Glaze number 1/ }).click()
    await page.getByRole('dialog').getByText('Pre-sale: yours by 24 December 2999.').waitFor()
    await looksRight()
    await page.keyboard.press('Escape')
    merchant.dashboard.setBlocks({ ...everywhere, 'product-promise': 'available' })
    merchant.dashboard.setWeather('down')
    await page.goto(`${merchant.dashboard.url}/storefront`)
    await page.getByText('Shoppers see nothing of it yet').waitFor()
    await page.getByText('What shoppers are told cannot be shown right now').waitFor()
    await looksRight()
  })

  test('the home says what is on and what is not, and nothing moves when it does', async () => {
    merchant.dashboard.setBlocks({ ...everywhere, 'cart-promise': 'available', 'promise-badge': 'available' })
    await openAt('/', screen)
    await page.getByText('Shoppers are told on product pages.').waitFor()
    await page.getByRole('link', { name: 'Switch on: Line in the cart' }).waitFor()
    await page.getByText('No backorders', { exact: true }).waitFor()
    await looksRight()
    expect(await page.evaluate<string[]>('window.moved')).toEqual([])
    await page.getByRole('region', { name: 'In your shop' }).getByRole('link', { name: 'Storefront' }).click()
    await page.getByRole('heading', { name: 'What shoppers see' }).waitFor()
  })
})

test('a merchant without a mouse words a text in German, reads it as shoppers will, and saves it', async () => {
  await openAt('/storefront/texts')
  const language = page.getByRole('combobox', { name: 'Language' })
  await language.focus()
  await page.keyboard.type('Ger')
  await page.getByText('Nachbestellt: Versand, sobald wieder auf Lager.').last().waitFor()
  const text = page.getByRole('region', { name: 'On backorder' }).getByRole('textbox', { name: /no day/ })
  await text.focus()
  await page.keyboard.type('Kommt bald <b>wieder</b>.')
  await page.locator('p[lang="de"]', { hasText: 'Kommt bald <b>wieder</b>.' }).waitFor()
  await page.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  const kept = () => queryAsOwner(merchant.databaseUrl, 'select key, language, words from merchant_text')
  const meant = [{ key: 'backorder-no-day', language: 'de', words: 'Kommt bald <b>wieder</b>.' }]
  await expect.poll(kept).toEqual(meant)
  await page.reload()
  await page.getByRole('option', { name: 'German · 1 text' }).waitFor({ state: 'attached' })
})

test('a merchant without a mouse has shoppers told another day of one product, and takes it back', async () => {
  await given()
  await openAt('/storefront/overrides/add?show=all&query=MUG-7')
  const change = page.getByRole('button', { name: 'Change what is told of Stoneware mug, Glaze number 7' })
  await change.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ships by').fill('2999-06-01')
  await dialog.getByText('On backorder: expected to ship by 1 June 2999.').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Override', { exact: true }).waitFor()
  const days = () =>
    queryAsOwner(
      merchant.databaseUrl,
      `select fixed_day::text as day from promise_override where about_id = '807' and about = 'variant'`,
    )
  expect(await days()).toEqual([{ day: '2999-06-01' }])

  await page.getByRole('link', { name: 'Overrides' }).click()
  await page.getByRole('button', { name: 'Remove the override of Stoneware mug, Glaze number 7' }).press('Enter')
  await dialog.getByRole('button', { name: 'Remove' }).press('Enter')
  await page.getByText('2 overrides').waitFor()
  expect(await days()).toEqual([])
})
