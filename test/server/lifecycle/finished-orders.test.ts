import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRebuild } from '../../../web/server/db/mirror/rebuild.ts'
import {
  type FinishedPosition,
  type ForgottenOrders,
  forgetFinishedOrders,
} from '../../../web/server/db/privacy/finished-orders.ts'
import { withShopSql } from '../../../web/server/db/with-shop.ts'
import { forgetOldOrders } from '../../../web/server/jobs/sweep.ts'
import { withoutShopper } from '../../../web/server/webhooks/without-shopper.ts'
import { asOwner } from '../../support/database.ts'
import { everythingOf } from '../isolation/filled-tables.ts'
import { aFloor, aLane, type Lane } from '../lane/a-lane.ts'
import { item, level, order, product } from '../lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  await asOwner(floor.db.ownerUrl, 'truncate shop_order, order_line, backorder, backorder_count, ledger')
  lane = aLane(floor.db)
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
})

const at = '2026-03-02T09:00:00.000Z'
const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()
const title = 'A rather particular mug'
const told = JSON.stringify({ from: '2026-03-20', to: '2026-03-24', at: '2026-03-02T08:30:00.000Z' })
const lines = (open: number) => [{ id: '11', units: 2, open, title, properties: [{ name: '_promise', value: told }] }]

const hearsOrder = (open: number, updated: string) =>
  lane.hears('orders/updated', order({ id: '4711', at, updated, lines: lines(open) }), updated)

/** Short of both units, then in stock, then shipped. */
async function isShipped(): Promise<void> {
  lane.truth.setStock('100', -2, 2)
  await hearsOrder(2, at)
  await lane.drains()
  lane.truth.setStock('100', 0, 2)
  await lane.hears('inventory_levels/update', level('100', 0, { at: later(1) }), later(1))
  await lane.drains()
  lane.truth.setStock('100', 0, 0)
  await hearsOrder(0, later(2))
  await lane.drains()
}

/** As if all that is known were so many days older. */
async function age(days: number): Promise<void> {
  const moment = 'now() - make_interval(days => $2)'
  await lane.query(
    `update shop_order set ordered_at = ${moment}, changed_at = ${moment}, heard_at = ${moment} where shop_id = $1`,
    [days],
  )
  await lane.query(`update backorder set changed_at = ${moment} where shop_id = $1`, [days])
}
const forget = () => forgetOldOrders(floor.db)
const everything = ['backorder', 'ledger', 'order_line', 'shop_order']
/** Of these tables, the ones with rows that name the order or what was in it. */
const kept = async () => {
  const naming = everything.map(
    (table) => `select '${table}' as name from ${table} t where shop_id = $1 and t::text ~ $2`,
  )
  const rows = await lane.query<{ name: string }>(`${naming.join(' union ')} order by name`, [`${title}|#4711`])
  return rows.map(({ name }) => name)
}
const isNamedAnywhere = async () => {
  const { delivery: _, ...tables } = await everythingOf(floor.db.ownerUrl, lane.shop)
  return Object.values(tables).some((rows) => rows.some((row) => row.includes(title) || row.includes('#4711')))
}
const records = () => lane.query('select backorder_id from backorder where shop_id = $1')
const counts = () => lane.query('select state, lines from backorder_count where shop_id = $1 and lines <> 0')

describe('an order of which nothing is still to ship', () => {
  it('is kept for a year, and then its names go, and its backorders with their ledger', async () => {
    await isShipped()
    expect(await counts()).toEqual([{ state: 'closed', lines: 1 }])
    expect(await isNamedAnywhere()).toBe(true)
    await age(364)
    await forget()
    expect(await kept()).toEqual(everything)
    await age(366)
    await forget()
    expect(await isNamedAnywhere()).toBe(false)
    expect(await records()).toEqual([])
    expect(await lane.query('select from ledger where shop_id = $1')).toEqual([])
    expect(await counts()).toEqual([])
  })

  it('is kept as long as its shop says', async () => {
    await isShipped()
    await lane.query('update shop set keeps_finished_days = 60 where shop_id = $1')
    await age(59)
    await forget()
    expect(await kept()).toEqual(everything)
    await age(61)
    await forget()
    expect(await kept()).toEqual([])
  })

  it('is kept where something happened to it of late, however old it is', async () => {
    await isShipped()
    await age(800)
    await lane.query('update shop_order set heard_at = now() where shop_id = $1')
    await forget()
    expect(await kept()).toEqual(everything)
  })

  it('is not kept for news of its places, which nobody reads of what is shipped', async () => {
    await isShipped()
    await lane.query('update shop_order set routing_due = true where shop_id = $1')
    await age(366)
    await forget()
    expect(await kept()).toEqual([])
  })

  it.each([
    ['is to be read', 'update shop_order set read_due = true where shop_id = $1'],
    ['has units that wait', 'update order_line set open = 1 where shop_id = $1'],
    ['has a backorder that the next plan closes', `update backorder set state = 'ready' where shop_id = $1`],
    [
      'has a metafield that says what its messages tell',
      `insert into order_promise (shop_id, order_id, written) values ($1, '4711', '[]') returning 1`,
    ],
  ])('is kept while it %s', async (_, sql) => {
    await isShipped()
    await lane.query(sql)
    await age(366)
    await forget()
    expect(await kept()).toEqual(everything)
  })

  it('is kept while its shopper waits to be told what is kept', async () => {
    await isShipped()
    const said = { orders_requested: [4711], data_request: { id: 1 } }
    await lane.hears('customers/data_request', withoutShopper(Buffer.from(JSON.stringify(said))).toString())
    await lane.drains()
    await age(366)
    await forget()
    expect(await kept()).toEqual(everything)
    await lane.query('update data_request set answered_at = now() where shop_id = $1')
    await forget()
    expect(await kept()).toEqual([])
  })
})

