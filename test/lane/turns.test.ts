import { afterAll, beforeAll, expect, it } from 'vitest'
import { drainShop } from '../../web/lane/drain-shop.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'
import { item } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

it('a turn that is over gives way after its round, and says that there is more to do', async () => {
  const lane = aLane(floor.db)
  await lane.hears('inventory_items/create', item('100', true))
  await lane.query(
    `insert into delivery (shop_id, webhook_id, topic, body, triggered_at)
     select shop_id, n::text, topic, body, triggered_at from delivery, generate_series(1, 600) as n where shop_id = $1`,
  )
  const waiting = async () => (await lane.deliveries()).filter(({ state }) => state === 'waiting').length

  expect(await drainShop(lane.services, lane.shop, { isOver: () => true })).toBe(0)
  expect(await waiting()).toBe(101)
  expect(await drainShop(lane.services, lane.shop)).toBeNull()
  expect(await waiting()).toBe(0)
})
