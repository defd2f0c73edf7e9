import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ShopSummary } from '../../web/shop/contract/shop.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../support/running/simulated-shop.ts'
import { deliver } from '../support/running/web-process.ts'
import { differences } from '../support/truth/oracle.ts'

const patience = { timeout: 30_000, interval: 100 }

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let shop: SimulatedShop
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  shop = await floor.openShop('comes-and-goes.myshopify.com')
  await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }] })
  await order(3)
  await shop.settle()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

const order = (units: number) => shop.verb('place-order', { lines: [{ sku: 'LAMP', units }] })
const summary = async () => (await (await shop.api('/api/shop')).json()) as ShopSummary
const attention = async () =>
  (await queryAsOwner<{ attention: string | null }>(floor.database.url, 'select attention from shop'))[0]?.attention
const tokens = () => queryAsOwner(floor.database.url, 'select from session')
const differs = async () => differences(await shop.truth(), await shop.backorders())

it('a shop whose tokens are revoked keeps its numbers, keeps what is due, and is healed by opening the app', async () => {
  await shop.verb('revoke-tokens')
  await order(2)
  // Asked of the table: a dashboard that is open just then would get a new token by itself.
  await vi.waitFor(async () => expect(await attention()).toBe('Shopify does not accept the token'), patience)
  expect((await summary()).access?.lost).toBe('Shopify does not accept the token')
  await order(4)
  await vi.waitFor(async () => expect((await shop.webhooks()).pending).toBe(0), patience)
  expect(await shop.backorders()).toMatchObject([{ backordered: 3 }])
  const { due, parked } = await summary()
  expect(due).toBeGreaterThan(0)
  expect(parked).toBe(0)

  await shop.verb('install')
  await shop.settle()
  expect((await summary()).access).toBeUndefined()
  expect((await shop.backorders()).map(({ backordered }) => backordered).sort()).toEqual([2, 3, 4])
  expect(await differs()).toEqual([])
})

it('a token that expires while nobody is there is renewed, and nobody notices', async () => {
  await queryAsOwner(floor.database.url, 'update session set expires = now()')
  await order(1)
  await shop.settle()
  expect((await summary()).access).toBeUndefined()
  expect(await differs()).toEqual([])
})

it('a shop that removes the app loses its tokens, is let in no more, and finds its data when it is back', async () => {
  const before = await shop.backorders()
  await shop.verb('uninstall')
  // Shopify turns us away before it tells why: the tokens may be gone a moment before the news is recorded.
  await vi.waitFor(async () => expect((await shop.api('/api/shop')).status).toBe(403), patience)
  expect(await tokens()).toEqual([])

  await shop.verb('install')
  await shop.settle()
  const after = await shop.backorders()
  expect(after.map(({ backorderId }) => backorderId)).toEqual(before.map(({ backorderId }) => backorderId))
  expect(await differs()).toEqual([])
})

it('a shop that comes back before the news of its removal, which is lost, goes on with a new token and misses nothing', async () => {
  await shop.verb('mischief', { lose: 1 })
  await shop.verb('uninstall')
  await order(2)
  await shop.verb('install')
  expect(await attention()).toBeNull()
  await shop.verb('mischief', { lose: 0 })
  await order(1)
  await shop.settle()
  expect(await attention()).toBeNull()
  expect(await differs()).toEqual([])
})

it('a shop that comes back before the news of its removal, which comes late, goes on with a new token', async () => {
  await shop.verb('mischief', { late: 1, only: ['app/uninstalled'] })
  await shop.verb('uninstall')
  await shop.verb('install')
  await shop.verb('mischief', { late: 0 })
  await order(1)
  await shop.settle()
  expect(await tokens()).toHaveLength(1)
  expect(await attention()).toBeNull()
  expect(await differs()).toEqual([])
})

it('what Shopify tells of a shop before anybody opened the app there is not kept, and nothing of it is missed', async () => {
  const name = 'not-opened-yet.myshopify.com'
  const control = (path: string, body: object) =>
    fetch(`${floor.simulator.url}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await control('shops', { shop: name, kind: 'empty', plan: 'plus', install: false })
  const early = controlOf(floor.simulator.url, name)
  await early.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }] })
  const placed = await early.verb<{ order: string }>('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  const rows = () =>
    queryAsOwner(
      floor.database.url,
      'select from shop where shop_id = $1 union all select from delivery where shop_id = $1',
      [name],
    )
  // Between the grant and the first look at the app Shopify sends already.
  const body = JSON.stringify({ id: 1, name: placed.order, created_at: '2026-03-02T09:00:00Z' })
  const told = await deliver(floor.appUrl, { shop: name, body, secret: floor.env.SHOPIFY_API_SECRET })
  expect(told.status).toBe(200)
  expect(await rows()).toEqual([])

  await early.verb('install')
  await early.settle()
  expect(await early.backorders()).toMatchObject([{ backordered: 2 }])
  expect(differences(await early.truth(), await early.backorders())).toEqual([])
})

it('a shopper’s wish to be told or forgotten is heard, and there is nothing of them to tell or forget', async () => {
  for (const topic of ['customers/data_request', 'customers/redact']) await shop.verb('compliance', { topic })
  await shop.settle()
  const heard = await queryAsOwner<{ topic: string; state: string; body: Buffer | null }>(
    floor.database.url,
    `select topic, state, body from delivery where topic like 'customers/%' order by topic`,
  )
  expect(heard).toEqual([
    { topic: 'customers/data_request', state: 'done', body: null },
    { topic: 'customers/redact', state: 'done', body: null },
  ])
})
