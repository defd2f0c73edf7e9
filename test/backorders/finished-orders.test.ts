import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withoutShopper } from '../../web/mirror/webhooks/without-shopper.ts'
import { aFloor, type Lane } from '../support/lane/a-lane.ts'
import {
  age,
  aMugShop,
  counts,
  everything,
  forget,
  hearsOrder,
  isNamedAnywhere,
  isShipped,
  kept,
  records,
  rowsOf,
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

/** Everything beside them that has rows of an order or of its line. */
const beside = [
  'fulfillment_order_line',
  'line_wish',
  'order_promise',
  'released_line',
  'reconcile_difference',
  'scheduled_units',
]

describe('an order of which nothing is still to ship', () => {
  it('is kept for a year, and then it leaves, and its backorders with their ledger', async () => {
    await isShipped(lane)
    await lane.query(`with
      wish as (insert into line_wish (shop_id, line_id, rank) values ($1, '11', 5)),
      released as (insert into released_line (shop_id, line_id, location_id, units) values ($1, '11', '1', 2)),
      routed as (insert into fulfillment_order_line values ($1, '71', '7', '4711', '11', '1', 2, 0)),
      later as (insert into scheduled_units (shop_id, fulfillment_order_line_id, fulfillment_order_id, order_id, line_id,
                                             location_id, units, is_noticed) values ($1, '71', '7', '4711', '11', '1', 2, true)),
      told as (insert into order_promise (shop_id, order_id, write_due) values ($1, '4711', false))
      insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause)
      values ($1, 1, 'order', '4711', '#4711', 'drift'), ($1, 1, 'backorder', '11@1', '#4711', 'drift') returning 1`)
    expect(await counts(lane)).toEqual([{ state: 'closed', lines: 1 }])
    expect(await isNamedAnywhere(floor, lane)).toBe(true)
    await age(lane, 364)
    await forget(floor)
    expect(await rowsOf(lane, [...everything, ...beside])).toEqual([...everything, ...beside].sort())
    await age(lane, 366)
    await forget(floor)
    expect(await isNamedAnywhere(floor, lane)).toBe(false)
    expect(await rowsOf(lane, [...everything, ...beside])).toEqual([])
    expect(await records(lane)).toEqual([])
    expect(await lane.query('select from ledger where shop_id = $1')).toEqual([])
    expect(await counts(lane)).toEqual([])
  })

  it('is kept as long as its shop says', async () => {
    await isShipped(lane)
    await lane.query('update shop set keeps_finished_days = 60 where shop_id = $1')
    await age(lane, 59)
    await forget(floor)
    expect(await kept(lane)).toEqual(everything)
    await age(lane, 61)
    await forget(floor)
    expect(await kept(lane)).toEqual([])
  })

  it('is kept where something happened to it of late, however old it is', async () => {
    await isShipped(lane)
    await age(lane, 800)
    await lane.query('update shop_order set heard_at = now() where shop_id = $1')
    await forget(floor)
    expect(await kept(lane)).toEqual(everything)
  })

  it('is not kept for news of its places, which nobody reads of what is shipped', async () => {
    await isShipped(lane)
    await lane.query('update shop_order set routing_due = true where shop_id = $1')
    await age(lane, 366)
    await forget(floor)
    expect(await kept(lane)).toEqual([])
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
    await isShipped(lane)
    await lane.query(sql)
    await age(lane, 366)
    await forget(floor)
    expect(await kept(lane)).toEqual(everything)
  })

  it('is kept while its shopper waits to be told what is kept', async () => {
    await isShipped(lane)
    const said = { orders_requested: [4711], data_request: { id: 1 } }
    await lane.hears('customers/data_request', withoutShopper(Buffer.from(JSON.stringify(said))).toString())
    await lane.drains()
    await age(lane, 366)
    await forget(floor)
    expect(await kept(lane)).toEqual(everything)
    await lane.query('update data_request set answered_at = now() where shop_id = $1')
    await forget(floor)
    expect(await kept(lane)).toEqual([])
  })
})

describe('an order whose shopper asked to be forgotten', () => {
  const asks = async () => {
    await lane.hears('customers/redact', withoutShopper(Buffer.from('{"orders_to_redact":[4711]}')).toString())
    await lane.drains()
  }

  it('stays without its names, so that it loses them once more where it comes back and is finished again', async () => {
    await isShipped(lane)
    await asks()
    await age(lane, 366)
    await forget(floor)
    expect(
      await lane.query(
        'select name, told_from from shop_order join order_line using (order_id) where shop_order.shop_id = $1',
      ),
    ).toEqual([{ name: 'Removed', told_from: null }])
    await hearsOrder(lane, 2, new Date(Date.now() - 5_000).toISOString())
    await lane.drains()
    expect(await kept(lane)).toContain('shop_order')
    await hearsOrder(lane, 0, new Date().toISOString())
    await lane.drains()
    await lane.query('select forget_closed_orders($1)')
    expect(await kept(lane)).toEqual([])
  })

  it('is not known where it had left: there is nothing to forget', async () => {
    await isShipped(lane)
    await age(lane, 366)
    await forget(floor)
    await asks()
    expect(await rowsOf(lane, everything)).toEqual([])
  })
})
