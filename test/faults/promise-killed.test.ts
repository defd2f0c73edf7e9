import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type RunningApp, start } from '../../web/app/start.ts'
import type { FoundReconcile } from '../../web/checks/contract/reconcile.ts'
import { moveFailpoints, promiseFailpoints } from '../../web/platform/failpoints.ts'
import { aShopFloor, type ShopFloor } from '../support/running/shop-floor.ts'
import type { SimulatedShop } from '../support/running/simulated-shop.ts'
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

/** What the storefront reads of the bowl, or messages of its order, by Shopify's own account. */
async function told(shop: SimulatedShop, key: 'promise' | 'promises' = 'promise'): Promise<unknown> {
  const { metafields } = await shop.truth()
  const value = metafields.find((metafield) => metafield.key === key)?.value
  return value === undefined ? null : JSON.parse(value)
}

it.each(promiseFailpoints)('a worker killed %s leaves no promise untold, and none that is over', async (step) => {
  const healthy = await start({ ...floor.config, role: 'worker', port: 0 })
  const shop = await floor.openShop(`${step}.myshopify.com`)
  const bowl = { sku: 'BOWL', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
  await shop.verb('create-product', { title: 'Bowl', variants: [bowl] })
  await shop.api('/api/storefront/messages', 'POST', { isOn: true })
  await shop.settle()
  await healthy.stop()
  await shop.verb('place-order', { lines: [{ sku: 'BOWL', units: 3 }] })

  const doomed = beginApp(floor, { ROLE: 'worker', PORT: '0', FAILPOINT: step })
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })

  const worker = await start({ ...floor.config, role: 'worker', port: 0 })
  opened.push(() => worker.stop())
  await shop.settle()
  expect(await told(shop)).toMatchObject({ v: 1, state: 'backorder', from: null })
  expect(await told(shop, 'promises')).toMatchObject({ v: 1, lines: [{ title: 'Bowl', units: 2, of: 3, to: null }] })
  await shop.verb('set-stock', { sku: 'BOWL', available: 5 })
  await shop.settle()
  expect([await told(shop), await told(shop, 'promises')]).toEqual([null, null])
})

it.each(moveFailpoints)('a worker killed %s leaves what messages read in one place', async (step) => {
  const healthy = await start({ ...floor.config, role: 'worker', port: 0 })
  const shop = await floor.openShop(`moved-${step}.myshopify.com`)
  const bowl = { sku: 'BOWL', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 1 } }
  await shop.verb('create-product', { title: 'Bowl', variants: [bowl] })
  await shop.api('/api/storefront/messages', 'POST', { isOn: true })
  await shop.verb('place-order', { lines: [{ sku: 'BOWL', units: 3 }] })
  await shop.settle()
  await healthy.stop()
  const places = async () =>
    (await shop.truth()).metafields.filter(({ key }) => key === 'promises').map(({ namespace }) => namespace)
  expect(await places()).toEqual(['$app'])

  await shop.api('/api/storefront/messages', 'POST', { isOn: true, owner: 'merchant' })
  const doomed = beginApp(floor, { ROLE: 'worker', PORT: '0', FAILPOINT: step })
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })
  expect(await places()).toContain('backline')

  const worker = await start({ ...floor.config, role: 'worker', port: 0 })
  opened.push(() => worker.stop())
  await shop.settle()
  expect(await places()).toEqual(['backline'])
})

it('what somebody else wrote is noticed by a reconcile, and put right', async () => {
  const worker = await start({ ...floor.config, role: 'worker', port: 0 })
  opened.push(() => worker.stop())
  const shop = await floor.openShop('tampered.myshopify.com')
  const bowl = { sku: 'BOWL', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Bowl', variants: [bowl] })
  await shop.settle()
  const written = await told(shop)
  expect(written).toMatchObject({ state: 'backorder' })
  for (const value of [null, { v: 1, state: 'backorder', from: '2999-01-01', to: '2999-01-01' }]) {
    await shop.verb('set-metafield', { sku: 'BOWL', key: 'promise', value })
    const { status } = await shop.api('/api/reconcile', 'POST', {})
    expect(status).toBe(200)
    await expect.poll(() => told(shop), { timeout: 60_000 }).toEqual(written)
    // One that is still under way would be the answer to the next wish as well.
    await expect.poll(() => finishedAt(shop), { timeout: 60_000 }).not.toBeNull()
  }
})

async function finishedAt(shop: SimulatedShop): Promise<string | null> {
  const reply = await shop.api('/api/reconcile')
  return ((await reply.json()) as FoundReconcile).reconcile?.finishedAt ?? null
}
