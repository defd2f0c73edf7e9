import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBackorder, record } from '../backorders/some-backorders.ts'
import { barriers, everyImpact } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aMerchant, type Merchant, screens } from './people/a-merchant.ts'

const shop = 'mugs.myshopify.com'

let merchant: Merchant
beforeAll(async () => {
  merchant = await aMerchant(shop)
  await asOwner(
    merchant.databaseUrl,
    `insert into location (shop_id, location_id, name, active, changed_at) values ($1, '1', 'Leeds', true, now())`,
    [shop],
  )
  await record(
    merchant.databaseUrl,
    ['701', '702', '703'].map((line) => aBackorder({ line })),
  )
})
afterAll(() => merchant.close())

test.each(screens)('every line of a page is chosen by one tap on $name', async (screen) => {
  const { page, complaints } = await merchant.open(`/?shop=${shop}`, { screen })
  await page.getByRole('row').nth(3).waitFor()
  const all = page.getByRole('checkbox', { name: 'Choose every line on this page that needs ordering' })
  const box = await all.boundingBox()
  if (box === null) throw new Error('there is no box to tap on')
  // What is tapped is what is there: nothing lies above it.
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.getByText('3 lines chosen').waitFor()
  expect(await page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)')).toBe(0)
  expect([await barriers(page, everyImpact), complaints]).toEqual([[], []])
  await page.context().close()
})
