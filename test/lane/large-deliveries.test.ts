import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordDeliveries } from '../../web/lane/record-deliveries.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'
import { order, product } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

const megabyte = 1024 * 1024

function orderWithNote(id: string, bytes: number): string {
  const placed = JSON.stringify(order({ id, lines: [{ id, units: 1 }] }))
  return placed.replace('{', `{"note":"${'x'.repeat(bytes)}",`)
}

it('a round takes no more deliveries than it may hold in memory, oldest first, and the others come next', async () => {
  const lane = aLane(floor.db)
  await lane.hears('products/create', product('1', [{ variant: '10', item: '100' }]))
  for (let id = 1; id <= 40; id += 1) await lane.hears('orders/create', orderWithNote(String(id), megabyte))
  const taken = () => withShopSql(floor.db, lane.shop, (tx) => recordDeliveries(tx, 500))
  const rounds = [await taken(), await taken(), await taken(), await taken()]
  expect(rounds.map(({ length }) => length)).toEqual([17, 16, 8, 0])
  expect(rounds[0]?.[0]?.topic).toBe('products/create')
})

it('one delivery that is longer than that is taken all the same', async () => {
  const lane = aLane(floor.db)
  await lane.hears('orders/create', orderWithNote('1', 17 * megabyte))
  expect(await withShopSql(floor.db, lane.shop, (tx) => recordDeliveries(tx, 500))).toHaveLength(1)
})
