import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { freePort } from '../support/running/floor-on.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { type AppProcess, patience, runApp } from './app-process.ts'

let floor: ShopFloor
const running: AppProcess[] = []
beforeAll(async () => {
  floor = await aShopFloor()
})
afterEach(async () => {
  for (const app of running.splice(0)) await app.kill()
})
afterAll(async () => await floor.close())

async function run(role: 'web' | 'worker'): Promise<AppProcess> {
  const port: Record<string, string> = role === 'web' ? {} : { PORT: String(await freePort()) }
  const app = await runApp(floor, { ROLE: role, ...port })
  running.push(app)
  return app
}

it('one process answers and two others work; one of these is killed and one is stopped while a day comes in', async () => {
  await run('web')
  const [killed, stopped] = await Promise.all([run('worker'), run('worker')])
  const shop = await floor.openShop('two-workers.myshopify.com', 'plus', 'retail')
  await shop.verb('mischief', { duplicate: 0.2, late: 0.2, reorder: 0.3, lose: 0, seed: 9 })
  await shop.verb('next-day')
  await vi.waitUntil(async () => (await shop.webhooks()).sent >= 200, patience)
  await killed.kill()
  await vi.waitUntil(async () => (await shop.webhooks()).sent >= 500, patience)
  await run('worker')
  stopped.signal('SIGTERM')
  expect(await stopped.ended).toEqual({ code: 0, signal: null })

  expect(await wrongNumbers(shop, floor.database.url, 120)).toEqual([])
  expect((await shop.backorders()).filter((row) => row.backordered > 0).length).toBeGreaterThan(10)
})
