import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import { asOwner } from '../../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const here = 'Shop location'
const second = 'Second shop'
const order = '#1001'
const someDay = '2999-03-03T17:00:00Z'

async function aShop(name: string, places: readonly string[]): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  for (const place of places.slice(1)) await shop.verb('create-location', { name: place })
  await sellsCoffee(shop, places)
  await shop.settle()
  return shop
}

async function sellsCoffee(shop: SimulatedShop, places: readonly string[]): Promise<void> {
  const stock = Object.fromEntries(places.map((place) => [place, 0]))
  await shop.verb('create-product', { title: 'Coffee', variants: [{ sku: 'COFFEE', policy: 'CONTINUE', stock }] })
}

/** What of the first order waits for its day, and what of it is short. */
async function told(shop: SimulatedShop) {
  await shop.settle()
  const [placed] = (await shop.truth()).orders
  const reply = await shop.api(`/api/orders/${encodeURIComponent(placed?.orderId ?? '')}`)
  const [line] = ((await reply.json()) as OrderDetail).lines
  const { scheduled = [], backorders = [] } = line ?? {}
  const open = backorders.filter(({ state }) => state === 'open')
  const { scheduled: later } = (await (await shop.api('/api/shop')).json()) as ShopSummary
  const { total } = (await (await shop.api('/api/scheduled')).json()) as { total: number }
  return {
    later: scheduled.reduce((sum, { units }) => sum + units, 0),
    counted: later?.units ?? 0,
    days: total,
    short: open.reduce((sum, { backordered }) => sum + backordered, 0),
  }
}

async function reconcile(shop: SimulatedShop): Promise<FoundReconcile['rows']> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  return await vi.waitFor(
    async () => {
      const found = (await (await shop.api('/api/reconcile')).json()) as FoundReconcile
      expect(found.reconcile?.finishedAt).not.toBeNull()
      return found.rows
    },
    { timeout: 60_000, interval: 100 },
  )
}

const aYear = { later: 22, counted: 22, days: 11, short: 2 }
const nothingLater = { later: 0, counted: 0, days: 0 }

it.each([
  ['one location', [here]],
  ['several', [here, second]],
])(
  'a prepaid year that is held, and released, is one month of demand and eleven that wait, in a shop with %s',
  async (_, places) => {
    const shop = await aShop(`held-year-${places.length}`, places)
    await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, months: 12 }] })
    expect(await told(shop)).toEqual(aYear)
    await shop.verb('hold', { order })
    expect(await told(shop)).toEqual(aYear)
    expect(await reconcile(shop)).toEqual([])
    expect(await told(shop)).toEqual(aYear)
    await shop.verb('release', { order })
    expect(await told(shop)).toEqual(aYear)

    await shop.verb('open-scheduled', { order })
    expect(await told(shop)).toEqual({ later: 20, counted: 20, days: 10, short: 4 })
  },
  120_000,
)

it.each([
  ['one location', [here]],
  ['several', [here, second]],
])(
  'what is held when its day comes joins the queue, in a shop with %s',
  async (_, places) => {
    const shop = await aShop(`held-day-${places.length}`, places)
    await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, fulfillAt: someDay }] })
    await shop.verb('hold', { order })
    expect(await told(shop)).toEqual({ later: 2, counted: 2, days: 1, short: 0 })
    const days = `(date '2999-03-03' - (now() at time zone 'America/New_York')::date)`
    await asOwner(
      floor.database.url,
      `update scheduled_units set fulfill_at = fulfill_at - make_interval(days => ${days}) where shop_id = $1`,
      [shop.shop],
    )
    await asOwner(floor.database.url, 'select notice_scheduled_days()')
    await expect.poll(async () => await told(shop), { timeout: 30_000 }).toEqual({ ...nothingLater, short: 2 })
  },
  60_000,
)

it('what is held after its day came waits like all that is on hold', async () => {
  const shop = await aShop('held-and-due', [here])
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, fulfillAt: someDay }] })
  await shop.verb('reschedule', { order, fulfillAt: new Date(Date.now() - 2 * 86_400_000).toISOString() })
  await shop.verb('hold', { order })
  expect(await told(shop)).toEqual({ ...nothingLater, short: 2 })
  expect(await reconcile(shop)).toEqual([])
  expect(await told(shop)).toEqual({ ...nothingLater, short: 2 })
})

it('an import learns of what is held that it is to be sent later', async () => {
  const name = 'held-before.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await sellsCoffee(shop, [here])
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, months: 12 }] })
  await shop.verb('hold', { order })
  await shop.verb('install')
  await expect.poll(async () => await told(shop), { timeout: 60_000 }).toEqual(aYear)
})

it('a hold that nobody told of changes nothing', async () => {
  const shop = await aShop('held-unheard', [here, second])
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, months: 12 }] })
  expect(await told(shop)).toEqual(aYear)
  await shop.verb('mischief', { lose: 1 })
  await shop.verb('hold', { order })
  await shop.verb('mischief', {})
  expect(await reconcile(shop)).toEqual([])
  expect(await told(shop)).toEqual(aYear)
})
