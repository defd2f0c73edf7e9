import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import { queryAsOwner } from '../../support/database/database.ts'
import { type AppProcess, appProcess } from '../../support/running/app-process.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { ledgerFaults } from '../../support/truth/ledger-faults.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
let app: AppProcess
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = appProcess(floor)
  await app.start()
})
afterAll(async () => {
  await app.kill()
  await floor.close()
})

const patience = { timeout: 420_000, interval: 1_000 }
/** As many days as the shop of the data trades in a month: its four days, six weeks in a row. */
const weeks = 6
const daysAWeek = 4

async function reconcile(shop: SimulatedShop): Promise<FoundReconcile> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  return await vi.waitFor(async () => {
    const found = (await (await shop.api('/api/reconcile?limit=250')).json()) as FoundReconcile
    expect(found.reconcile?.finishedAt).not.toBeNull()
    return found
  }, patience)
}

const losing = (shop: SimulatedShop, lose: number, only: readonly string[] = []) =>
  shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose, only, seed: 7 })

async function delivered(shop: SimulatedShop) {
  return await vi.waitFor(async () => {
    const webhooks = await shop.webhooks()
    expect(webhooks.pending).toBe(0)
    return webhooks
  }, patience)
}

it('one reconcile makes every number equal the truth after a month of lost webhooks, and lists what differed', async () => {
  const shop = await floor.openShop('lossy.myshopify.com', 'plus', 'retail')
  await shop.settle(120)
  await losing(shop, 0.02)
  for (let week = weeks; week > 0; week -= 1) {
    for (let day = 0; day < daysAWeek; day += 1) {
      await shop.verb('next-day', { weeksAgo: week })
      await shop.verb('stock-arrives', { items: 40 })
    }
  }
  const { sent, lost } = await delivered(shop)
  expect(lost / (sent + lost)).toBeCloseTo(0.02, 2)
  // An order of which nothing at all is heard: no later news can stand in for what was lost.
  const sku = (await shop.truth()).stock.find((point) => point.active && point.tracked)?.sku
  await losing(shop, 1)
  const { orderName } = await shop.verb<{ orderName: string }>('place-order', { lines: [{ sku, units: 500 }] })
  await losing(shop, 0)
  expect(differences(await shop.truth(), await shop.backorders()).length).toBeGreaterThan(0)

  const found = await reconcile(shop)
  await shop.settle(120)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  expect(await ledgerFaults((sql) => queryAsOwner(floor.database.url, sql))).toEqual([])
  expect(found.total).toBeGreaterThan(10)
  expect(found.rows).toContainEqual(expect.objectContaining({ thing: 'order', name: orderName, cause: 'lost-webhook' }))
  expect((await reconcile(shop)).rows).toEqual([])
}, 900_000)

it('what of things that nobody waits for was lost is found as well: stock, what is owed of it, and what was deleted; all of it counts as compared', async () => {
  const shop = await floor.openShop('unwanted.myshopify.com')
  for (const sku of ['SOLD', 'CAME', 'GONE', 'SAME']) {
    const stock = { 'Shop location': sku === 'CAME' ? 0 : 5 }
    await shop.verb('create-product', { title: sku, variants: [{ sku, policy: 'CONTINUE', stock }] })
  }
  await shop.settle()
  const items = new Map((await shop.truth()).stock.map((point) => [point.sku, point.itemId]))
  const owed = async (sku: string) => {
    const reply = await shop.api(`/api/items/${encodeURIComponent(items.get(sku) ?? '')}`)
    return ((await reply.json()) as { owed: { units: number }[] }).owed.map(({ units }) => units)
  }
  const promised = async (sku: string) => {
    const told = (await (await shop.api('/api/storefront/variants?limit=250')).json()) as {
      rows: { sku: string; promise: object | null }[]
    }
    return told.rows.find((row) => row.sku === sku)?.promise != null
  }
  await losing(shop, 1)
  await shop.verb('set-stock', { sku: 'SOLD', location: 'Shop location', available: -2 })
  await shop.verb('adjust-stock', { sku: 'CAME', location: 'Shop location', delta: 4 })
  await shop.verb('delete-product', { sku: 'GONE' })
  await losing(shop, 0)
  await delivered(shop)
  expect([await owed('SOLD'), await promised('SOLD'), await promised('CAME')]).toEqual([[], false, true])

  const found = await reconcile(shop)
  await shop.settle()
  expect(found.reconcile).toMatchObject({ orders: 0, items: 3 })
  expect(found.rows).toMatchObject([
    { thing: 'stock', name: 'CAME', ours: { available: 0 }, theirs: { available: 4 } },
    { thing: 'stock', name: 'SOLD', ours: { available: 5 }, theirs: { available: -2 } },
  ])
  expect([await owed('SOLD'), await promised('SOLD'), await promised('CAME')]).toEqual([[2], true, false])
  const variants = (await (await shop.api('/api/items?limit=250')).json()) as { rows: { sku: string }[] }
  expect(variants.rows.map(({ sku }) => sku).sort()).toEqual(['CAME', 'SAME', 'SOLD'])
  expect((await reconcile(shop)).rows).toEqual([])
})

it('a product of which only the news of its item was lost is promised once a reconcile found the item', async () => {
  const shop = await floor.openShop('half-told.myshopify.com')
  await shop.settle()
  await losing(shop, 1, ['inventory_items/create'])
  await shop.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 0 } }] })
  await losing(shop, 0)
  await shop.settle()
  const told = async () => (await shop.truth()).metafields.filter(({ key }) => key === 'promise').length
  expect([await told(), (await shop.webhooks()).lost]).toEqual([0, 1])

  const found = await reconcile(shop)
  await shop.settle()
  expect(found.rows).toMatchObject([
    { thing: 'item', name: 'Mug', cause: 'lost-webhook', ours: null, theirs: { tracked: true, deleted: false } },
  ])
  expect(await told()).toBe(1)
  expect((await reconcile(shop)).rows).toEqual([])
})
