import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens, watchMoves } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
let page: Page
let complaints: readonly string[]
let backorderId: string

beforeAll(async () => {
  merchant = await aMerchant(shop)
  backorderId = await subscriptions(merchant.databaseUrl)
})
afterAll(() => merchant.close())
afterEach(() => page.context().close())

/** Sixty months of a subscription of which the first is short, and a pre-order without a date. */
async function subscriptions(url: string): Promise<string> {
  await asOwner(
    url,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Leeds', true, now())`,
    [shop],
  )
  await asOwner(
    url,
    `insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at)
     values ($1, '61', '#1010', '2026-11-20T10:00:00Z', now(), now()), ($1, '62', '#1011', '2026-11-20T10:00:00Z', now(), now())`,
    [shop],
  )
  const title = 'Coffee of the month, whole beans from three small estates in the Andes'
  await asOwner(
    url,
    `insert into order_line (shop_id, line_id, order_id, item_id, sku, title, units, open)
     values ($1, '701', '61', '900', 'COFFEE', $2, 122, 122), ($1, '702', '62', '901', 'LAMP-OAK', 'Reading lamp', 1, 1)`,
    [shop, title],
  )
  await asOwner(
    url,
    `insert into scheduled_units (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id, location_id, units, fulfill_at, is_noticed)
     select $1, 'month-' || n, 'f' || n, '61', '701', '1', 2, timestamptz '2999-01-03 17:00Z' + make_interval(months => n), false
       from generate_series(0, 59) n
     union all select $1, 'lamp', 'lamp', '62', '702', '1', 1, null, false`,
    [shop],
  )
  const [id = ''] = await record(url, [aBackorder({ order: '61', orderName: '#1010', line: '701', title, units: 2 })])
  return id
}

const overflow = () => page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')
const isCalm = async () =>
  expect([await overflow(), await barriers(page, everyImpact), complaints]).toEqual([0, [], []])

test.each(screens)(
  'what is scheduled is listed by date, page by page, and leads to its order, on $name',
  async (screen) => {
    ;({ page, complaints } = await merchant.open(`/?shop=${shop}`, { screen, script: watchMoves }))
    await page.getByText(/121 units of subscriptions and pre-orders are scheduled, the next for 3 Jan 2999/).waitFor()
    await isCalm()
    await page.getByRole('link', { name: 'View scheduled units' }).click()
    const list = page.getByRole('table', { name: 'Scheduled units' })
    await list.getByText('3 Jan 2999').waitFor()
    expect(await list.getByRole('row').count()).toBe(1 + 50)
    await page.getByText('61 scheduled dates').waitFor()
    await isCalm()
    await page.getByRole('button', { name: 'Later dates' }).click()
    await page.waitForURL(/page=2/)
    await list.getByText('No date set').waitFor()
    expect(await list.getByRole('row').count()).toBe(1 + 11)
    await page.reload()
    await list.getByRole('link', { name: '#1011' }).click()
    const later = page.getByRole('table', { name: 'Scheduled units of this order' })
    await later.getByText('No date set').waitFor()
    await isCalm()
    await page.goBack()
    await list.getByText('No date set').waitFor()
    expect(await page.evaluate<string[]>('window.moved')).toEqual([])
  },
)

test.each(screens)(
  'a line says what of it is scheduled in one sentence, and the rule is found from there, on $name',
  async (screen) => {
    ;({ page, complaints } = await merchant.open(`/backorders/${backorderId}?shop=${shop}`, { screen }))
    await page.getByText(/^120 more units are scheduled, the next 2 for 3 Jan 2999\./).waitFor()
    await isCalm()
    await page.getByRole('link', { name: 'View scheduled units' }).click()
    await page.getByRole('link', { name: 'Change setting' }).click()
    const card = page.getByRole('region', { name: 'When scheduled units count' })
    const days = card.getByRole('textbox', { name: 'Days before their date' })
    await days.fill('a week')
    await page.getByRole('button', { name: 'Save' }).click()
    await card.getByText('Enter a whole number from 0 to 365').waitFor()
    expect(await days.inputValue()).toBe('a week')
    await isCalm()
    await days.fill('7')
    await days.press('Enter')
    await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
    await page.reload()
    await days.waitFor()
    expect(await days.inputValue()).toBe('7')
  },
)

test('where nothing is scheduled any more, the list says so and leads back to its first page', async () => {
  ;({ page, complaints } = await merchant.open(`/scheduled?shop=${shop}&page=9`))
  await page.getByText('No more scheduled units').waitFor()
  await page.getByRole('button', { name: 'To the next dates' }).click()
  await page.getByRole('table', { name: 'Scheduled units' }).getByText('3 Jan 2999').waitFor()
  merchant.dashboard.setWeather('down')
  await page.reload()
  await page.getByText('Couldn’t load scheduled units').waitFor()
  merchant.dashboard.setWeather('fair')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table', { name: 'Scheduled units' }).waitFor()
  await isCalm()
})
