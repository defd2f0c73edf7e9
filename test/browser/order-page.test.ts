import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
let page: Page
let backorderId: string

beforeAll(async () => {
  merchant = await aMerchant(shop)
  backorderId = await anOrder(merchant.databaseUrl)
})
afterAll(() => merchant.close())
afterEach(() => page.context().close())

/** Three lines: one that is late against what its shopper was told, one planned without a word, one that was never short. */
async function anOrder(url: string): Promise<string> {
  await asOwner(
    url,
    `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at)
     values ($1, '61', '#1010', '2026-11-20T10:00:00Z', now(), now())`,
    [shop],
  )
  await asOwner(
    url,
    `insert into order_line (shop_id, line_id, order_id, item_id, sku, title, units, open, told_from, told_to, told_at)
     values ($1, '701', '61', '900', 'LAMP-OAK', 'Reading lamp with an oak foot and a linen shade · Tall', 3, 3,
             '2999-12-01', '2999-12-09', '2026-11-20T09:30:00Z'),
            ($1, '702', '61', '901', 'MUG-RED', 'Red mug', 5, 5, null, null, null),
            ($1, '703', '61', '902', null, 'Gift card', 1, 0, null, null, null)`,
    [shop],
  )
  await asOwner(
    url,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Leeds', true, now())`,
    [shop],
  )
  const title = 'Reading lamp with an oak foot and a linen shade · Tall'
  const late = { firstPromise: '2999-12-09', readyOn: '2999-12-24', units: 3, covered: 0, pegged: 3 }
  const [id = ''] = await record(url, [
    aBackorder({ order: '61', orderName: '#1010', line: '701', title, sku: 'LAMP-OAK', ...late }),
    aBackorder({ order: '61', orderName: '#1010', line: '702' }),
  ])
  return id
}

const overflow = () => page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')

test.each(screens)('an order is read from a backorder of its own, on $name', async (screen) => {
  ;({ page } = await merchant.open(`/backorders/${backorderId}?shop=${shop}`, { screen }))
  await page.getByText(/^Shown to the customer: 1.{1,3}9 Dec 2999$/).waitFor()
  expect(await overflow()).toBe(0)
  await page.getByRole('link', { name: '#1010' }).click()
  const lines = page.getByRole('table', { name: 'Lines of this order' })
  await lines.waitFor()
  expect(await lines.getByRole('row').count()).toBe(4)
  expect(await lines.getByText('9 Dec 2999', { exact: true }).isVisible()).toBe(true)
  expect(await lines.getByText('24 Dec 2999').isVisible()).toBe(true)
  expect(await lines.getByText('Late').isVisible()).toBe(true)
  expect(await overflow()).toBe(0)
  expect(await barriers(page, everyImpact)).toEqual([])
  await page.getByRole('link', { name: 'Red mug' }).click()
  await page.getByRole('heading', { level: 1, name: /#1010 · Red mug/ }).waitFor()
})
