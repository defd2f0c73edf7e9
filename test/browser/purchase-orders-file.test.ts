import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
beforeAll(async () => {
  merchant = await aMerchant(shop)
  await asOwner(
    merchant.databaseUrl,
    `insert into item (shop_id, item_id, sku, tracked, changed_at)
     select $1, (900 + n)::text, 'MUG-' || n, true, now() from generate_series(1, 9) as n`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into location (shop_id, location_id, name, active, changed_at)
     values ($1, '1', 'Harbour', true, now()), ($1, '2', 'Attic', true, now())`,
    [shop],
  )
})
afterAll(() => merchant.close())
beforeEach(async () => {
  await asOwner(
    merchant.databaseUrl,
    'truncate supplier, csv_upload, supplier_order, supplier_order_line, supplier_order_number, arrival cascade',
  )
  await asOwner(merchant.databaseUrl, `insert into supplier (shop_id, name, currency) values ($1, 'Acme', 'EUR')`, [
    shop,
  ])
})

const file = `PO Number,Supplier,Status,SKU,Ordered,Received,Expected date,Cost price
1042,Acme,Partially received,MUG-1,10,4,3/4/2027,4.20
1042,Acme,Partially received,MUG-2,6,0,3/4/2027,4.20
1041,Acme,Received,MUG-3,12,12,,
1043,Acme,Draft,MUG-4,12,0,,
1044,Acme,Ordered,MUG-77,12,0,,
`

async function looksRight(page: Page): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
  expect(await barriers(page)).toEqual([])
}

describe.each(screens)('on $name', (screen) => {
  test('a file of purchase orders is asked about, shown and brought in', async () => {
    const { page, complaints } = await merchant.open('/suppliers/import?kind=supplier-orders', { screen })
    const buffer = Buffer.from(file)
    await page.locator('input[type=file]').setInputFiles({ name: 'stocky.csv', mimeType: 'text/csv', buffer })
    await page.getByText('stocky.csv: 5 rows, 5 left out.').waitFor()
    await page.getByRole('combobox', { name: 'Ship to, where the file says no location' }).selectOption('Harbour')
    await page.getByRole('combobox', { name: 'Dates such as 3/4/2026' }).selectOption('month-first')
    await page.getByText('stocky.csv: 5 rows, 2 new, 3 left out.').waitFor()
    await page.getByText('10 → 6').waitFor()
    await page.getByText('3/4/2027 → 2027-03-04').first().waitFor()
    expect(await page.getByText('Currency of new suppliers').count()).toBe(0)
    await looksRight(page)
    await page.getByRole('button', { name: 'Import 2 rows' }).click()
    await page.getByText('2 rows were written. 3 rows stayed out.').waitFor()
    await page
      .getByRole('link', { name: 'View supplier orders' })
      .or(page.getByRole('button', { name: 'View supplier orders' }))
      .first()
      .click()
    await page.getByText('2 items · Harbour · 1042').waitFor()
    await looksRight(page)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
