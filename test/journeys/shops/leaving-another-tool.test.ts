import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type {
  SupplierOrderLines,
  SupplierOrderListOutput,
} from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { CsvUpload } from '../../../web/suppliers/contract/csv-uploads.ts'
import { say } from '../../support/faults/lamps-on-order.ts'
import { dayAhead } from '../../support/histories/played.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

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

async function bringIn(shop: SimulatedShop, kind: string, file: string): Promise<CsvUpload> {
  const { uploadId } = await say<CsvUpload>(shop, '/api/csv-uploads', { kind, fileName: `${kind}.csv` })
  const one = `/api/csv-uploads/${uploadId}`
  await say(shop, `${one}/parts`, { part: 0, bytes: Buffer.from(file).toString('base64') })
  const checked = await say<CsvUpload>(shop, `${one}/check`, {})
  await say(shop, `${one}/confirm`, {})
  return checked
}

it('who comes with suppliers, prices and open purchase orders promises their dates, receives the goods and serves who waits', async () => {
  const shop = await floor.openShop('leaving-stocky.myshopify.com')
  const lamp = { sku: 'LAMP', price: '9.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  await shop.settle()
  expect((await shop.backorders()).map(({ uncovered, readyOn }) => [uncovered, readyOn])).toEqual([
    [2, null],
    [3, null],
  ])

  await bringIn(shop, 'suppliers', 'Name,Currency,Lead time\nHartley,EUR,30\n')
  await bringIn(shop, 'catalogue', 'Supplier,SKU,Cost\nHartley,LAMP,2.50\n')
  const comes = dayAhead(9)
  const file = `PO Number,Supplier,Status,SKU,Ordered,Received,Expected date,Order date
1042,Hartley,Partially received,LAMP,10,2,${comes},${dayAhead(-5)}
1041,Hartley,Received,LAMP,10,10,${dayAhead(-20)},${dayAhead(-50)}
`
  expect((await bringIn(shop, 'supplier-orders', file)).counts).toMatchObject({ create: 1, problem: 1 })
  await shop.settle()
  expect((await shop.backorders()).map(({ pegged, readyOn }) => [pegged, readyOn])).toEqual([
    [2, comes],
    [3, comes],
  ])
  const { rows: told } = await say<ToldVariantList>(shop, '/api/storefront/variants')
  expect(told.map(({ promise }) => promise?.to)).toEqual([comes])

  const { rows: orders } = await say<SupplierOrderListOutput>(shop, '/api/supplier-orders')
  expect(orders).toMatchObject([{ state: 'ordered', outstanding: 8, nextDue: comes, total: '20' }])
  const path = `/api/supplier-orders/${orders[0]?.supplierOrderId}`
  const { rows: lines } = await say<SupplierOrderLines>(shop, `${path}/lines`)
  const supplierOrderLineId = lines[0]?.supplierOrderLineId
  await say(shop, '/api/receipts', { key: randomUUID(), lines: [{ supplierOrderLineId, accepted: 4 }] })
  await shop.settle()
  const rows = await shop.backorders()
  expect(rows.map(({ state, covered, pegged }) => ({ state, covered, pegged }))).toEqual([
    { state: 'open', covered: 1, pegged: 1 },
    { state: 'ready', covered: 3, pegged: 0 },
  ])

  // The file that was exported before those four came changes nothing.
  expect((await bringIn(shop, 'supplier-orders', file)).counts).toMatchObject({ create: 0, update: 0, same: 1 })
  await shop.settle()
  const { rows: after } = await say<SupplierOrderListOutput>(shop, '/api/supplier-orders')
  expect(after).toMatchObject([{ state: 'partly-received', units: 8, accepted: 4, outstanding: 4 }])
  expect((await shop.backorders()).map(({ covered, pegged }) => [covered, pegged])).toEqual([
    [1, 1],
    [3, 0],
  ])
})
