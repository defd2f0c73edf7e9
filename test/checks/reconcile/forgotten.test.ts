import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetWhatIsOld } from '../../../web/app/sweep.ts'
import { startRebuild } from '../../../web/checks/store/rebuild.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { aShopToCompare, reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

it('what checks found is forgotten after its time, but for the last reconcile, from which the next goes on', async () => {
  const lane = await aShopToCompare(floor.db)
  await lane.query(
    `update backorder set covered = 3, backordered = 0, uncovered = 0 where shop_id = $1 and line_id = '2'`,
  )
  await withShopSql(floor.db, lane.shop, startRebuild)
  await lane.drains()
  await lane.query(`update backorder set state = 'cancelled' where shop_id = $1 and line_id = '2'`)
  expect((await reconcile(lane)).length).toBeGreaterThan(0)
  await reconcile(lane)
  const rows = async () => {
    const [counted] = await lane.query<Record<string, number>>(`
      select (select count(*)::int from reconcile where shop_id = $1) as reconciles,
             (select count(*)::int from reconcile_difference where shop_id = $1) as found,
             (select count(*)::int from rebuild where shop_id = $1) as rebuilds,
             (select count(*)::int from rebuild_difference where shop_id = $1) as shown`)
    return counted
  }
  const all = await rows()
  expect(all).toMatchObject({ reconciles: 3, rebuilds: 1, shown: 1 })

  const age = (days: number) =>
    lane.query(
      `with aged as (update rebuild set finished_at = now() - make_interval(days => $2) where shop_id = $1)
       update reconcile set finished_at = now() - make_interval(days => $2) where shop_id = $1`,
      [days],
    )
  await age(29)
  await forgetWhatIsOld(floor.db)
  expect(await rows()).toEqual(all)
  await age(89)
  await forgetWhatIsOld(floor.db)
  expect(await rows()).toEqual({ ...all, rebuilds: 0, shown: 0 })
  await age(91)
  await forgetWhatIsOld(floor.db)
  expect(await rows()).toEqual({ reconciles: 1, found: 0, rebuilds: 0, shown: 0 })
})
