import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { previewRepeg } from '../../web/planning/preview-repeg.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aSuppliedLane, type SuppliedLane } from '../support/lane/a-supplied-lane.ts'
import { level } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: SuppliedLane
let bought: Awaited<ReturnType<SuppliedLane['orders']>>
const [week1, week2] = ['2999-12-02', '2999-12-09']

/** Nothing on the shelf; order 1 waits for 2, order 2 for 3; 2 are to come in week 1 and 2 in week 2. */
beforeEach(async () => {
  lane = await aSuppliedLane(floor.db)
  lane.truth.setStock('100', -5, 5)
  await lane.sells('1', [{ line: '11', units: 2 }])
  await lane.sells('2', [{ line: '21', units: 3 }])
  bought = await lane.orders([
    { item: '100', units: 2, due: week1 },
    { item: '100', units: 2, due: week2 },
  ])
  await lane.drains()
  expect(await lane.promises()).toMatchObject([
    { line: '11', pegged: 2, uncovered: 0, ready: week1 },
    { line: '21', pegged: 2, uncovered: 1, ready: null, next: week2 },
  ])
})

const lines = async () =>
  (await lane.promises()).map(({ line, covered, pegged, uncovered }) => [line, covered, pegged, uncovered])

it('an order that is cancelled leaves its arrivals to the queue, and the supplier order stays', async () => {
  lane.truth.setStock('100', -3, 3)
  await lane.sells('1', [{ line: '11', units: 0 }], { cancelled: '2026-03-02T12:00:00+00:00' })
  await lane.drains()
  expect(await lane.promises()).toMatchObject([{ line: '21', pegged: 3, uncovered: 0, ready: week2, next: week1 }])
  expect(await lane.pegs()).toEqual([
    { line: '21', arrival: bought.arrivals[0], units: 2 },
    { line: '21', arrival: bought.arrivals[1], units: 1 },
  ])
  expect(await lane.query('select units from arrival where shop_id = $1 order by arrival_id')).toEqual([
    { units: 2 },
    { units: 2 },
  ])
})

it('an order that is cancelled with units restocked gives these to the queue as well', async () => {
  lane.truth.setStock('100', -2, 3)
  await lane.sells('1', [{ line: '11', units: 0 }], { cancelled: '2026-03-02T12:00:00+00:00' })
  await lane.drains()
  expect(await lines()).toEqual([['21', 1, 2, 0]])
})

it('a line that is lowered gives back units that were to come, never covered ones', async () => {
  lane.truth.setStock('100', -3, 4)
  await lane.hears('inventory_levels/update', level('100', -3, { at: '2026-03-02T11:00:00+00:00' }))
  await lane.sells('1', [{ line: '11', units: 1 }])
  await lane.drains()
  expect(await lines()).toEqual([
    ['11', 1, 0, 0],
    ['21', 0, 3, 0],
  ])
})

it('a line that is raised takes for its new units what later lines were to get', async () => {
  lane.truth.setStock('100', -6, 6)
  await lane.sells('1', [{ line: '11', units: 3 }])
  await lane.drains()
  expect(await lines()).toEqual([
    ['11', 0, 3, 0],
    ['21', 0, 1, 2],
  ])
})

it('a return that is restocked serves the queue, and its arrivals go to who is next', async () => {
  lane.truth.setStock('100', -3, 5)
  await lane.hears('inventory_levels/update', level('100', -3, { at: '2026-03-02T11:00:00+00:00' }))
  await lane.drains()
  expect(await lines()).toEqual([
    ['11', 2, 0, 0],
    ['21', 0, 3, 0],
  ])
})

it('a fulfilment that is cancelled brings the units back at their old place in the queue', async () => {
  lane.truth.setStock('100', -3, 3)
  await lane.sells('1', [{ line: '11', units: 2, open: 0 }])
  await lane.drains()
  expect(await lines()).toEqual([['21', 0, 3, 0]])
  lane.truth.setStock('100', -5, 5)
  await lane.sells('1', [{ line: '11', units: 2 }])
  await lane.drains()
  expect(await lines()).toEqual([
    ['11', 0, 2, 0],
    ['21', 0, 2, 1],
  ])
})

