import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../web/platform/db/client.ts'
import { aFloor } from '../../support/lane/a-lane.ts'
import { aShopToImport } from './a-shop-to-import.ts'

let floor: { db: Database; close(): Promise<void> }
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

test('where a location is opened while strangers are counted, orders are looked for there first', async () => {
  const shop = await aShopToImport(floor.db)
  const { truth, services } = shop
  const { run } = services.admin
  const opens = () => {
    truth.locations.set('2', 'Warehouse')
    truth.setStock('10', 1, 2)
    truth.setStock('10', -3, 3, '2')
    const line = { id: '11', variant: '10', units: 3, open: 3, location: '2' }
    truth.setOrder({ id: '1', updatedAt: '2026-03-01T08:00:00Z', lines: [line] })
  }
  Object.assign(services.admin, {
    run: (...call: Parameters<typeof run>) => {
      if (call[1] === 'read-stock') opens()
      return run(...call)
    },
  })
  await shop.drains()
  const points = `select location_id, committed, strangers from stock_point where shop_id = $1 and item_id = '10' order by 1`
  expect(await shop.query(points)).toEqual([
    { location_id: '1', committed: 2, strangers: 2 },
    { location_id: '2', committed: 3, strangers: 0 },
  ])
  expect(await shop.query('select unclaimed from order_line where shop_id = $1')).toEqual([{ unclaimed: 0 }])
  expect(await shop.backorders()).toMatchObject([{ line: '11', location: '2', covered: 0, backordered: 3 }])
})
