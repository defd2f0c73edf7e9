import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
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

async function aShop(name: string, places: readonly string[], units: number): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  for (const place of places.slice(1)) await shop.verb('create-location', { name: place })
  const stock = Object.fromEntries(places.map((place) => [place, place === here ? units : 0]))
  await shop.verb('create-product', { title: 'Coffee', variants: [{ sku: 'COFFEE', policy: 'CONTINUE', stock }] })
  await shop.settle()
  return shop
}

async function lineOf(shop: SimulatedShop, order = '#1001') {
  await shop.settle()
  const placed = (await shop.truth()).orders.find(({ orderName }) => orderName === order)
  const reply = await shop.api(`/api/orders/${encodeURIComponent(placed?.orderId ?? '')}`)
  const [line] = ((await reply.json()) as OrderDetail).lines
  const { scheduled = [], open, backorders = [] } = line ?? {}
  const active = backorders.filter(({ state }) => state === 'open')
  return { open, later: scheduled.map(({ units, on }) => [units, on]), short: active.map((row) => row.backordered) }
}

const instant = (day: string) => `${day}T17:00:00Z`

it.each([
  ['one location', [here]],
  ['several', [here, second]],
])(
  'a prepaid year is one month of demand and eleven that wait, in a shop with %s',
  async (words, places) => {
    const shop = await aShop(`year-${words.length}`, places, 0)
    await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, months: 12 }] })
    const { open, later, short } = await lineOf(shop)
    expect([open, later.length, later.every(([units]) => units === 2), short]).toEqual([24, 11, true, [2]])
    expect(later.map(([, on]) => on).sort()).toEqual(later.map(([, on]) => on))

    await shop.verb('reschedule', { order: '#1001', fulfillAt: instant('2999-03-03') })
    expect((await lineOf(shop)).later.at(-1)).toEqual([2, '2999-03-03'])

    await shop.verb('pass-time', { days: 62 })
    const opened = await lineOf(shop)
    expect(opened.later.length + (opened.short[0] ?? 0) / 2).toBe(12)
    expect(opened.short[0]).toBeGreaterThan(2)
  },
  120_000,
)

it('what is to be sent later takes nothing from who waits now, is promised to nobody and not ordered before its day', async () => {
  const shop = await aShop('taken-from-nobody', [here], 5)
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 5, fulfillAt: instant('2999-03-03') }] })
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 4 }] })
  expect(await lineOf(shop)).toEqual({ open: 5, later: [[5, '2999-03-03']], short: [] })
  expect(await shop.backorders()).toEqual([])
  const listed = { units: 5, on: '2999-03-03', orderName: '#1001', sku: 'COFFEE' }
  expect(await (await shop.api('/api/scheduled')).json()).toMatchObject({ rows: [listed], total: 1 })
  expect(await (await shop.api('/api/shop')).json()).toMatchObject({ scheduled: { units: 5, next: '2999-03-03' } })

  await shop.verb('open-scheduled', { order: '#1001' })
  expect(await lineOf(shop)).toEqual({ open: 5, later: [], short: [] })
  expect(await shop.backorders('&state=open')).toMatchObject([{ orderName: '#1002', backordered: 4 }])
})

it.each([
  ['is cancelled', 'cancel-order', { restock: true }],
  ['is deleted', 'delete-order', {}],
  ['is paid back', 'refund', { lines: [{ sku: 'COFFEE', units: 6 }], restock: 'cancel' }],
])('nothing is listed as to be sent later of an order that %s', async (_, verb, more) => {
  const shop = await aShop(`later-and-${verb}`, [here], 9)
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, months: 3 }] })
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 1, fulfillAt: instant('2999-03-03') }] })
  expect((await lineOf(shop)).later).toHaveLength(2)
  await shop.verb(verb, { order: '#1001', ...more })
  await shop.settle()
  const listed = (await (await shop.api('/api/scheduled')).json()) as { rows: object[]; total: number }
  expect(listed).toMatchObject({ rows: [{ orderName: '#1002', units: 1 }], total: 1 })
  expect(await (await shop.api('/api/shop')).json()).toMatchObject({ scheduled: { units: 1, next: '2999-03-03' } })
  if (verb !== 'delete-order') expect((await lineOf(shop)).later).toEqual([])
})

