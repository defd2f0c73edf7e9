import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordDeliveries } from '../../web/lane/record-deliveries.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

it('a plan from an older reading does not settle what another worker heard since', async () => {
  const lane = aLane(floor.db)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  lane.truth.setStock('100', -1, 1)
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))

  const answer = lane.truth.answer.bind(lane.truth)
  let readings = 0
  lane.truth.answer = async (call) => {
    const said = answer(call)
    if (call.operation !== 'read-stock' || readings++ > 0) return said
    lane.truth.setStock('100', 0, 1)
    await lane.hears('inventory_levels/update', level('100', 0, { at: '2026-03-02T11:00:00+00:00' }))
    await withShopSql(floor.db, lane.shop, (tx) => recordDeliveries(tx, 500))
    return said
  }
  await lane.drains()
  expect(readings).toBe(2)
  expect(await lane.due()).toEqual([])
  expect(await lane.backorders()).toEqual([])
})
