import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, type Lane } from '../../support/lane/a-lane.ts'
import { level } from '../../support/lane/payloads.ts'
import { aShopToCompare, at, reconcile } from './a-shop-to-compare.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

let lane: Lane
beforeEach(async () => {
  lane = await aShopToCompare(floor.db)
})

const strangers = async () =>
  (
    await lane.query<{ strangers: number }>(
      `select strangers from stock_point where shop_id = $1 and location_id = '1'`,
    )
  )[0]?.strangers

// 4 of our units are committed at the first location, with 2 on its shelf. An order that we may not read takes 1 of them.
const takenByStrangers = () => lane.truth.setStock('100', -3, 5, '1')

describe('a reconcile', () => {
  it('counts committed units that no order explains as strangers, who are served first, and lists them', async () => {
    expect(await strangers()).toBe(0)
    takenByStrangers()
    expect(await reconcile(lane)).toContainEqual(
      expect.objectContaining({
        thing: 'stock',
        thingId: '100@1',
        ours: { available: -2, strangers: 0 },
        theirs: { available: -3, strangers: 1 },
      }),
    )
    expect(await strangers()).toBe(1)
    expect((await lane.backorders()).filter(({ location }) => location === '1')).toMatchObject([
      { line: '2', covered: 0, backordered: 3 },
    ])
    expect(await reconcile(lane)).toEqual([])
  })

  it('calls fewer of them strangers when they have shipped', async () => {
    takenByStrangers()
    await reconcile(lane)
    lane.truth.setStock('100', -3, 4, '1')
    expect(await reconcile(lane)).toContainEqual(
      expect.objectContaining({ thingId: '100@1', ours: { available: -3, strangers: 1 } }),
    )
    expect(await strangers()).toBe(0)
  })

  it('finds the order of a webhook that was lost rather than calling its units strangers', async () => {
    takenByStrangers()
    lane.truth.setOrder({
      id: '1003',
      createdAt: '2026-03-02T09:10:00Z',
      updatedAt: '2026-03-02T09:10:00Z',
      lines: [{ id: '4', variant: '10', units: 1, open: 1, location: '1' }],
    })
    await reconcile(lane)
    expect(await strangers()).toBe(0)
  })

  it('leaves a point alone of which a delivery waits, or whose stock changed just now', async () => {
    takenByStrangers()
    const answer = lane.truth.answer.bind(lane.truth)
    let isHeard = false
    lane.truth.answer = (call) => {
      if (call.operation === 'read-stock' && !isHeard) {
        isHeard = true
        void lane.hears('inventory_levels/update', level('999', 1, { at }))
      }
      return answer(call)
    }
    await reconcile(lane)
    expect(isHeard).toBe(true)
    expect(await strangers()).toBe(0)
  })
})
