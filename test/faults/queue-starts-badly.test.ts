import pg from 'pg'
import { expect, it, onTestFinished, vi } from 'vitest'
import { queryAsOwner } from '../support/database.ts'
import { aShopFloor } from '../support/shop-floor.ts'
import { beginApp, patience, runApp } from './app-process.ts'
import { wrongNumbers } from './wrong-numbers.ts'

/** Whoever asks which tasks the queue has waits, until `cut` ends their connections instead of answering. */
async function holdTasks(url: string) {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query('begin; lock table graphile_worker._private_tasks in access exclusive mode')
  const asking = (selected: string) =>
    queryAsOwner(
      url,
      `select ${selected} from pg_stat_activity
        where application_name = 'backline worker' and wait_event_type = 'Lock' and query like '%_private_tasks%'`,
    )
  return {
    async cut(): Promise<void> {
      await vi.waitUntil(async () => (await asking('pid')).length > 0, patience)
      await asking('pg_terminate_backend(pid)')
      await holder.end()
    },
  }
}

it('a job queue whose very first question is cut off does its work all the same', async () => {
  const floor = await aShopFloor()
  onTestFinished(() => floor.close())
  const before = await runApp(floor)
  const shop = await floor.openShop('queue-starts-badly.myshopify.com')
  const bowl = { sku: 'BOWL', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
  await shop.verb('create-product', { title: 'Bowl', variants: [bowl] })
  await shop.settle()
  await before.kill()

  const tasks = await holdTasks(floor.database.url)
  const app = beginApp(floor)
  onTestFinished(() => app.kill())
  await tasks.cut()
  await shop.verb('place-order', { lines: [{ sku: 'BOWL', units: 3 }] })
  expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
  expect((await shop.backorders()).map((row) => row.backordered)).toEqual([2])
})
