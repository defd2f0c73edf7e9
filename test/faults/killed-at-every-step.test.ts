import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type RunningApp, start } from '../../web/app/start.ts'
import { failpoints, moveFailpoints, promiseFailpoints, receiptFailpoints } from '../../web/platform/failpoints.ts'
import { orderAndEdit, troubledDay } from '../support/faults/troubled-day.ts'
import { wrongNumbers } from '../support/faults/wrong-numbers.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import { beginApp, runApp } from './app-process.ts'

let floor: ShopFloor
let web: RunningApp | null = null
const opened: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  floor = await aShopFloor()
  web = await start({ ...floor.config, role: 'web' })
})
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})
afterAll(async () => {
  await web?.stop()
  await floor.close()
})

/** Nothing is received or sent on a troubled day: receipts, mails and promises are killed in tests of their own. */
const otherSteps: readonly string[] = [
  'after-accept',
  'after-mail',
  ...receiptFailpoints,
  ...promiseFailpoints,
  ...moveFailpoints,
]
const stepsOfARound = failpoints.filter((step) => !otherSteps.includes(step))

// Without giving back the jobs of dead workers (worker-liveness.ts) the shop would stand still for hours each time.
it.each(stepsOfARound)('a worker killed %s loses nothing and doubles nothing', async (step) => {
  const shop = await openedEarlier(`${step}.myshopify.com`, step === 'after-import')
  await shop.verb('place-order', { lines: [{ sku: 'BOWL', units: 3 }] })
  await troubledDay(shop)

  const doomed = beginApp(floor, { ROLE: 'worker', PORT: '0', FAILPOINT: step })
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })
  await orderAndEdit(shop)

  const worker = await start({ ...floor.config, role: 'worker', port: 0 })
  opened.push(() => worker.stop())
  expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
  expect((await shop.backorders()).filter((row) => row.backordered > 0).length).toBeGreaterThan(3)
})

it('an app killed when it had stored a delivery, before it could say so, is sent it again and counts it once', async () => {
  await web?.stop()
  web = null
  const shop = await troubledEarlier()
  const doomed = await runApp(floor, { FAILPOINT: 'after-accept' })
  opened.push(() => doomed.kill())
  await orderAndEdit(shop)
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })

  web = await floor.startApp()
  expect(await wrongNumbers(shop, floor.database.url)).toEqual([])
})

/**
 * A shop with bowls, of which there is one. Its first import, which would make up for whatever is lost, is over, and the
 * bowls are known; or it is still to come.
 */
async function openedEarlier(name: string, isImportToCome: boolean) {
  const healthy = isImportToCome ? null : await start({ ...floor.config, role: 'worker', port: 0 })
  const shop = await floor.openShop(name)
  const bowl = { sku: 'BOWL', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
  await shop.verb('create-product', { title: 'BOWL', variants: [bowl] })
  if (healthy !== null) {
    await shop.settle()
    await healthy.stop()
  }
  return shop
}

async function troubledEarlier() {
  const healthy = await floor.startApp()
  const shop = await floor.openShop('stored-not-told.myshopify.com')
  await troubledDay(shop)
  await shop.settle()
  await healthy.stop()
  return shop
}
