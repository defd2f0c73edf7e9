import { afterAll, beforeAll, expect, it } from 'vitest'
import { startNightlyReconciles } from '../../../web/app/sweep.ts'
import { aFloor, aLane, type Lane } from '../../support/lane/a-lane.ts'
import { item, order } from '../../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const runs = (lane: Lane) =>
  lane.query<{ reason: string; over: boolean }>(
    'select reason, finished_at is not null as over from reconcile where shop_id = $1 order by reconcile_id',
  )

async function aShopSince(days: number): Promise<Lane> {
  const lane = aLane(floor.db)
  await lane.hears('inventory_items/create', item('100', true))
  await lane.query(
    `update shop set opened_at = now(), installed_at = now() - make_interval(days => $2) where shop_id = $1`,
    [days],
  )
  return lane
}

it('runs once a night for every shop, caught up with where no worker ran', async () => {
  const [old, young, gone] = [await aShopSince(3), await aShopSince(0), await aShopSince(3)]
  await gone.query('update shop set uninstalled_at = now() where shop_id = $1')
  await startNightlyReconciles(floor.db)
  await old.drains()
  await startNightlyReconciles(floor.db)
  expect(await runs(old)).toEqual([{ reason: 'nightly', over: true }])
  expect([await runs(young), await runs(gone)]).toEqual([[], []])

  await old.query(`update reconcile set started_at = started_at - interval '1 day' where shop_id = $1`)
  await startNightlyReconciles(floor.db)
  expect(await runs(old)).toHaveLength(2)
})

it('runs when Shopify lets us in again', async () => {
  const lane = await aShopSince(0)
  lane.truth.variants.set('10', '100')
  lane.truth.setStock('100', -1, 1)
  await lane.query(`insert into session (shop_id, id, is_online, state) values ($1, 'offline', false, '')`)
  await lane.query(`update shop set attention = 'unpaid' where shop_id = $1`)
  lane.truth.setOrder({
    id: '1001',
    createdAt: '2026-03-02T09:00:00Z',
    updatedAt: '2026-03-02T09:00:00Z',
    lines: [{ id: '1', variant: '10', units: 1, open: 1, location: '1' }],
  })
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
  await lane.drains()
  expect(await runs(lane)).toEqual([{ reason: 'outage', over: true }])
})
