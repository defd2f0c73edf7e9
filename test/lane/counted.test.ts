import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../web/platform/db/server/migrate.ts'
import { asOwner, bareDatabase, queryAsOwner } from '../support/database/database.ts'
import { aFloor } from '../support/lane/a-lane.ts'
import { aSuppliedLane } from '../support/lane/a-supplied-lane.ts'
import { level } from '../support/lane/payloads.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(async () => await floor.close())

it('how many backorders there are is known after every plan', async () => {
  const lane = await aSuppliedLane(floor.db)
  const counted = () =>
    lane.query('select state, lines::int from backorder_count where shop_id = $1 and lines <> 0 order by state')
  expect(await counted()).toEqual([])

  lane.truth.setStock('100', -5, 5)
  await lane.sells('1', [{ line: '11', units: 2 }])
  await lane.sells('2', [{ line: '21', units: 3 }])
  await lane.drains()
  expect(await counted()).toEqual([{ state: 'open', lines: 2 }])

  lane.truth.setStock('100', -3, 3)
  await lane.sells('1', [{ line: '11', units: 0 }], { cancelled: '2026-03-02T12:00:00+00:00' })
  await lane.drains()
  expect(await counted()).toEqual([
    { state: 'cancelled', lines: 1 },
    { state: 'open', lines: 1 },
  ])

  lane.truth.setStock('100', 0, 3)
  await lane.hears('inventory_levels/update', level('100', 0))
  await lane.drains()
  expect(await counted()).toEqual([
    { state: 'cancelled', lines: 1 },
    { state: 'ready', lines: 1 },
  ])
})

it('a process of the version before has them counted by a trigger, which leaves the others alone', async () => {
  const database = await bareDatabase()
  await migrate(database.url)
  const insert = (shop: string) =>
    `insert into backorder (shop_id, order_id, line_id, item_id, location_id, order_name, title, ordered_at, units, shipped, covered,
                            backordered, pegged, uncovered, state, opened_at, changed_at)
     values ('${shop}', '1', '1', '1', '1', '#1', 'Mug', now(), 1, 0, 0, 1, 0, 1, 'open', now(), now())`
  await asOwner(database.url, insert('before.myshopify.com'))
  await asOwner(database.url, `set app.keeps_counts = 'yes'; ${insert('now.myshopify.com')}`)
  const counted = await queryAsOwner(database.url, 'select shop_id as shop, lines::int from backorder_count')
  expect(counted).toEqual([{ shop: 'before.myshopify.com', lines: 1 }])
  await asOwner(database.url, 'select drop_old_triggers()')
  expect(await queryAsOwner(database.url, 'select from pg_trigger where not tgisinternal')).toEqual([])
  await database.drop()
})
