import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, type OpenPage, type Screen, screens, watchMoves } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
let opened: OpenPage
let page: Page

beforeAll(async () => {
  merchant = await aMerchant(shop)
  await asOwner(
    merchant.databaseUrl,
    `insert into variant (shop_id, variant_id, item_id, title, sku, vendor, changed_at)
     select $1, (800 + n)::text, (900 + n)::text, 'Stoneware mug number ' || n, 'MUG-' || n, 'Acme', now()
       from generate_series(1, 60) as n`,
    [shop],
  )
})
afterAll(() => merchant.close())

beforeEach(() => asOwner(merchant.databaseUrl, 'truncate supplier, catalogue_entry, csv_upload cascade'))
afterEach(async () => {
  await page.context().close()
  expect(opened.complaints).toEqual([])
})

async function openAt(path: string, screen?: Screen): Promise<void> {
  opened = await merchant.open(path, { screen, script: watchMoves })
  page = opened.page
}

/** Two suppliers, the first of which sells twelve mugs. */
async function given(): Promise<string> {
  const [acme] = await queryAsOwner<{ supplierId: string }>(
    merchant.databaseUrl,
    `insert into supplier (shop_id, name, currency, email, lead_time_days)
     values ($1, 'Acme Pottery', 'EUR', 'orders@acme.example', 10), ($1, 'Bolt', 'GBP', null, null)
     returning supplier_id::text as "supplierId"`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into catalogue_entry (shop_id, supplier_id, item_id, cost, pack_size)
     select $1, $2, item_id, 4.2, 6 from variant where item_id < '913'`,
    [shop, acme?.supplierId],
  )
  return acme?.supplierId ?? ''
}

async function looksRight(): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])
}

const field = (label: string) => page.getByRole('textbox', { name: label })

describe.each(screens)('on $name', (screen) => {
  test.each([
    ['the list', '/suppliers', 'Acme Pottery'],
    ['no match', '/suppliers?query=lamp', 'No supplier matches your search'],
    ['a new one', '/suppliers/new', 'Order days'],
    ['items to assign', '/suppliers/unsupplied?show=all', 'Stoneware mug number 60'],
    ['a file to import', '/suppliers/import', 'What a file may look like'],
    ['a supplier that does not exist', '/suppliers/999999', 'There is no such supplier'],
    ['an item', '/suppliers/items/901', 'How many may be sold without stock'],
  ])('nobody is kept out: %s', async (_, path, text) => {
    await given()
    await openAt(path, screen)
    await page.getByText(text).first().waitFor()
    await looksRight()
    expect(await page.evaluate<string[]>('window.moved')).toEqual([])
  })

  test('nobody is kept out of a supplier and its catalogue', async () => {
    const acme = await given()
    await openAt(`/suppliers/${acme}`, screen)
    await page.getByText('Performance').waitFor()
    await looksRight()
    await page.getByRole('link', { name: 'Catalogue' }).click()
    await page.getByText('12 items', { exact: true }).waitFor()
    await looksRight()
    await page.getByRole('button', { name: 'Edit: Stoneware mug number 12' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor()
    await looksRight()
  })
})

test('a merchant without a mouse adds a supplier, is told what is wrong, and mends it', async () => {
  await openAt('/suppliers/new')
  await field('Name').focus()
  await page.keyboard.type('Crane & Søn')
  await field('Minimum order').focus()
  await page.keyboard.type('lots')
  await page.keyboard.press('Enter')
  await page.getByText('Enter an amount, as in 250 or 99.50').waitFor()
  expect(await page.locator('select:focus').count()).toBe(1)
  await page.keyboard.type('Danish')
  await field('Minimum order').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('1.250,50')
  await page.getByRole('checkbox', { name: 'Tuesday' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('What does this supplier sell?').waitFor()
  const rows = await queryAsOwner(
    merchant.databaseUrl,
    'select name, currency, minimum_value::text, order_days from supplier',
  )
  expect(rows).toEqual([
    { name: 'Crane & Søn', currency: 'DKK', minimum_value: expect.stringMatching(/^1250\.50*$/), order_days: [2] },
  ])
})

test('the second of two people who edit a supplier is told, and what each wrote is kept', async () => {
  const acme = await given()
  await openAt(`/suppliers/${acme}`)
  await field('Notes').fill('Mine')
  await asOwner(
    merchant.databaseUrl,
    `update supplier set notes = 'Theirs', contact = 'Wile', version = version + 1 where supplier_id = $1`,
    [acme],
  )
  await page.getByText('Someone else edited this supplier').waitFor()
  await page.getByText('Notes is now “Theirs”; yours is kept.').waitFor()
  await looksRight()
  expect([await field('Notes').inputValue(), await field('Contact person').inputValue()]).toEqual(['Mine', 'Wile'])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
  const [row] = await queryAsOwner(merchant.databaseUrl, 'select notes, contact from supplier where supplier_id = $1', [
    acme,
  ])
  expect(row).toEqual({ notes: 'Mine', contact: 'Wile' })
})

test('a price list is looked at before it is written, and written without what cannot be read', async () => {
  await given()
  await openAt('/suppliers/import?kind=catalogue')
  const lines = [
    'Vendor;SKU;Cost;Case size',
    'Bolt;MUG-1;12,50;4',
    'Bolt;MUG-2;dear;4',
    'Bolt;NONE;5,00;4',
    'Crane;MUG-3;3,00;1',
  ]
  await page.locator('input[type=file]').setInputFiles({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}`),
  })
  await page.getByText('prices.csv: 4 rows, 2 new, 2 with a problem, left out.').waitFor()
  await page.getByText('Cost: is not an amount (only this is left out)').waitFor()
  await page.getByText('12,50 → 12.5').waitFor()
  await looksRight()
  await page.getByRole('combobox', { name: 'Currency of new suppliers' }).selectOption('DKK')
  await page.getByText('Crane will be created with the import.').waitFor()
  const entries = () =>
    queryAsOwner(
      merchant.databaseUrl,
      `select name, item_id, cost::float as cost, currency from catalogue_entry join supplier using (shop_id, supplier_id)
        where name <> 'Acme Pottery' order by name, item_id`,
    )
  expect(await entries()).toEqual([])
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await page.getByText('3 rows were written. 1 row had a problem and stayed out.').waitFor()
  expect(await entries()).toEqual([
    { name: 'Bolt', item_id: '901', cost: 12.5, currency: 'GBP' },
    { name: 'Bolt', item_id: '902', cost: null, currency: 'GBP' },
    { name: 'Crane', item_id: '903', cost: 3, currency: 'DKK' },
  ])
})

test('a file that is thrown away writes nothing', async () => {
  await openAt('/suppliers/import')
  const buffer = Buffer.from('Name,Currency\nBolt,EUR\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'suppliers.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Throw away' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click()
  await page.getByText('Add your first supplier').waitFor()
  expect(await queryAsOwner(merchant.databaseUrl, 'select * from supplier')).toEqual([])
})

test('items are chosen across pages and added to a supplier', async () => {
  await given()
  await openAt('/suppliers')
  await page.getByRole('link', { name: /Bolt/ }).click()
  await page.getByRole('link', { name: 'Catalogue' }).click()
  await page
    .getByRole('button', { name: 'Add items' })
    .or(page.getByRole('link', { name: 'Add items' }))
    .first()
    .click()
  await page.getByRole('link', { name: 'All items' }).click()
  await page.getByRole('checkbox', { name: 'Stoneware mug number 60' }).check()
  await page.getByRole('button', { name: 'Further items' }).click()
  await page.getByRole('checkbox', { name: 'Stoneware mug number 1', exact: true }).check()
  await page.getByRole('button', { name: 'Add 2 items' }).click()
  await page.getByText('2 items', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Stoneware mug number 60' }).waitFor()
})
