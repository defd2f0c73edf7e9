import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
beforeAll(async () => {
  merchant = await aMerchant(shop)
})
afterAll(() => merchant.close())
beforeEach(async () => {
  await asOwner(merchant.databaseUrl, 'truncate data_request, data_request_order, shop_order')
  await asOwner(
    merchant.databaseUrl,
    `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at)
     select $1, id, '#' || id, now(), now(), now() from unnest('{1001,1002}'::text[]) id`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into data_request (shop_id, data_request_id, shopify_id, asked_at, orders_named, answered_at)
     values ($1, 1, '1', now() - interval '90 days', 1, now() - interval '85 days'),
            ($1, 2, '2', now() - interval '31 days', 1, null),
            ($1, 3, '3', now() - interval '2 days', 5, null)`,
    [shop],
  )
  await asOwner(
    merchant.databaseUrl,
    `insert into data_request_order (shop_id, data_request_id, order_id)
     values ($1, 2, '1001'), ($1, 3, '1001'), ($1, 3, '1002'), ($1, 3, '5830012345678')`,
    [shop],
  )
})

const overflow = (page: Page) =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')

test.each(screens)(
  'on $name a merchant is told that customers ask for their data, downloads it and marks the request',
  async (screen) => {
    const { page, complaints } = await merchant.open('/', { screen })
    await page.getByText('2 customers asked for their data. Answer the first by').waitFor()
    await page.getByRole('link', { name: 'View data requests' }).press('Enter')
    const table = page.getByRole('table', { name: 'Data requests' })
    await table.getByText('Overdue').waitFor()
    await table.getByText('2 orders were erased, as the customer asked').waitFor()
    expect(await barriers(page, everyImpact)).toEqual([])
    expect(await overflow(page)).toBe(0)

    const downloading = page.waitForEvent('download')
    await page
      .getByRole('button', { name: /^Download data: / })
      .first()
      .press('Enter')
    const file = await downloading
    expect(file.suggestedFilename()).toMatch(/^data-request-.*-3\.json$/)
    const stream = await file.createReadStream()
    const said = JSON.parse(Buffer.concat(await stream.toArray()).toString())
    expect(said.Orders[0].Order[0].Order).toBe('#1001')

    await page
      .getByRole('button', { name: /^Mark as answered: / })
      .first()
      .press('Enter')
    await table
      .getByRole('button', { name: /^Mark as not answered: / })
      .nth(1)
      .waitFor()
    await page.goBack()
    await page.getByText('A customer asked for their data. Answer it by').waitFor()
    expect(complaints).toEqual([])
    await page.close()
  },
)
