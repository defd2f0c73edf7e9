import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetFinishedOrders } from '../../../web/backorders/store/finished-orders.ts'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { ParkedListOutput } from '../../../web/mirror/contract/deliveries.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { order as orderBody } from '../../support/lane/payloads.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let db: Database
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
  db = createDatabase(floor.database.url)
})
afterAll(async () => {
  await db.close()
  await app.stop()
  await floor.close()
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const order = '#1001'
const lamp = (units: number) => [{ sku: 'LAMP', units }]
const tables = ['shop_order', 'order_line', 'fulfillment_order_line', 'backorder', 'ledger']

/** Rows of the shop, by table, where there are any. */
async function rows(shop: SimulatedShop): Promise<Record<string, number>> {
  const counted = tables.map(
    (table) => `select '${table}' as name, count(*)::int as rows from ${table} where shop_id = $1`,
  )
  const found = await queryAsOwner<{ name: string; rows: number }>(floor.database.url, counted.join(' union all '), [
    shop.shop,
  ])
  return Object.fromEntries(found.filter((each) => each.rows > 0).map((each) => [each.name, each.rows]))
}

/** As if nothing had happened for so many days; then what is finished for long enough is removed, of this shop alone. */
async function daysPass(shop: SimulatedShop, days: number): Promise<void> {
  for (const [table, columns] of [
    ['shop_order', ['ordered_at', 'changed_at', 'heard_at', 'touched_at', 'deleted_at']],
    ['backorder', ['changed_at']],
  ] as const) {
    const set = columns.map((column) => `${column} = ${column} - make_interval(days => $2)`)
    await asOwner(floor.database.url, `update ${table} set ${set.join(', ')} where shop_id = $1`, [shop.shop, days])
  }
  await withShopSql(db, shop.shop, (tx) => forgetFinishedOrders(tx, null, 200))
}

const numberOf = (gid = '') => gid.slice(gid.lastIndexOf('/') + 1)

type Sight = 'shown' | 'not shown'

/** A shop of which a shipped order of three lamps, short once, has left. Shopify shows it, or it is too old. */
async function aShopWithoutIt(name: string, sight: Sight, locations: 1 | 2 = 1) {
  const shop = await floor.openShop(`${name.replaceAll(' ', '-')}.myshopify.com`)
  const places = locations === 2 ? ['Second shop'] : []
  for (const place of places) await shop.verb('create-location', { name: place })
  const stock = Object.fromEntries(['Shop location', ...places].map((place) => [place, 0]))
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', stock }] })
  await shop.verb('change-scopes', { optional: ['read_all_orders'] })
  await shop.verb('place-order', { lines: lamp(3), at: daysAgo(sight === 'shown' ? 1 : 61) })
  await shop.settle()
  const [short] = await shop.backorders()
  expect(short).toMatchObject({ backordered: 3 })
  await shop.verb('adjust-stock', { sku: 'LAMP', delta: 3 })
  await shop.verb('fulfil', { order })
  if (sight === 'not shown') await shop.verb('change-scopes', { optional: [] })
  await shop.settle()
  const [orderId, lineId] = [numberOf(short?.orderId), numberOf(short?.lineId)]
  const path = `/api/orders/${orderId}`
  await daysPass(shop, 364)
  expect((await shop.api(path)).status).toBe(200)
  await daysPass(shop, 2)
  expect((await shop.api(path)).status).toBe(404)
  expect(await rows(shop)).toEqual({})
  return { shop, orderId, lineId, path }
}

async function isAsShopifyHasIt(shop: SimulatedShop): Promise<void> {
  await shop.settle(150)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
}

async function reconcile(shop: SimulatedShop): Promise<FoundReconcile['rows']> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  return await vi.waitFor(
    async () => {
      const found = (await (await shop.api('/api/reconcile?limit=250')).json()) as FoundReconcile
      expect(found.reconcile?.finishedAt).toEqual(expect.any(String))
      return found.rows
    },
    { timeout: 60_000, interval: 100 },
  )
}

type Case = [what: string, verbs: [string, object][], short: number]
const cases: Case[] = [
  [
    'is to be shipped again',
    [
      ['cancel-fulfilment', { order }],
      ['adjust-stock', { sku: 'LAMP', delta: -2 }],
    ],
    2,
  ],
  ['is raised by an edit', [['edit-order', { order, lines: lamp(5) }]], 2],
  ['is refunded', [['refund', { order, lines: lamp(3), restock: 'return' }]], 0],
  ['is deleted', [['delete-order', { order }]], 0],
]

describe.each([
  ['shown', 1],
  ['shown', 2],
  ['not shown', 1],
] as const)('an order that left the mirror, is %s by Shopify, in a shop with %s locations, and', (sight, locations) => {
  it.concurrent.each(cases)('%s is as Shopify has it, and leaves once more', async (what, verbs, short) => {
    const { shop } = await aShopWithoutIt(`${what}-${sight}-${locations}`, sight, locations)
    for (const [verb, wish] of verbs) await shop.verb(verb, wish)
    await isAsShopifyHasIt(shop)
    const open = (await shop.backorders()).reduce((sum, { backordered }) => sum + backordered, 0)
    expect(open).toBe(short)
    expect(await reconcile(shop)).toEqual([])
    await isAsShopifyHasIt(shop)
    if (short > 0) {
      await daysPass(shop, 400)
      expect(await rows(shop)).toMatchObject({ shop_order: 1, backorder: expect.any(Number) })
      await shop.verb('adjust-stock', { sku: 'LAMP', delta: 3 })
      await shop.verb('fulfil', { order })
      await isAsShopifyHasIt(shop)
    }
    await daysPass(shop, 400)
    expect(await rows(shop)).toEqual({})
    expect(await reconcile(shop)).toEqual([])
    expect(await shop.backorders()).toEqual([])
  })
})

it.concurrent('an order that is to be shipped again, and of which Shopify shows nothing, has no place until somebody gives it one', async () => {
  const { shop, path } = await aShopWithoutIt('no-place', 'not shown', 2)
  await shop.verb('faults', { admin: { hidesOldRouting: true } })
  await shop.verb('cancel-fulfilment', { order })
  await shop.settle(150)
  expect(await (await shop.api(path)).json()).toMatchObject({ lines: [{ open: 3, unplaced: 3 }] })
  await shop.verb('fulfil', { order })
  await shop.settle()
  expect(await (await shop.api(path)).json()).toMatchObject({ state: 'done' })
  expect(await shop.backorders()).toEqual([])
})

it.concurrent.each([1, 2] as const)(
  'what becomes of it while every webhook is lost is found by a reconcile, with %s locations',
  async (locations) => {
    const { shop } = await aShopWithoutIt(`lost-${locations}`, 'shown', locations)
    await shop.verb('mischief', { lose: 1, seed: 1 })
    await shop.verb('cancel-fulfilment', { order })
    await shop.verb('adjust-stock', { sku: 'LAMP', delta: -2 })
    await shop.verb('mischief', {})
    const found = await reconcile(shop)
    expect(found.filter(({ thing }) => thing === 'order')).toMatchObject([{ name: order, ours: null }])
    await isAsShopifyHasIt(shop)
    expect(await shop.backorders()).toMatchObject([{ backordered: 2 }])
  },
)

it.concurrent('what becomes of it while every webhook is lost is found by an import', async () => {
  const { shop } = await aShopWithoutIt('imported', 'shown')
  await shop.verb('mischief', { lose: 1, seed: 1 })
  await shop.verb('cancel-fulfilment', { order })
  await shop.verb('adjust-stock', { sku: 'LAMP', delta: -2 })
  await shop.verb('mischief', {})
  expect((await shop.api('/api/imports', 'POST')).status).toBe(200)
  await isAsShopifyHasIt(shop)
  expect(await shop.backorders()).toMatchObject([{ backordered: 2 }])
})

describe('a body from when it was open', () => {
  /** Shopify signed it then; whoever kept it sends it again. */
  async function hears(shop: SimulatedShop, orderId: string, lineId: string): Promise<void> {
    const body = orderBody({ id: orderId, at: daysAgo(380), updated: daysAgo(380), lines: [{ id: lineId, units: 3 }] })
    const signature = createHmac('sha256', floor.env.SHOPIFY_API_SECRET).update(body).digest('base64')
    const reply = await fetch(`${floor.appUrl}/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': shop.shop,
        'x-shopify-webhook-id': randomUUID(),
        'x-shopify-triggered-at': daysAgo(380),
        'x-shopify-hmac-sha256': signature,
      },
      body,
    })
    expect(reply.status).toBe(200)
    await isAsShopifyHasIt(shop)
  }
  const parked = async (shop: SimulatedShop) =>
    ((await (await shop.api('/api/deliveries/parked')).json()) as ParkedListOutput).rows

  it.concurrent('brings it as it is now, where Shopify shows it', async () => {
    const { shop, orderId, lineId, path } = await aShopWithoutIt('replayed-shown', 'shown')
    await hears(shop, orderId, lineId)
    expect(await (await shop.api(path)).json()).toMatchObject({ orderName: order, lines: [{ units: 3, open: 0 }] })
    expect(await shop.backorders()).toEqual([])
    expect(await parked(shop)).toEqual([])
  })

  it.concurrent('makes no backorder where Shopify shows nothing: it is set aside, and said', async () => {
    const { shop, orderId, lineId, path } = await aShopWithoutIt('replayed-hidden', 'not shown')
    await hears(shop, orderId, lineId)
    expect((await shop.api(path)).status).toBe(404)
    expect(await shop.backorders()).toEqual([])
    expect(await parked(shop)).toMatchObject([{ topic: 'read/order', kind: 'outdated' }])
    expect(await rows(shop)).toEqual({})
    // Once there is news, it is as that says.
    await shop.verb('edit-order', { order, lines: lamp(4) })
    await isAsShopifyHasIt(shop)
    expect(await shop.backorders()).toMatchObject([{ backordered: 1 }])
  })
})
