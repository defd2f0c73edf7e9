import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BackorderListOutput, Obstacle } from '../../../web/backorders/contract/backorders.ts'
import type { OrderDetail, UnplacedRow } from '../../../web/backorders/contract/orders.ts'
import type { ShopSummary } from '../../../web/shop/contract/shop.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'

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

const second = 'Second'
const product = (sku: string, stock: number) => ({
  title: sku,
  variants: [{ sku, policy: 'CONTINUE', stock: { 'Shop location': stock, [second]: 0 } }],
})
const reasons = (obstacles: readonly Obstacle[]) => obstacles.map(({ reason }) => reason)

/** Why each line cannot be served, by SKU, as lists, line pages and the order's page say it alike. */
async function told(shop: SimulatedShop): Promise<Record<string, string[]>> {
  await shop.settle()
  const { rows } = await say<BackorderListOutput>(shop, '/api/backorders?limit=250')
  const said: Record<string, string[]> = {}
  for (const row of rows) {
    const page = await say<{ obstacles: Obstacle[] }>(shop, `/api/backorders/${row.backorderId}`)
    expect(page.obstacles).toEqual(row.obstacles)
    const order = await say<OrderDetail>(shop, `/api/orders/${encodeURIComponent(row.orderId)}`)
    const line = order.lines.find(({ lineId }) => lineId === row.lineId)
    expect(line?.backorders.map(({ obstacles }) => obstacles)).toContainEqual(row.obstacles)
    said[row.sku ?? ''] = reasons(row.obstacles)
  }
  return said
}

it.concurrent('lists, line pages, order pages, filters and proposals know the same reasons', async () => {
  const shop = await floor.openShop('reasons.myshopify.com')
  await shop.verb('create-location', { name: second })
  for (const sku of ['A', 'B', 'C', 'D']) await shop.verb('create-product', product(sku, 0))
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 1, location: second }] })
  for (const sku of ['B', 'C', 'D']) {
    await shop.verb('place-order', { lines: [{ sku, units: 1, location: 'Shop location' }] })
  }
  expect(await told(shop)).toEqual({ A: [], B: [], C: [], D: [] })
  const early = await say<{ proposalId: string }>(shop, '/api/proposals', { from: { all: true } })
  expect(await say(shop, `/api/proposals/${early.proposalId}/refusals`)).toMatchObject({ total: 4 })

  await shop.verb('deactivate-location', { location: second })
  await shop.verb('delete-product', { sku: 'B' })
  await shop.verb('track-item', { sku: 'C', tracked: false })
  expect(await told(shop)).toEqual({ A: ['location-closed'], B: ['item-deleted'], C: ['not-tracked'], D: [] })
  const shown = async (status: string) =>
    (await say<BackorderListOutput>(shop, `/api/backorders?shown=${status}`)).rows.map(({ sku }) => sku)
  expect([
    await shown('to-move'),
    await shown('no-longer-sold'),
    await shown('to-order'),
    await shown('ready'),
  ]).toEqual([...[['A'], ['B'], ['D'], ['C']]])
  const late = await say<{ proposalId: string }>(shop, '/api/proposals', { from: { all: true } })
  const refused = await say<{ rows: { sku: string; reason: string }[] }>(
    shop,
    `/api/proposals/${late.proposalId}/refusals`,
  )
  expect(refused.rows.map(({ sku, reason }) => `${sku} ${reason}`).sort()).toEqual([
    ...['A closed-location', 'B no-longer-sold', 'D no-supplier'],
  ])

  await shop.verb('activate-location', { location: second })
  expect(await told(shop)).toMatchObject({ A: [], B: ['item-deleted'] })
})

it.concurrent('units that no location takes are listed with their reason until they have one', async () => {
  const shop = 'unplaced.myshopify.com'
  await floor.simulator.createShop({ shop, kind: 'empty', plan: 'plus', install: false })
  const control = controlOf(floor.simulator.url, shop)
  await control.verb('create-location', { name: second })
  await control.verb('create-product', product('A', 0))
  await control.verb('create-product', product('B', 5))
  const lines = [
    { sku: 'A', units: 3, location: second },
    { sku: 'B', units: 1, location: 'Shop location' },
  ]
  await control.verb('place-order', { lines, claim: false })
  await control.verb('create-location', { name: 'Third' })
  await control.verb('deactivate-location', { location: second })
  await control.verb('delete-location', { location: second })
  await control.verb('install')
  await control.settle(120)

  const list = () => say<{ rows: UnplacedRow[]; total: number }>(control, '/api/unplaced')
  expect(await list()).toMatchObject({
    rows: [{ orderName: '#1001', sku: 'A', units: 3, obstacles: [{ reason: 'no-location' }] }],
    total: 1,
  })
  const summary = () => say<ShopSummary>(control, '/api/shop')
  expect((await summary()).unplaced).toEqual({ units: 3, lines: 1 })
  const [{ orderId = '' } = {}] = (await list()).rows
  const order = () => say<OrderDetail>(control, `/api/orders/${encodeURIComponent(orderId)}`)
  const [a, b] = (await order()).lines
  expect({ reasons: reasons(a?.obstacles ?? []), unplaced: a?.unplaced }).toEqual({
    ...{ reasons: ['no-location'], unplaced: 3 },
  })
  expect({ reasons: reasons(b?.obstacles ?? []), unplaced: b?.unplaced }).toEqual({ reasons: [], unplaced: undefined })

  await control.verb('move', { order: '#1001', sku: 'A', location: 'Third' })
  await control.settle(120)
  expect(await list()).toEqual({ rows: [], total: 0 })
  expect((await summary()).unplaced).toBeUndefined()
  expect(reasons((await order()).lines[0]?.obstacles ?? [])).toEqual([])
  expect(await control.backorders()).toMatchObject([{ sku: 'A', backordered: 3 }])
})
