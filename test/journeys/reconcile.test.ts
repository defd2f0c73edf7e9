import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FoundReconcile } from '../../web/contract/reconcile.ts'
import { differences } from '../support/oracle.ts'
import { aShopFloor, type ShopFloor } from '../support/shop-floor.ts'
import type { SimulatedShop } from '../support/simulated-shop.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

async function reconcile(shop: SimulatedShop): Promise<FoundReconcile> {
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  return await vi.waitFor(
    async () => {
      const found = (await (await shop.api('/api/reconcile?limit=250')).json()) as FoundReconcile
      expect(found.reconcile?.finishedAt).not.toBeNull()
      return found
    },
    { timeout: 60_000, interval: 100 },
  )
}

it('one reconcile makes every number equal the truth after days of lost webhooks, and lists what differed', async () => {
  const shop = await floor.openShop('lossy.myshopify.com', 'plus', 'retail')
  await shop.settle(120)
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 0.02, seed: 7 })
  for (let day = 0; day < 3; day += 1) await shop.verb('next-day')
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 0, seed: 7 })
  const truth = await vi.waitFor(
    async () => {
      const now = await shop.truth()
      expect(now.webhooks.pending).toBe(0)
      return now
    },
    { timeout: 60_000, interval: 100 },
  )
  expect(truth.webhooks.lost).toBeGreaterThan(10)
  // An order of which nothing at all is heard: no later news can stand in for what was lost.
  const sku = truth.stock.find((point) => point.active && point.tracked)?.sku
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 1, seed: 7 })
  const { orderName } = await shop.verb<{ orderName: string }>('place-order', { lines: [{ sku, units: 500 }] })
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 0, seed: 7 })

  const found = await reconcile(shop)
  await shop.settle(60)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
  expect(found.rows).toContainEqual(expect.objectContaining({ thing: 'order', name: orderName, cause: 'lost-webhook' }))
  expect((await reconcile(shop)).rows).toEqual([])
}, 240_000)
