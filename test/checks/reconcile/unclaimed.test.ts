import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, type Lane } from '../../support/lane/a-lane.ts'
import { aShopToCompare, reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = await aShopToCompare(floor.db)
})

const remembered = async () => ({
  points: await lane.query(
    `select location_id as location, unclaimed::int as units from stock_point where shop_id = $1 and unclaimed > 0`,
  ),
  lines: await lane.query(
    `select line_id as line, unclaimed as units from order_line where shop_id = $1 and unclaimed > 0`,
  ),
})

describe('a reconcile', () => {
  it('counts what is missing from what is committed, and takes it to be of the newest order', async () => {
    lane.truth.setStock('100', 1, 1, '1')
    await reconcile(lane)
    expect(await remembered()).toEqual({
      points: [{ location: '1', units: 3 }],
      lines: [{ line: '2', units: 3 }],
    })
    expect((await lane.backorders()).filter(({ location }) => location === '1')).toMatchObject([
      { line: '2', covered: 1, backordered: 2 },
    ])
    expect(await lane.due()).toEqual([])
  })

  it('forgets what was never true', async () => {
    await lane.query(`update stock_point set unclaimed = 7 where shop_id = $1 and location_id = '1'`)
    await lane.query(`update order_line set unclaimed = 1 where shop_id = $1 and line_id in ('1', '3')`)
    await reconcile(lane)
    expect(await remembered()).toEqual({ points: [], lines: [] })
  })
})
