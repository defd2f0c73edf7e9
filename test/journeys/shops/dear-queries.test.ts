import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { differences } from '../../support/truth/oracle.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = await floor.startApp()
})
afterAll(async () => {
  await app.stop()
  await floor.close()
})

type AdminCalls = { readonly calls: readonly { readonly operation: string; readonly requested: number }[] }

it('queries that turn out too dear are asked for in halves, and everything is read all the same', async () => {
  const shop = await floor.openShop('dear.myshopify.com', 'standard')
  await shop.verb('create-location', { name: 'Second shop' })
  for (let item = 0; item < 12; item += 1) {
    await shop.verb('create-product', { title: `Mug ${item}`, variants: [{ sku: `MUG-${item}` }] })
  }
  await shop.settle()
  await shop.verb('faults', { admin: { costTimes: 14 }, webhooks: { lose: 1 } })
  for (let order = 0; order < 40; order += 1) {
    const lines = [0, 1, 2].map((line) => ({ sku: `MUG-${(order + line) % 12}`, units: 1 + (order % 3) }))
    await shop.verb('place-order', { lines })
  }
  await shop.verb('faults', { admin: { costTimes: 14 } })
  expect((await shop.api('/api/reconcile', 'POST')).status).toBe(200)
  await vi.waitFor(
    async () => {
      const found = (await (await shop.api('/api/reconcile')).json()) as FoundReconcile
      expect(found.reconcile?.finishedAt).not.toBeNull()
    },
    { timeout: 60_000, interval: 200 },
  )
  await shop.settle()
  expect(await shop.backorders()).toHaveLength(120)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])

  const { calls } = (await (
    await fetch(`${floor.simulator.url}/control/${shop.shop}/admin-calls`)
  ).json()) as AdminCalls
  // What was refused tells of no points.
  const refused = calls.filter(({ requested }) => requested === 0).map(({ operation }) => operation)
  expect(refused).toContain('SearchOrders')
  expect(refused).toContain('ReadStock')
})
