import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetFinishedOrders } from '../../web/backorders/store/finished-orders.ts'
import { startRebuild } from '../../web/checks/store/rebuild.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor, type Lane } from '../support/lane/a-lane.ts'
import {
  age,
  aMugShop,
  counts,
  everything,
  forget,
  hearsOrder,
  isShipped,
  kept,
  later,
  records,
  title,
} from './a-finished-order.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = await aMugShop(floor)
})

describe('an order that was forgotten', () => {
  beforeEach(async () => {
    await isShipped(lane)
    await age(lane, 366)
    await forget(floor)
  })

  it('leaves every plan as it is', async () => {
    await withShopSql(floor.db, lane.shop, startRebuild)
    await lane.drains()
    expect(await lane.query('select from rebuild where shop_id = $1 and finished_at is not null')).toHaveLength(1)
    expect(await lane.query('select from rebuild_difference where shop_id = $1')).toEqual([])
    expect(await records(lane)).toEqual([])
  })

  it('comes back with its names, its backorder and what was told, where units of it are to be shipped again', async () => {
    lane.truth.setStock('100', -2, 2)
    const news = new Date().toISOString()
    await hearsOrder(lane, 2, news)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '11', units: 2, backordered: 2, state: 'open' }])
    expect(await kept(lane)).toEqual(everything)
    expect(await lane.query('select order_name, title, first_promise::text from backorder where shop_id = $1')).toEqual(
      [{ order_name: '#4711', title, first_promise: '2026-03-24' }],
    )
    expect(await counts(lane)).toEqual([{ state: 'open', lines: 1 }])
  })

  const longAgo = () => new Date(Date.now() - 400 * 86_400_000).toISOString()
  const hearsOldNews = async () => {
    lane.truth.setStock('100', 5, 0)
    await hearsOrder(lane, 2, longAgo())
    await lane.drains()
  }
  const open = () => lane.query('select line_id from order_line where shop_id = $1 and open > 0')
  const asked = () => lane.calls.filter(({ operation }) => operation === 'read-orders')
  const setAside = async () => (await lane.deliveries()).filter(({ state }) => state === 'parked')
  const orders = () => lane.query('select order_id as id from shop_order where shop_id = $1')

  it('is not brought back by news from before: Shopify is asked, and where it shows none that is said', async () => {
    await hearsOldNews()
    expect(asked()).toHaveLength(1)
    expect([...(await orders()), ...(await open()), ...(await records(lane))]).toEqual([])
    const said = [
      { topic: 'read/order', reason: expect.stringContaining('too old to tell: what was heard of order 4711') },
    ]
    expect(await setAside()).toMatchObject(said)
    // Tried again it is asked for again, and nothing comes of it either.
    await lane.query(`update delivery set state = 'waiting' where shop_id = $1 and state = 'parked' returning 1`)
    await lane.drains()
    expect(asked()).toHaveLength(2)
    expect([...(await orders()), ...(await open()), ...(await records(lane))]).toEqual([])
    expect(await setAside()).toMatchObject(said)
  })

  it('is of no matter to old news of which nothing was open: Shopify is not asked', async () => {
    await hearsOrder(lane, 0, longAgo())
    await lane.drains()
    expect(asked()).toEqual([])
    expect(await orders()).toEqual([])
    expect(await setAside()).toEqual([])
  })

  it.each([
    ['finished', 0],
    ['open', 2],
  ])('is as Shopify has it where old news comes and Shopify shows it %s', async (_, units) => {
    lane.truth.setOrder({
      id: '4711',
      name: '#4711',
      updatedAt: later(3),
      lines: [{ id: '11', variant: '10', units: 2, open: units }],
    })
    await hearsOldNews()
    expect(await open()).toHaveLength(units === 0 ? 0 : 1)
    expect(await orders()).toEqual([{ id: '4711' }])
    expect(await setAside()).toEqual([])
    await hearsOldNews()
    expect(asked()).toHaveLength(1)
  })

  it('is not looked for by news that is newer than what left', async () => {
    await hearsOrder(lane, 2, new Date().toISOString())
    await lane.drains()
    expect(asked()).toEqual([])
    expect(await open()).toHaveLength(1)
  })

  it('stays gone where it is deleted later, whatever is heard of it behind that', async () => {
    await lane.hears('orders/delete', '{"id":4711}', new Date().toISOString())
    await lane.drains()
    await hearsOrder(lane, 2, new Date().toISOString())
    await lane.drains()
    expect(await open()).toEqual([])
    expect(await records(lane)).toEqual([])
  })

  it('has its names again once something happens to it, and loses them as long after that', async () => {
    await hearsOrder(lane, 0, new Date().toISOString())
    await lane.drains()
    await forget(floor)
    expect(await kept(lane)).toEqual(['order_line', 'shop_order'])
    await age(lane, 366)
    await forget(floor)
    expect(await kept(lane)).toEqual([])
  })
})

/** Lets the order go in a transaction that ends once somebody waits for it. */
async function leavesWhile(others: () => Promise<unknown>): Promise<void> {
  let under: Promise<unknown> = Promise.resolve()
  await withShopSql(floor.db, lane.shop, async (tx) => {
    expect((await forgetFinishedOrders(tx, null, 10)).orders).toBe(1)
    under = others()
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitUntil(async () => (await asOwnerRows(waiting)).length > 0, { timeout: 10_000, interval: 20 })
  })
  await under
}
const asOwnerRows = async (sql: string) => {
  const client = new pg.Client({ connectionString: floor.db.ownerUrl })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

it('an order that leaves at the very moment at which old news of it is recorded is asked for all the same', async () => {
  await isShipped(lane)
  await age(lane, 366)
  await hearsOrder(lane, 2, new Date(Date.now() - 400 * 86_400_000).toISOString())
  await leavesWhile(() => lane.drains())
  expect(lane.calls.filter(({ operation }) => operation === 'read-orders')).toHaveLength(1)
  expect(await lane.query('select from order_line where shop_id = $1')).toEqual([])
})
