import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFloor, aLane, type Lane } from '../support/lane/a-lane.ts'
import { item, level, order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
let lane: Lane
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())
beforeEach(async () => {
  lane = aLane(floor.db)
  lane.truth.setStock('100', -1, 1)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  await lane.hears('inventory_items/create', item('100', true))
  await lane.hears('orders/create', order({ id: '1001', lines: [{ id: '1', units: 1 }] }))
  await lane.drains()
})

describe('a body that comes back under a topic that is not its own', () => {
  it.each([
    ['orders/delete', order({ id: '1001', lines: [{ id: '1', units: 1 }] })],
    ['products/delete', product('1', [{ variant: '10', item: '100' }])],
    ['inventory_items/delete', item('100', true)],
    ['locations/delete', '{"id":1,"name":"Shop","active":true,"updated_at":"2026-03-02T09:00:00Z"}'],
    ['inventory_levels/disconnect', level('100', -1)],
  ])('ends nothing: %s', async (topic, body) => {
    const before = await lane.backorders()
    expect(before).toMatchObject([{ line: '1', backordered: 1 }])
    await lane.hears(topic, body)
    await lane.drains()
    expect(await lane.backorders()).toEqual(before)
    expect((await lane.deliveries()).at(-1)).toMatchObject({ topic, state: 'parked' })
  })

  it.each([
    ['orders/delete', '{"id":1001}'],
    ['products/delete', '{"id":1}'],
    ['inventory_items/delete', '{"id":100,"admin_graphql_api_id":"gid://shopify/InventoryItem/100"}'],
    ['inventory_levels/disconnect', '{"inventory_item_id":100,"location_id":1}'],
  ])('is told from what its own topic says, which is heard: %s', async (topic, body) => {
    await lane.hears(topic, body)
    await lane.drains()
    expect((await lane.deliveries()).at(-1)).toMatchObject({ topic, state: 'done' })
  })
})
