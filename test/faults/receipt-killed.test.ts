import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { SupplierOrderDetail, SupplierOrderLines } from '../../web/contract/supplier-orders.ts'
import { receiptFailpoints } from '../../web/server/failpoints.ts'
import { type RunningApp, start } from '../../web/server/start.ts'
import { aShopFloor, type ShopFloor } from '../support/shop-floor.ts'
import type { SimulatedShop } from '../support/simulated-shop.ts'
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

async function say<Answer>(shop: SimulatedShop, path: string, said?: object): Promise<Answer> {
  const reply = await shop.api(path, said === undefined ? 'GET' : 'POST', said)
  const text = await reply.text()
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${text}`)
  return JSON.parse(text) as Answer
}

/** Five are sold of a lamp that is not there, and eight are ordered. Answers the line of the supplier order. */
async function lampsAreOrdered(shop: SimulatedShop) {
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  await shop.settle()
  const [point] = (await shop.truth()).stock
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const lines = [{ itemId: point?.itemId, units: 8, due: '2999-12-02' }]
  const wish = { supplierId, locationId: point?.locationId, lines }
  const { supplierOrderId, version } = await say<SupplierOrderDetail>(shop, '/api/supplier-orders', wish)
  await say(shop, `/api/supplier-orders/${supplierOrderId}/order`, { version })
  const { rows } = await say<SupplierOrderLines>(shop, `/api/supplier-orders/${supplierOrderId}/lines`)
  return { supplierOrderId, supplierOrderLineId: rows[0]?.supplierOrderLineId }
}

it.each(receiptFailpoints)('a worker killed %s has the goods on the shelf once', async (step) => {
  const healthy = await startWorker()
  const shop = await floor.openShop(`${step}.myshopify.com`)
  const { supplierOrderId, supplierOrderLineId } = await lampsAreOrdered(shop)
  await shop.settle()
  await healthy.stop()

  const lines = [{ supplierOrderLineId, accepted: 4, rejected: 1, rejectReason: 'broken', cameBefore: 0 }]
  await say(shop, '/api/receipts', { key: randomUUID(), lines })
  const doomed = beginApp(floor, { ROLE: 'worker', PORT: '0', FAILPOINT: step })
  opened.push(() => doomed.kill())
  expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' })

  await startWorker()
  await shop.settle()
  expect((await shop.truth()).stock).toMatchObject([{ available: -1, committed: 5 }])
  expect(await say(shop, `/api/supplier-orders/${supplierOrderId}`)).toMatchObject({
    state: 'partly-received',
    ...{ accepted: 4, outstanding: 3 },
  })
  const rows = (await shop.backorders()).toReversed()
  expect(rows).toMatchObject([
    { state: 'ready', covered: 3, backordered: 0 },
    { state: 'open', covered: 1, backordered: 1, pegged: 1, readyOn: '2999-12-02' },
  ])
})
