import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyRebuild, loadRebuild, startRebuild } from '../../../web/checks/store/rebuild.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aFloor, aLane, type Lane } from '../../support/lane/a-lane.ts'
import { item, level, product } from '../../support/lane/payloads.ts'
import { reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
/** Two units were sold that were not there, and nobody waits. */
beforeEach(async () => {
  lane = aLane(floor.db)
  lane.truth.setStock('100', -2, 0)
  lane.truth.variants.set('10', '100')
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('inventory_levels/update', level('100', -2))
  await lane.drains()
  await reconcile(lane)
})

const owed = () =>
  lane.query<{ location_id: string; units: number }>('select location_id, units from owed_stock where shop_id = $1')
const tamper = () => lane.query('update owed_stock set units = 9, pegged = 4 where shop_id = $1')

describe('what a stock point owes with no order line at all', () => {
  it('is right, and no difference', async () => {
    expect(await owed()).toEqual([{ location_id: '1', units: 2 }])
    expect(await reconcile(lane)).toEqual([])
  })

  it('is put right by a reconcile, which names it', async () => {
    await tamper()
    expect(await reconcile(lane)).toMatchObject([
      { thing: 'stock', cause: 'drift', ours: { available: -2, owed: 9 }, theirs: { available: -2, owed: 2 } },
    ])
    expect(await owed()).toEqual([{ location_id: '1', units: 2 }])
  })

  it('is worked out by a rebuild, and put right once that is applied', async () => {
    const inShop = <T>(work: Parameters<typeof withShopSql<T>>[2]) => withShopSql(floor.db, lane.shop, work)
    await tamper()
    const rebuildId = await inShop((tx) => startRebuild(tx))
    await lane.drains()
    expect(await inShop((tx) => loadRebuild(tx))).toMatchObject({ expected: 1, done: 1, owed: 1 })
    expect(await owed()).toEqual([{ location_id: '1', units: 9 }])
    await inShop((tx) => applyRebuild(tx, rebuildId))
    await lane.drains()
    expect(await owed()).toEqual([{ location_id: '1', units: 2 }])
  })

  it('is over when it was counted up', async () => {
    lane.truth.setStock('100', 4, 0)
    await lane.hears('inventory_levels/update', level('100', 4, { at: '2026-03-02T10:00:00+00:00' }))
    await lane.drains()
    expect(await owed()).toEqual([])
  })

  it('never counts what is held back, which shrinks to what is there', async () => {
    await lane.query(`update stock_point set held_back = 5 where shop_id = $1 and item_id = '100'`)
    lane.truth.setStock('100', 3, 0)
    await lane.hears('inventory_levels/update', level('100', 3, { at: '2026-03-02T10:00:00+00:00' }))
    await lane.drains()
    expect(await owed()).toEqual([])
    expect(await lane.query('select held_back from stock_point where shop_id = $1')).toEqual([{ held_back: 3 }])
  })
})