describe('an order that was forgotten', () => {
  beforeEach(async () => {
    await isShipped()
    await age(366)
    await forget()
  })

  it('leaves every plan as it is', async () => {
    await withShopSql(floor.db, lane.shop, (tx) => startRebuild(tx, lane.shop))
    await lane.drains()
    expect(await lane.query('select from rebuild where shop_id = $1 and finished_at is not null')).toHaveLength(1)
    expect(await lane.query('select from rebuild_difference where shop_id = $1')).toEqual([])
    expect(await records()).toEqual([])
  })

  it('comes back with its names, its backorder and what was told, where units of it are to be shipped again', async () => {
    lane.truth.setStock('100', -2, 2)
    const news = new Date().toISOString()
    await hearsOrder(2, news)
    await lane.drains()
    expect(await lane.backorders()).toMatchObject([{ line: '11', units: 2, backordered: 2, state: 'open' }])
    expect(await kept()).toEqual(everything)
    expect(await lane.query('select order_name, title, first_promise::text from backorder where shop_id = $1')).toEqual(
      [{ order_name: '#4711', title, first_promise: '2026-03-24' }],
    )
    expect(await counts()).toEqual([{ state: 'open', lines: 1 }])
  })

  it('is not brought back by news from before', async () => {
    const before = new Date(Date.now() - 400 * 86_400_000).toISOString()
    lane.truth.setStock('100', 5, 0)
    await hearsOrder(2, before)
    await lane.drains()
    expect(await kept()).toEqual([])
    expect(await lane.query('select from order_line where shop_id = $1 and open > 0')).toEqual([])
  })

  it('has its names again once something happens to it, and loses them as long after that', async () => {
    await hearsOrder(0, new Date().toISOString())
    await lane.drains()
    await forget()
    expect(await kept()).toEqual(['order_line', 'shop_order'])
    await age(366)
    await forget()
    expect(await kept()).toEqual([])
  })

  it('loses what was told as well where its shopper asks', async () => {
    const days = () => lane.query('select from order_line where shop_id = $1 and told_from is not null')
    expect(await days()).toHaveLength(1)
    await lane.hears('customers/redact', withoutShopper(Buffer.from('{"orders_to_redact":[4711]}')).toString())
    await lane.drains()
    expect(await days()).toEqual([])
  })
})

it('orders are forgotten some at a time, to the end, and one that somebody writes the next time', async () => {
  for (const id of ['1', '2', '3', '4']) {
    await lane.hears('orders/create', order({ id, at, lines: [{ id: `9${id}`, units: 1, open: 0 }] }))
  }
  await lane.drains()
  await age(366)
  const holder = new pg.Client({ connectionString: floor.db.ownerUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query(`select from shop_order where shop_id = $1 and order_id = '2' for update`, [lane.shop])
  const forgotten: number[] = []
  let after: FinishedPosition | null = null
  do {
    const from: FinishedPosition | null = after
    const some: ForgottenOrders = await withShopSql(floor.db, lane.shop, (tx) =>
      forgetFinishedOrders(tx, lane.shop, from, 2),
    )
    forgotten.push(some.orders)
    after = some.next
  } while (after !== null)
  expect(forgotten).toEqual([1, 2, 0])
  await holder.end()
  await forget()
  expect(await lane.query('select order_id from shop_order where shop_id = $1 and forgotten_at is null')).toEqual([])
})
