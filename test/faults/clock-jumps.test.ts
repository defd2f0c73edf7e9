import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type RunningApp, start } from '../../web/app/start.ts'
import { queryAsOwner } from '../support/database/database.ts'
import { orderAndEdit, troubledDay } from '../support/faults/troubled-day.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { freePort } from '../support/running/floor-on.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { type AppProcess, runApp } from './app-process.ts'

let floor: ShopFloor
let web: RunningApp
let worker: AppProcess | null = null
beforeAll(async () => {
  floor = await aShopFloor()
  web = await start({ ...floor.config, role: 'web' })
})
afterEach(async () => await worker?.kill())
afterAll(async () => {
  await web.stop()
  await floor.close()
})

// What a worker reads is dated by the database: by its own clock, a reading after a jump back would look older than the
// one before it, and the shop's stock would stay as it was.
it.each([
  ['back', [0, -3 * 3600]],
  ['ahead and back again', [0, 3 * 3600, 0]],
])('a worker whose clock jumps %s comes to the same numbers', async (way, offsets) => {
  const shop = await floor.openShop(`clock-${way.replaceAll(' ', '-')}.myshopify.com`)
  worker = await runApp(floor, {
    ROLE: 'worker',
    PORT: String(await freePort()),
    NODE_OPTIONS: `--import=${new URL('jumping-clock.ts', import.meta.url).href}`,
    CLOCK_OFFSETS: offsets.join(),
  })
  await troubledDay(shop)
  expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
  for (const _ of offsets.slice(1)) {
    const jumpedAt = (await queryAsOwner<{ at: Date }>(floor.database.url, 'SELECT now() AS at'))[0]?.at
    worker.signal('SIGUSR2')
    await orderAndEdit(shop)
    expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
    const stale = await queryAsOwner(
      floor.database.url,
      `SELECT item_id FROM stock_point WHERE shop_id = $1 AND read_at NOT BETWEEN $2 AND now()
          AND item_id IN (SELECT item_id FROM order_line WHERE shop_id = $1 AND title = ANY('{MUG,LAMP}'))`,
      [shop.shop, jumpedAt],
    )
    expect(stale).toEqual([])
  }
})