it('a demand that moves to another location waits there, for what comes there', async () => {
  lane.truth.locations.set('2', 'Warehouse')
  await lane.hears('locations/create', '{"id":2,"name":"Warehouse","active":true,"updated_at":"2026-03-02T09:00:00Z"}')
  await lane.orders([{ item: '100', units: 2, due: week1, location: '2' }])
  lane.truth.setStock('100', -3, 3)
  lane.truth.setStock('100', -2, 2, '2')
  const first = lane.truth.orders.get('1')
  if (first === undefined) throw new Error('order 1 is not there')
  lane.truth.setOrder({ ...first, lines: first.lines.map((line) => ({ ...line, location: '2' })) })
  // As news of the move leaves it.
  await lane.query('update shop_order set routed_at = null, read_due = true where shop_id = $1')
  await lane.drains()
  expect(
    await lane.query(
      `select line_id as line, location_id as location, pegged, uncovered from backorder
        where shop_id = $1 and state = 'open' order by line_id`,
    ),
  ).toEqual([
    { line: '11', location: '2', pegged: 2, uncovered: 0 },
    { line: '21', location: '1', pegged: 3, uncovered: 0 },
  ])
})

it('a supplier order that is cancelled leaves everyone it served uncovered, and says before who they are', async () => {
  const affected = await withShopSql(floor.db, lane.shop, async (tx) => {
    return await previewRepeg(tx, {
      supplierOrderId: bought.supplierOrderId,
      arrivals: [],
      today: await lane.today(),
    })
  })
  const other = { itemId: '100', locationId: '1', dayAfter: null }
  expect(affected).toEqual([
    {
      ...other,
      backorderId: expect.any(String),
      orderId: '1',
      lineId: '11',
      units: 2,
      uncoveredBefore: 0,
      uncoveredAfter: 2,
      dayBefore: week1,
    },
    {
      ...other,
      backorderId: expect.any(String),
      orderId: '2',
      lineId: '21',
      units: 3,
      uncoveredBefore: 1,
      uncoveredAfter: 3,
      dayBefore: null,
    },
  ])
  expect(await lines()).toEqual([
    ['11', 0, 2, 0],
    ['21', 0, 2, 1],
  ])

  await lane.repegs((tx) => tx.query('delete from arrival where shop_id = $1'))
  const uncovered = [
    { line: '11', pegged: 0, uncovered: 2, ready: null, next: null },
    { line: '21', pegged: 0, uncovered: 3, ready: null, next: null },
  ]
  expect(await lane.promises()).toMatchObject(uncovered)
  expect(await lane.pegs()).toEqual([])
  await lane.drains()
  expect(await lane.promises()).toMatchObject(uncovered)
})

it('D18: a day that slips moves the days of those who wait for it, at once, and the ledger names the supplier order', async () => {
  await lane.repegs((tx) => tx.query(`update arrival set due = '2999-12-16' where shop_id = $1 and due = '${week1}'`))
  const slipped = [
    { line: '11', pegged: 2, ready: week2, next: week2 },
    { line: '21', pegged: 2, uncovered: 1, ready: null, next: '2999-12-16' },
  ]
  expect(await lane.promises()).toMatchObject(slipped)
  expect(
    await lane.query(
      `select line_id as line, cause_kind as kind, cause ->> 'what' as what, before ->> 'readyOn' as was, after ->> 'readyOn' as is
         from ledger join backorder using (shop_id, backorder_id)
        where shop_id = $1 and line_id = '11' order by ledger_id desc limit 1`,
    ),
  ).toEqual([{ line: '11', kind: 'supplier-order', what: 'edited', was: week1, is: week2 }])
  await lane.drains()
  expect(await lane.promises()).toMatchObject(slipped)
})

it('units that are short-shipped are uncovered again, of whoever is last in the queue', async () => {
  await lane.repegs((tx) => tx.query(`delete from arrival where shop_id = $1 and due = '${week2}'`))
  expect(await lines()).toEqual([
    ['11', 0, 2, 0],
    ['21', 0, 0, 3],
  ])
})
