import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner, queryAsOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant

beforeAll(async () => {
  merchant = await aMerchant(shop)
  await asOwner(
    merchant.databaseUrl,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '4', 'Leeds', true, now())`,
    [shop],
  )
})
afterAll(() => merchant.close())

const order = (open: number) => ({
  orderedAt: '2026-11-20T10:00:00.000Z',
  isOver: false,
  lines: [{ lineId: '1', title: 'A set of six hand-painted stoneware mugs', units: 3, open }],
  places: [],
})
const numbers = {
  units: 3,
  shipped: 0,
  covered: 3,
  backordered: 0,
  pegged: 0,
  uncovered: 0,
  state: 'ready',
  readyOn: null,
}
const short = { ...numbers, covered: 1, backordered: 2, uncovered: 2, state: 'open' }
const found = [
  ['location', '4', 'Leeds', 'edit-outside', { name: 'Leds', active: false }, { name: 'Leeds', active: true }],
  ['stock', '3@4', 'Red mug', 'lost-webhook', { available: 4 }, { available: -2 }],
  ['order', '9', '#1004', 'lost-webhook', order(3), order(1)],
  ['order', '10', '#1005', 'lost-webhook', null, order(3)],
  ['backorder', '1@4', '#1004 · A set of six hand-painted stoneware mugs', 'drift', numbers, short],
] as const

/** The worker, as far as the page can tell: it finds the same differences twelve times. */
async function finish(): Promise<void> {
  for (const [thing, thingId, name, cause, ours, theirs] of Array.from({ length: 12 }, () => found).flat()) {
    await asOwner(
      merchant.databaseUrl,
      `insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause, ours, theirs)
       select shop_id, reconcile_id, $2, $3, $4, $5, $6, $7 from reconcile where shop_id = $1 and finished_at is null`,
      [shop, thing, thingId, name, cause, ours && JSON.stringify(ours), JSON.stringify(theirs)],
    )
  }
  await asOwner(
    merchant.databaseUrl,
    `update reconcile set step = 'items', orders = 1204, items = 36, finished_at = now() where finished_at is null`,
  )
}

const overflow = (page: Page) =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')

const flaws = (page: Page) => barriers(page, everyImpact)

test.each(screens)(
  'on $name a merchant compares with Shopify, sees how far it is, and reads what differed',
  async (screen) => {
    await asOwner(merchant.databaseUrl, 'truncate reconcile, reconcile_difference')
    const { page, complaints } = await merchant.open('/check', { screen })
    const card = page.getByRole('region', { name: 'Compare with Shopify' })
    await card.getByText('Nothing was compared yet').waitFor()
    expect(await flaws(page)).toEqual([])

    await card.getByRole('button', { name: 'Compare now' }).press('Enter')
    await card.getByText('Locations: 0 orders and 0 items so far').waitFor()
    await asOwner(merchant.databaseUrl, `update reconcile set step = 'listed-orders', orders = 812`)
    await card.getByText('Open orders: 812 orders and 0 items so far').waitFor()
    expect(await card.getByRole('progressbar').getAttribute('value')).toBe('42.9')
    expect([await overflow(page), await flaws(page)]).toEqual([0, []])

    await finish()
    await card.getByRole('table', { name: 'What differed from Shopify' }).waitFor()
    await card.getByText(/^Compared on .+, because it was asked for: 1,204 orders and 36 items\.$/).waitFor()
    expect(await card.getByRole('row').count()).toBe(1 + 50)
    expect([await overflow(page), await flaws(page)]).toEqual([0, []])
    await card.getByRole('button', { name: 'Further differences' }).click()
    await page.waitForURL(/found=/)
    await card.getByText('60 differences, put right').waitFor()
    await expect.poll(() => card.getByRole('row').count()).toBe(1 + 10)
    await page.context().close()
    expect(complaints).toEqual([])
  },
)

test.each(screens)(
  'on $name a merchant counts only what was received where a service writes the stock',
  async (screen) => {
    await asOwner(
      merchant.databaseUrl,
      `insert into location (shop_id, location_id, name, active, changed_at, is_service, service_name, counts)
     values ($1, '5', 'ShipFast depot north', true, now(), true, 'ShipFast', 'shopify')
         on conflict (shop_id, location_id) do update set counts = 'shopify'`,
      [shop],
    )
    const { page, complaints } = await merchant.open('/check', { screen })
    const row = page.getByRole('table', { name: 'Your locations' }).getByRole('row').filter({ hasText: 'depot' })
    await row.getByText('Shopify’s figure is written by ShipFast.').waitFor()
    await row.getByRole('button', { name: 'Count only received goods at ShipFast depot north' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('No orders affected.').waitFor()
    expect(await flaws(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await dialog.getByRole('button', { name: 'Count only received' }).press('Enter')
    await row.getByText('Only what you received').waitFor()
    expect(await flaws(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    const [kept] = await queryAsOwner(merchant.databaseUrl, `select counts from location where location_id = '5'`)
    expect(kept).toEqual({ counts: 'received' })
    expect(complaints).toEqual([])
    await page.close()
  },
)
