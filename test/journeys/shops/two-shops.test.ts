import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let db: Database
let here: SimulatedShop
let there: SimulatedShop
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  db = createDatabase(floor.database.url)
  here = await floor.openShop('here.myshopify.com')
  there = await floor.openShop('there.myshopify.com')
  for (const [shop, units] of [
    [here, 3],
    [there, 5],
  ] as const) {
    await shop.verb('create-product', { title: 'Lamp', variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }] })
    await shop.verb('place-order', { lines: [{ sku: 'LAMP', units }] })
    await shop.settle()
  }
})
afterAll(async () => {
  await db.close()
  await app.stop()
  await floor.close()
})

it('two shops with the same ids are really the same ids', async () => {
  const [one, other] = [await here.truth(), await there.truth()]
  expect(one.orders[0]?.orderId).toBe(other.orders[0]?.orderId)
  expect(one.orders[0]?.lines[0]?.lineId).toBe(other.orders[0]?.lines[0]?.lineId)
})

it('see their own rows through the API, and never the other shop’s', async () => {
  expect(await here.backorders()).toMatchObject([{ shop: 'here.myshopify.com', backordered: 3 }])
  expect(await there.backorders()).toMatchObject([{ shop: 'there.myshopify.com', backordered: 5 }])
  const [foreign] = await there.backorders()
  const detail = await here.api(`/api/backorders/${foreign?.backorderId}`)
  expect(detail.status).toBe(404)
})

it('see their own rows by SQL as the app’s role, and nothing at all without a shop', async () => {
  const tables = [
    'shop',
    'session',
    'delivery',
    'location',
    'item',
    'variant',
    'stock_point',
    'shop_order',
    'order_line',
    'backorder',
    'ledger',
  ]
  for (const table of tables) {
    const seen = await withShopSql(db, here.shop, (tx) =>
      tx.queryWithoutShop<{ shop_id: string }>(`select distinct shop_id from ${table}`),
    )
    expect(seen, table).toEqual([{ shop_id: here.shop }])
    const { rows } = await db.pool.query(`select * from ${table}`)
    expect(rows, table).toEqual([])
  }
})

it('cannot be written to by another shop', async () => {
  await expect(
    withShopSql(db, here.shop, (tx) =>
      tx.queryWithoutShop(`insert into item (shop_id, item_id, tracked, changed_at) values ($1, '1', true, now())`, [
        there.shop,
      ]),
    ),
  ).rejects.toThrow(/row-level security/)
})