it('a pre-order without a day waits until it is opened, and the rule of the shop lets days count earlier', async () => {
  const shop = await aShop('pre-order', [here, second], 0)
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString()
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 3, fulfillAt: null }] })
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, fulfillAt: soon }] })
  expect(await lineOf(shop)).toEqual({ open: 3, later: [[3, null]], short: [] })
  expect((await lineOf(shop, '#1002')).short).toEqual([])

  const rule = (days: number) => shop.api('/api/shop/rules', 'PUT', { scheduledDaysBefore: days })
  expect(await (await rule(7)).json()).toMatchObject({ scheduledDaysBefore: 7 })
  expect(await lineOf(shop, '#1002')).toEqual({ open: 2, later: [], short: [2] })
  await rule(0)
  expect((await lineOf(shop, '#1002')).short).toEqual([])
  expect((await rule(-1)).status).toBe(400)

  await shop.verb('open-scheduled', { order: '#1001' })
  expect(await lineOf(shop)).toEqual({ open: 3, later: [], short: [3] })
})

it('units join the queue when their day begins where the shop is, whatever Shopify says', async () => {
  const shop = await aShop('day-begins', [here], 0)
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, fulfillAt: instant('2999-03-03') }] })
  expect((await lineOf(shop)).short).toEqual([])
  const days = `(date '2999-03-03' - (now() at time zone 'America/New_York')::date)`
  await asOwner(
    floor.database.url,
    `update scheduled_units set fulfill_at = fulfill_at - make_interval(days => ${days}) where shop_id = $1`,
    [shop.shop],
  )
  await asOwner(floor.database.url, 'select notice_scheduled_days()')
  await expect.poll(async () => (await lineOf(shop)).short, { timeout: 30_000 }).toEqual([2])
})

it('an import learns what is to be sent later', async () => {
  const name = 'later-before.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  const stock = { [here]: 0 }
  await shop.verb('create-product', { title: 'Coffee', variants: [{ sku: 'COFFEE', policy: 'CONTINUE', stock }] })
  await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 1, months: 3 }] })
  await shop.verb('install')
  await expect.poll(async () => (await lineOf(shop)).short, { timeout: 60_000 }).toEqual([1])
  expect((await lineOf(shop)).later).toHaveLength(2)
})

async function reconcile(shop: SimulatedShop) {
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

/** Shopify tells whole seconds. */
const yesterday = new Date(Math.floor(Date.now() / 1_000 - 86_400) * 1_000).toISOString()

it.each([
  ['one location', 'is opened', [here], 'open-scheduled', {}, undefined],
  ['several', 'is opened', [here, second], 'open-scheduled', {}, undefined],
  ['one location', 'gets a day that has passed', [here], 'reschedule', { fulfillAt: yesterday }, yesterday],
  ['several', 'gets a day that has passed', [here, second], 'reschedule', { fulfillAt: yesterday }, yesterday],
] as const)(
  'in a shop with %s what %s joins the queue with the next comparison, where nobody told of it',
  async (_, how, places, verb, more, at) => {
    const shop = await aShop(`lost-${how.length}-${places.length}`, places, 0)
    await shop.verb('place-order', { lines: [{ sku: 'COFFEE', units: 2, fulfillAt: instant('2999-03-03') }] })
    await shop.settle()
    await shop.verb('mischief', { lose: 1 })
    await shop.verb(verb, { order: '#1001', ...more })
    await shop.verb('mischief', {})
    expect(await lineOf(shop)).toEqual({ open: 2, later: [[2, '2999-03-03']], short: [] })

    const differences = await reconcile(shop)
    expect(await lineOf(shop)).toEqual({ open: 2, later: [], short: [2] })
    expect(await (await shop.api('/api/scheduled')).json()).toEqual({ rows: [], total: 0 })
    const theirs = at === undefined ? {} : { scheduled: [{ units: 2, at }] }
    expect(differences).toContainEqual(
      expect.objectContaining({
        ...{ thing: 'order', name: '#1001', cause: 'lost-webhook' },
        ours: expect.objectContaining({ scheduled: [{ units: 2, at: '2999-03-03T17:00:00.000Z' }] }),
        theirs: expect.objectContaining({ ...theirs, places: [{ location: here, units: 2 }] }),
      }),
    )
    expect(await reconcile(shop)).toEqual([])
  },
)
