import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  type FinishedPosition,
  type ForgottenOrders,
  forgetFinishedOrders,
} from '../../web/backorders/store/finished-orders.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor, type Lane } from '../support/lane/a-lane.ts'
import { order, product } from '../support/lane/payloads.ts'
import { age, aMugShop, at, forget, rowsOf } from './a-finished-order.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = await aMugShop(floor)
})

it('orders of many lines leave some lines at a time', async () => {
  await lane.hears('products/create', product('2', []))
  await lane.query(
    `with orders as (
        insert into shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at)
        select $1, id::text, '#' || id, moment, moment, moment from generate_series(1, 3) as id, (select now() - interval '400 days' as moment) as clock)
     insert into order_line (shop_id, line_id, order_id, title, units, open)
     select $1, id || '-' || nth, id::text, 'Mug', 1, 0 from generate_series(1, 3) as id, generate_series(1, 2500) as nth returning 1`,
  )
  const some = (after: FinishedPosition | null) =>
    withShopSql(floor.db, lane.shop, (tx) => forgetFinishedOrders(tx, after, 10))
  const first = await some(null)
  expect(first).toMatchObject({ orders: 1, next: { orderId: '1' } })
  expect(await some(first.next)).toMatchObject({ orders: 1, next: { orderId: '2' } })
  await forget(floor)
  expect(await rowsOf(lane, ['shop_order', 'order_line'])).toEqual([])
})

it('orders are forgotten some at a time, to the end, and one that somebody writes the next time', async () => {
  for (const id of ['1', '2', '3', '4']) {
    await lane.hears('orders/create', order({ id, at, lines: [{ id: `9${id}`, units: 1, open: 0 }] }))
  }
  await lane.drains()
  await age(lane, 366)
  const holder = new pg.Client({ connectionString: floor.db.ownerUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query(`select from shop_order where shop_id = $1 and order_id = '2' for update`, [lane.shop])
  const forgotten: number[] = []
  let after: FinishedPosition | null = null
  do {
    const from: FinishedPosition | null = after
    const some: ForgottenOrders = await withShopSql(floor.db, lane.shop, (tx) => forgetFinishedOrders(tx, from, 2))
    forgotten.push(some.orders)
    after = some.next
  } while (after !== null)
  expect(forgotten).toEqual([1, 2, 0])
  await holder.end()
  await forget(floor)
  expect(await rowsOf(lane, ['shop_order'])).toEqual([])
})
