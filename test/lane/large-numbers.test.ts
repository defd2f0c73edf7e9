import { afterAll, beforeAll, expect, it } from 'vitest'
import { aStorefront } from '../promises/a-storefront.ts'
import { aFloor } from '../support/lane/a-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

/** As many units as a line may have, and so many lines that what sums them up does not fit into 32 bits. */
const most = 1_000_000
const lines = 2_200

it('lines without number that took no stock are counted, and all that is on its way is promised', async () => {
  const shop = await aStorefront(floor.db)
  await shop.query(`insert into item_rule (shop_id, item_id, max_is_incoming) values ($1, '200', true)`)
  for (let order = 0; order < lines / 100; order++) {
    await shop.sells(
      String(order + 1),
      Array.from({ length: 100 }, (_, line) => ({ line: `${order + 1}${String(line).padStart(3, '0')}`, units: most })),
    )
  }
  for (let bought = 0; bought < 2; bought++) {
    await shop.orders(Array.from({ length: lines / 2 }, () => ({ item: '200', units: most, due: '2999-12-02' })))
  }
  await shop.hasStock(0)
  await shop.hasStock(0, { item: '200' })
  await shop.drains()
  await shop.waits(120)
  await shop.drains()
  await shop.drains()

  expect(
    await shop.query('select item_id as item, unclaimed from stock_point where shop_id = $1 and unclaimed > 0'),
  ).toEqual([{ item: '100', unclaimed: String(most * lines) }])
  expect(
    await shop.query(`select sum(uncovered)::text as uncovered from backorder where shop_id = $1 and state = 'open'`),
  ).toEqual([{ uncovered: String(most * lines) }])
  expect(shop.tells('20')).toMatchObject({ state: 'backorder', room: most * lines })
  expect(await shop.query(`select from delivery where shop_id = $1 and state <> 'done'`)).toEqual([])
})
