import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ShopImport } from '../../web/checks/contract/imports.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { launchChromium } from '../support/chromium.ts'
import { asOwner } from '../support/database/database.ts'
import { type AppProcess, appProcess, until } from '../support/running/app-process.ts'
import { builtDashboard } from '../support/running/built-dashboard.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../support/running/simulated-shop.ts'
import { differences } from '../support/truth/oracle.ts'
import { serveDashboard } from './people/a-dashboard.ts'

const name = 'big.myshopify.com'
const readableDays = 60

let floor: ShopFloor
let db: Database
let app: AppProcess
let dashboard: Awaited<ReturnType<typeof serveDashboard>>
let browser: Browser

beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  db = createDatabase(floor.database.url)
  app = appProcess(floor)
  dashboard = await serveDashboard({ db, dist: await builtDashboard(), shop: name })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await app.kill()
  await dashboard.close()
  await db.close()
  await floor.close()
})

test('a merchant watches the import of a big shop, which is killed twice and ends right', async () => {
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('fill', { variants: 10_000, orders: 5_000, oldOrders: 100, seed: 9 })
  await shop.verb('faults', { bulk: { takesMs: 2_000 } })
  await app.start()
  await asOwner(floor.database.url, 'insert into shop (shop_id) values ($1)', [name])
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  await page.goto(dashboard.url)
  await page.getByText('No backorders', { exact: true }).waitFor()
  await shop.verb('install')
  await page.getByText('Importing your shop').waitFor()
  await page.getByText('Your shop is being imported').waitFor()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)

  for (const share of [0.05, 0.4]) {
    await until(async () => (await shareOf(shop)) > share)
    await app.kill()
    await page.reload()
    await page.getByText(/^[A-Z][a-z ]+: [\d,]+ of [\d,]+$/).waitFor()
    expect(await barOf(page)).toBeGreaterThanOrEqual(share * 100)
    await app.start()
  }
  await page.getByText('Importing your shop').waitFor({ state: 'detached', timeout: 120_000 })
  await page.getByText('belong to orders that Backline may not read').waitFor()
  await page.getByRole('table').waitFor()

  await shop.settle(120)
  const readableFrom = Date.now() - readableDays * 24 * 3_600_000
  expect(differences(await shop.truth(), await shop.backorders(), { readableFrom })).toEqual([])
})

async function shareOf(shop: SimulatedShop): Promise<number> {
  const reply = await shop.api('/api/imports/current')
  const { current } = (await reply.json()) as { current: ShopImport }
  return current.share
}

async function barOf(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar').getAttribute('value'))
}
