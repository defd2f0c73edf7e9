import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { ShopImport } from '../../../web/checks/contract/imports.ts'
import { type AppProcess, appProcess, until } from '../../support/running/app-process.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import { controlOf, type SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'

const dayMs = 24 * 3_600_000

let floor: ShopFloor
let app: AppProcess
beforeAll(async () => {
  floor = await aShopFloor({ pointsTimes: 100 })
  app = appProcess(floor)
})
afterEach(async () => await app.kill())
afterAll(async () => await floor.close())

it('brings in a living shop while webhooks come in badly and the app is killed twice', async () => {
  const shop = await aLivingShop('living.myshopify.com', { variants: 1_500, orders: 1_000, oldOrders: 60 })
  await app.start()
  await shop.verb('mischief', { duplicate: 0.2, late: 0.3, reorder: 0.3, lose: 0, seed: 11 })
  await shop.verb('install')
  const trading = trade(shop, 60)
  for (const share of [0.05, 0.5]) {
    await until(async () => (await importOf(shop)).share > share)
    await app.kill()
    await app.start()
  }
  await trading
  await shop.settle(180)

  const { finishedAt, strangerUnits } = await importOf(shop)
  expect(finishedAt).not.toBeNull()
  expect(strangerUnits).toBe(await unreadableUnits(shop))
  const truth = await shop.truth()
  const rows = await shop.backorders()
  expect(differences(truth, rows, { readableFrom: Date.now() - 60 * dayMs })).toEqual([])
  expect(rows.length).toBeGreaterThan(20)
})

it('brings nothing out of order when it is run again', async () => {
  const shop = await aLivingShop('again.myshopify.com', { variants: 200, orders: 150, oldOrders: 10 })
  await app.start()
  await shop.verb('install')
  await shop.settle()
  await shop.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 1, seed: 3 })
  await trade(shop, 20)
  await shop.verb('mischief')
  const before = await importOf(shop)

  const again = await shop.api('/api/imports', 'POST')
  expect(again.status).toBe(200)
  await trade(shop, 20)
  await shop.settle(120)
  const after = await importOf(shop)
  expect(after).toMatchObject({ holdsPlans: false, finishedAt: expect.any(String) })
  expect(after.importId).not.toBe(before.importId)
  const readableFrom = Date.now() - 60 * dayMs
  expect(differences(await shop.truth(), await shop.backorders(), { readableFrom })).toEqual([])
})

type Size = { variants: number; orders: number; oldOrders: number }

/** Two locations, open orders of more than a year, some shipped in part. The app is not installed yet. */
async function aLivingShop(name: string, size: Size): Promise<SimulatedShop> {
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = controlOf(floor.simulator.url, name)
  await shop.verb('create-location', { name: 'Second shop' })
  await shop.verb('fill', { ...size, seed: 5 })
  const { orders } = await shop.truth()
  for (const { orderName, lines } of orders.filter((_, index) => index % 9 === 0)) {
    const [line] = lines
    if (line) await shop.verb('fulfil', { order: orderName, lines: [{ sku: line.sku, units: 1 }] })
  }
  return shop
}

/** Shoppers buy, orders ship and are cancelled, stock is counted and units are moved, now among old and new orders. */
async function trade(shop: SimulatedShop, rounds: number): Promise<void> {
  const { orders, stock } = await shop.truth()
  const tracked = stock.filter((point) => point.active)
  const open = orders.filter(
    (order) =>
      Date.parse(order.createdAt) > Date.now() - 60 * dayMs &&
      order.cancelledAt === null &&
      order.lines.every((line) => line.open === line.units),
  )
  for (let round = 0; round < rounds; round++) {
    const point = tracked[(round * 37) % tracked.length]
    const [shipped, cancelled, moved] = [open[round * 3], open[round * 3 + 1], open[round * 3 + 2]]
    if (!point || !shipped || !cancelled || !moved) throw new Error('the shop is too small')
    await shop.verb('place-order', { lines: [{ sku: point.sku, units: 2 }] })
    await shop.verb('fulfil', { order: shipped.orderName })
    await shop.verb('cancel-order', { order: cancelled.orderName, restock: true })
    const [line] = moved.lines
    const elsewhere = stock.find((other) => other.locationId !== line?.openAt[0]?.locationId)
    if (line && elsewhere) {
      await shop.verb('move', { order: moved.orderName, sku: line.sku, location: elsewhere.locationId })
    }
    await shop.verb('set-stock', { sku: point.sku, available: (round % 7) - 3 })
  }
}

async function importOf(shop: SimulatedShop): Promise<ShopImport> {
  const reply = await shop.api('/api/imports/current')
  const { current } = (await reply.json()) as { current: ShopImport }
  return current
}

/** Open units of orders that are older than the app may read. */
async function unreadableUnits(shop: SimulatedShop): Promise<number> {
  const { orders } = await shop.truth()
  const old = orders.filter((order) => Date.parse(order.createdAt) < Date.now() - 60 * dayMs)
  return old.flatMap((order) => order.lines).reduce((units, line) => units + line.open, 0)
}
