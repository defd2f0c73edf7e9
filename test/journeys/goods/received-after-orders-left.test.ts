import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetFinishedOrders } from '../../../web/backorders/store/finished-orders.ts'
import { createDatabase } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import type { CountsPreview } from '../../../web/shop/contract/shop.ts'
import { asOwner, queryAsOwner } from '../../support/database/database.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { aDepot, ask, buy, counts, depotOf, lamp, nextSecond, ordered, placeOf, report, unitsOf } from './a-depot.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

/** As if all that is known were more than a year older; then finished orders leave. */
async function yearPasses(shop: SimulatedShop): Promise<number> {
  const year = `make_interval(days => 366)`
  for (const [table, columns] of [
    ['shop_order', ['ordered_at', 'changed_at', 'heard_at', 'touched_at', 'fulfilled_as_of', 'fulfilled_read_at']],
    ['backorder', ['changed_at']],
    ['receipt', ['confirmed_at']],
    ['fulfilled_units', ['fulfilled_at']],
  ] as const) {
    const set = columns.map((column) => `${column} = ${column} - ${year}`).join(', ')
    await asOwner(floor.database.url, `update ${table} set ${set} where shop_id = $1`, [shop.shop])
  }
  return await ordersLeave(shop)
}

/** Answers how many are still there. Of other shops nothing leaves: their years may be passing. */
async function ordersLeave(shop: SimulatedShop): Promise<number> {
  const db = createDatabase(floor.database.url)
  await withShopSql(db, shop.shop, (tx) => forgetFinishedOrders(tx, null, 200))
  await db.close()
  const known = 'select from shop_order where shop_id = $1'
  return (await queryAsOwner(floor.database.url, known, [shop.shop])).length
}

it.concurrent('what was sent with orders that left the mirror still counts, also where it was not read before', async () => {
  const shop = await aDepot(floor, 'left', 10)
  await buy(shop, 3)
  const lamps = await ordered(shop, 5)
  await lamps.receive(5)
  await nextSecond()
  await shop.verb('fulfil', { order: '#1001' })
  await shop.settle()
  await asOwner(floor.database.url, 'delete from fulfilled_units where shop_id = $1', [shop.shop])
  await asOwner(floor.database.url, 'update shop_order set fulfilled_as_of = null where shop_id = $1', [shop.shop])
  expect(await yearPasses(shop)).toBe(1)
  await shop.settle()
  expect(await ordersLeave(shop)).toBe(0)
  await buy(shop, 4)
  expect(await unitsOf(shop)).toEqual(['#1002: 2 + 2'])
})

it.concurrent('a location that comes to count only what was received leaves out what came before orders left', async () => {
  const shop = await floor.openShop('later.myshopify.com')
  await shop.verb('create-location', depotOf)
  await shop.verb('create-product', lamp(0))
  await buy(shop, 3)
  await shop.settle()
  await (await ordered(shop, 9)).receive(9)
  await shop.settle()
  await shop.verb('fulfil', { order: '#1001' })
  await shop.settle()
  expect(await yearPasses(shop)).toBe(0)
  await report(shop, 50)
  await buy(shop, 2)
  await shop.settle()
  const preview = { locationId: (await placeOf(shop)).locationId, counts: 'received' }
  expect(await ask<CountsPreview>(shop, '/api/locations/counts/preview', preview)).toMatchObject({ moreBackordered: 2 })
  await counts(shop, 'received')
  await shop.settle()
  expect(await shop.backorders('&state=open')).toMatchObject([{ covered: 0, backordered: 2 }])
  await (await ordered(shop, 4)).receive(4)
  await shop.settle()
  expect(await shop.backorders('&state=open')).toEqual([])
})
