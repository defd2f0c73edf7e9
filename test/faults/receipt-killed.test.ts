import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type RunningApp, start } from '../../web/app/start.ts'
import { receiptFailpoints } from '../../web/platform/failpoints.ts'
import { lampsAreOrdered, lampsCame, say } from '../support/faults/lamps-on-order.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { beginApp } from './app-process.ts'

let floor: ShopFloor
let web: RunningApp
const opened: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  floor = await aShopFloor()
  web = await start({ ...floor.config, role: 'web' })
})
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})
afterAll(async () => {
  await web.stop()
  await floor.close()
})

const startWorker = async () => {
  const worker = await start({ ...floor.config, role: 'worker', port: 0 })
  opened.push(() => worker.stop())
  return worker
}

it.each(receiptFailpoints)('a worker killed %s has the goods on the shelf once', async (step) => {
  const healthy = await startWorker()
  const shop = await floor.openShop(`${step}.myshopify.com`)
  const ordered = await lampsAreOrdered(shop)
  await shop.settle()
  await healthy.stop()

  await lampsCame(shop, ordered)
  const doomed = beginApp(floor, { ROLE: 'worker', PORT: '0', FAILPOINT: step })
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })

  await startWorker()
  await shop.settle()
  expect((await shop.truth()).stock).toMatchObject([{ available: -1, committed: 5 }])
  expect(await say(shop, `/api/supplier-orders/${ordered.supplierOrderId}`)).toMatchObject({
    state: 'partly-received',
    ...{ accepted: 4, outstanding: 3 },
  })
  const rows = (await shop.backorders()).toReversed()
  expect(rows).toMatchObject([
    { state: 'ready', covered: 3, backordered: 0 },
    { state: 'open', covered: 1, backordered: 1, pegged: 1, readyOn: '2999-12-02' },
  ])
})
