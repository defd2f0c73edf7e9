import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, type Screen, screens, watchMoves } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
let page: Page
let complaints: readonly string[]
let toMove = ''
let lastKnown = ''

beforeAll(async () => {
  merchant = await aMerchant(shop)
  await whatCannotBeServed(merchant.databaseUrl)
})
afterAll(() => merchant.close())
afterEach(() => page.context().close())

const title = 'Reading lamp of oak and brass with a shade of woven raffia'

/** A line at a closed location, one of an order that cannot be read, and one whose units no location takes. */
async function whatCannotBeServed(url: string): Promise<void> {
  await asOwner(
    url,
    `insert into location (shop_id, location_id, name, active, changed_at)
     values ($1, '1', 'Leeds', true, now()), ($1, '2', 'Old harbour', false, now())`,
    [shop],
  )
  await asOwner(
    url,
    `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at, routed_at, unread_since)
     select $1, id, '#10' || id, '2026-11-20T10:00:00Z', now(), now(), now(), case id when '62' then timestamptz '2026-11-25T09:00:00Z' end
       from unnest('{61,62,63}'::text[]) as id`,
    [shop],
  )
  await asOwner(
    url,
    `insert into order_line (shop_id, line_id, order_id, item_id, sku, title, units, open, placeless)
     values ($1, '701', '61', '900', 'LAMP-OAK', $2, 2, 2, 0), ($1, '702', '62', '900', 'LAMP-OAK', $2, 2, 2, 0),
            ($1, '703', '63', '900', 'LAMP-OAK', $2, 3, 3, 3)`,
    [shop, title],
  )
  const line = { title, units: 2, covered: 0, backordered: 2 }
  ;[toMove = '', lastKnown = ''] = await record(url, [
    aBackorder({ ...line, order: '61', orderName: '#1061', line: '701', location: '2' }),
    aBackorder({ ...line, order: '62', orderName: '#1062', line: '702', location: '1' }),
  ])
}

const overflow = () => page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')
const isCalm = async () =>
  expect([await overflow(), await barriers(page, everyImpact), complaints]).toEqual([0, [], []])

async function opens(path: string, screen: Screen): Promise<void> {
  await page.context().close()
  ;({ page, complaints } = await merchant.open(`${path}?shop=${shop}`, { screen, script: watchMoves }))
}

test.each(screens)('what must be moved, and what is as last known, say so on $name', async (screen) => {
  ;({ page, complaints } = await merchant.open(`/?shop=${shop}`, { screen, script: watchMoves }))
  const row = (order: string) => page.getByRole('row').filter({ hasText: order })
  await row('#1061').getByText('To move').waitFor()
  await row('#1062').getByText('As last known', { exact: true }).waitFor()
  await isCalm()

  await opens(`/backorders/${toMove}`, screen)
  const card = page.getByRole('region', { name: 'Needs to be moved' })
  await card.getByText(/^Old harbour is closed in Shopify/).waitFor()
  expect(await page.getByRole('button', { name: 'Order remaining' }).count()).toBe(0)
  await isCalm()

  await opens(`/backorders/${lastKnown}`, screen)
  await page.getByText(/^As last known since .*: something happened to this order/).waitFor()
  await page.getByRole('button', { name: 'Order remaining' }).waitFor()
  await isCalm()
})

test.each(screens)('units without a location are told of, listed, and lead to their order on $name', async (screen) => {
  ;({ page, complaints } = await merchant.open(`/?shop=${shop}`, { screen, script: watchMoves }))
  await page.getByText('3 units of 1 order item have no location in Shopify, so nothing is planned for them.').waitFor()
  await page.getByRole('link', { name: 'View units without a location' }).click()
  const list = page.getByRole('table', { name: 'Units without a location' })
  await list.getByText('No location in Shopify').waitFor()
  await page.getByText(/Move them to a location in the order in Shopify\./).waitFor()
  await isCalm()
  await list.getByText('#1063').click()
  const lines = page.getByRole('table', { name: 'Lines of this order' })
  await lines.getByText('No location', { exact: true }).waitFor()
  await lines.getByText('LAMP-OAK · 3 without a location').waitFor()
  await isCalm()
})
