import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { recordVariants } from '../../web/mirror/store/items/catalogue.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'
import { aSuppliedLane } from '../support/lane/a-supplied-lane.ts'
import { item, order } from '../support/lane/payloads.ts'
import { ledgerFaults } from '../support/truth/ledger-faults.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

it('a line learns its item when another worker records its variant at the very same moment', async () => {
  const lane = aLane(floor.db)
  await lane.hears('inventory_items/create', item('300', true))
  await lane.drains()
  lane.truth.setStock('300', -2, 2)
  await lane.hears('orders/create', order({ id: '1', lines: [{ id: '11', variant: '30', units: 2 }] }))
  const at = '2026-03-02T09:00:00Z'
  let other: Promise<unknown> = Promise.resolve()
  await withShopSql(floor.db, lane.shop, async (tx) => {
    const mug = {
      title: 'Mug',
      variantTitle: null,
      sku: null,
      imageUrl: null,
      vendor: null,
      barcode: null,
      onlineHandle: null,
      sellsWithoutStock: true,
    }
    const ids = { variantId: '30', productId: '3', itemId: '300' }
    await recordVariants(tx, [{ kind: 'variant', ...ids, ...mug, changedAt: at, heardAt: at }])
    other = lane.drains()
    await vi.waitFor(async () => expect(await queryAsOwner(floor.db.ownerUrl, waiting)).toHaveLength(1), 60_000)
  })
  await other
  expect(await lane.backorders()).toMatchObject([{ line: '11', backordered: 2 }])
})

it('orders, two lanes and several merchants who change days, all at once, end as one after the other would', async () => {
  const lane = await aSuppliedLane(floor.db)
  lane.truth.setStock('100', -40, 40)
  lane.truth.setStock('200', -20, 20)
  const { supplierOrderId } = await lane.orders([
    { item: '100', units: 30, due: '2999-12-02' },
    { item: '200', units: 30, due: '2999-12-02' },
  ])
  const slip = (day: number) =>
    lane.repegs(
      (tx) => tx.query(`update arrival set due = date '2999-12-01' + $2::int where shop_id = $1`, [day]),
      ['200', '100'],
    )
  const sell = (order: number) =>
    lane.sells(String(order), [
      { line: `${order}1`, units: 2 },
      { line: `${order}2`, units: 1, item: '200' },
    ])

  for (let round = 1; round <= 5; round++) {
    await Promise.all([
      ...[1, 2, 3, 4].map((order) => sell(round * 10 + order)),
      ...[1, 2, 3].map((day) => slip(round * 3 + day)),
      lane.drains(),
      lane.drains(),
    ])
  }
  await slip(27)
  await lane.drains()

  const promises = await lane.promises()
  expect(promises).toHaveLength(40)
  const of100 = promises.filter(({ line }) => line.endsWith('1'))
  expect(of100.map(({ pegged, ready }) => [pegged, ready])).toEqual([
    ...Array.from({ length: 15 }, () => [2, '2999-12-28']),
    ...Array.from({ length: 5 }, () => [0, null]),
  ])
  expect(
    await lane.query(
      `select arrival.units, (select sum(peg.units)::int from peg where peg.shop_id = $1 and peg.arrival_id = arrival.arrival_id) as pegged
         from arrival where shop_id = $1 and supplier_order_id = $2 order by arrival_id`,
      [supplierOrderId],
    ),
  ).toEqual([
    { units: 30, pegged: 30 },
    { units: 30, pegged: 20 },
  ])
  expect(
    await lane.query(
      `select line_id from backorder b where shop_id = $1 and pegged <>
              (select coalesce(sum(units), 0) from peg where peg.shop_id = $1 and peg.line_id = b.line_id)`,
    ),
  ).toEqual([])
  expect(await ledgerFaults((sql) => queryAsOwner(floor.db.ownerUrl, sql))).toEqual([])
})
