import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
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
  await asOwner(
    floor.db.ownerUrl,
    'truncate shop_order, order_line, backorder, backorder_count, ledger, supplier_order, supplier_order_line',
  )
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
/** Everything beside them that has rows of an order or of its line. */
const beside = [
  'fulfillment_order_line',
  'line_wish',
  'order_promise',
  'released_line',
  'reconcile_difference',
  'scheduled_units',
]
const rowsOf = async (tables: readonly string[]) => {
  const counted = tables.map((table) => `select '${table}' as name from ${table} where shop_id = $1`)
  const rows = await lane.query<{ name: string }>(`${counted.join(' union ')} order by name`)
  return rows.map(({ name }) => name)
}
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
  it('is kept for a year, and then it leaves, and its backorders with their ledger', async () => {
    await isShipped()
    await lane.query(`with
      wish as (insert into line_wish (shop_id, line_id, rank) values ($1, '11', 5)),
      released as (insert into released_line (shop_id, line_id, location_id, units) values ($1, '11', '1', 2)),
      routed as (insert into fulfillment_order_line values ($1, '71', '7', '4711', '11', '1', 2, 0)),
      later as (insert into scheduled_units (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id,
                                             location_id, units, is_noticed) values ($1, '71', '7', '4711', '11', '1', 2, true)),
      told as (insert into order_promise (shop_id, order_id, write_due) values ($1, '4711', false))
      insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause)
      values ($1, 1, 'order', '4711', '#4711', 'drift'), ($1, 1, 'backorder', '11@1', '#4711', 'drift') returning 1`)
    expect(await counts()).toEqual([{ state: 'closed', lines: 1 }])
    expect(await isNamedAnywhere()).toBe(true)
    await age(364)
    await forget()
    expect(await rowsOf([...everything, ...beside])).toEqual([...everything, ...beside].sort())
    await age(366)
    await forget()
    expect(await isNamedAnywhere()).toBe(false)
    expect(await rowsOf([...everything, ...beside])).toEqual([])
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
    [
      'is of a draft that was raised for it',
      `with draft as (insert into supplier_order (shop_id, supplier_order_id, number, supplier_id, location_id, currency)
                      values ($1, 1, 1, 1, '1', 'EUR')),
            line as (insert into supplier_order_line (shop_id, supplier_order_line_id, supplier_order_id, item_id, title, units)
                     values ($1, 1, 1, '100', 'Mug', 2))
       insert into ordered_for (shop_id, supplier_order_line_id, line_id, location_id, units) values ($1, 1, '11', '1', 2) returning 1`,
    ],
    ['was deleted of late', 'update shop_order set deleted_at = now() where shop_id = $1'],
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

  const longAgo = () => new Date(Date.now() - 400 * 86_400_000).toISOString()
  const hearsOldNews = async () => {
    lane.truth.setStock('100', 5, 0)
    await hearsOrder(2, longAgo())
    await lane.drains()
  }
  const open = () => lane.query('select line_id from order_line where shop_id = $1 and open > 0')
  const asked = () => lane.calls.filter(({ operation }) => operation === 'read-orders')
  const setAside = async () => (await lane.deliveries()).filter(({ state }) => state === 'parked')
  const orders = () => lane.query('select order_id as id from shop_order where shop_id = $1')

  it('is not brought back by news from before: Shopify is asked, and where it shows none that is said', async () => {
    await hearsOldNews()
    expect(asked()).toHaveLength(1)
    expect([...(await orders()), ...(await open()), ...(await records())]).toEqual([])
    const said = [
      { topic: 'read/order', reason: expect.stringContaining('too old to tell: what was heard of order 4711') },
    ]
    expect(await setAside()).toMatchObject(said)
    // Tried again it is asked for again, and nothing comes of it either.
    await lane.query(`update delivery set state = 'waiting' where shop_id = $1 and state = 'parked' returning 1`)
    await lane.drains()
    expect(asked()).toHaveLength(2)
    expect([...(await orders()), ...(await open()), ...(await records())]).toEqual([])
    expect(await setAside()).toMatchObject(said)
  })

  it('is of no matter to old news of which nothing was open: Shopify is not asked', async () => {
    await hearsOrder(0, longAgo())
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
    await hearsOrder(2, new Date().toISOString())
    await lane.drains()
    expect(asked()).toEqual([])
    expect(await open()).toHaveLength(1)
  })

  it('stays gone where it is deleted later, whatever is heard of it behind that', async () => {
    await lane.hears('orders/delete', '{"id":4711}', new Date().toISOString())
    await lane.drains()
    await hearsOrder(2, new Date().toISOString())
    await lane.drains()
    expect(await open()).toEqual([])
    expect(await records()).toEqual([])
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
})

describe('an order whose shopper asked to be forgotten', () => {
  const asks = async () => {
    await lane.hears('customers/redact', withoutShopper(Buffer.from('{"orders_to_redact":[4711]}')).toString())
    await lane.drains()
  }

  it('stays without its names, so that it loses them once more where it comes back and is finished again', async () => {
    await isShipped()
    await asks()
    await age(366)
    await forget()
    expect(
      await lane.query(
        'select name, told_from from shop_order join order_line using (order_id) where shop_order.shop_id = $1',
      ),
    ).toEqual([{ name: 'Removed', told_from: null }])
    await hearsOrder(2, new Date(Date.now() - 5_000).toISOString())
    await lane.drains()
    expect(await kept()).toContain('shop_order')
    await hearsOrder(0, new Date().toISOString())
    await lane.drains()
    await lane.query('select forget_closed_orders($1)')
    expect(await kept()).toEqual([])
  })

  it('is not known where it had left: there is nothing to forget', async () => {
    await isShipped()
    await age(366)
    await forget()
    await asks()
    expect(await rowsOf(everything)).toEqual([])
  })
})

/** Lets the order go in a transaction that ends once somebody waits for it. */
async function leavesWhile(others: () => Promise<unknown>): Promise<void> {
  let under: Promise<unknown> = Promise.resolve()
  await withShopSql(floor.db, lane.shop, async (tx) => {
    expect((await forgetFinishedOrders(tx, lane.shop, null, 10)).orders).toBe(1)
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
  await isShipped()
  await age(366)
  await hearsOrder(2, new Date(Date.now() - 400 * 86_400_000).toISOString())
  await leavesWhile(() => lane.drains())
  expect(lane.calls.filter(({ operation }) => operation === 'read-orders')).toHaveLength(1)
  expect(await lane.query('select from order_line where shop_id = $1')).toEqual([])
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
    withShopSql(floor.db, lane.shop, (tx) => forgetFinishedOrders(tx, lane.shop, after, 10))
  const first = await some(null)
  expect(first).toMatchObject({ orders: 1, next: { orderId: '1' } })
  expect(await some(first.next)).toMatchObject({ orders: 1, next: { orderId: '2' } })
  await forget()
  expect(await rowsOf(['shop_order', 'order_line'])).toEqual([])
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
  expect(await rowsOf(['shop_order'])).toEqual([])
})
