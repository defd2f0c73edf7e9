import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BackorderDetail } from '../../../web/backorders/contract/ledger.ts'
import type { OrderDetail } from '../../../web/backorders/contract/orders.ts'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import { launchChromium } from '../../support/chromium.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'

let floor: ShopFloor
let app: Awaited<ReturnType<ShopFloor['startApp']>>
let browser: Browser
beforeAll(async () => {
  floor = await aShopFloor()
  app = await floor.startApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await floor.close()
})

async function say<Answer>(shop: SimulatedShop, path: string, said?: object): Promise<Answer> {
  const reply = said ? await shop.api(path, 'POST', said) : await shop.api(path)
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
  return (await reply.json()) as Answer
}

/** Nothing is on the shelf, and eight lamps are to come on a day. */
async function sellsLampsToCome(name: string, due: string) {
  const shop = await floor.openShop(name)
  const lamp = { sku: 'LAMP', price: '10.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.settle()
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const [{ itemId = '', locationId = '' } = {}] = (await shop.truth()).stock
  // One is bought first: only what is short or limited has a promise.
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 1 }] })
  await shop.settle()
  const draft = { supplierId, locationId, lines: [{ itemId, units: 8, due }], confirmed: true }
  const { supplierOrderId, version } = await say<SupplierOrderDetail>(shop, '/api/supplier-orders', draft)
  await say(shop, `/api/supplier-orders/${supplierOrderId}/order`, { version, due: null })
  await shop.settle()
  return { shop, supplierOrderId }
}

async function slips(shop: SimulatedShop, supplierOrderId: string, due: string): Promise<void> {
  const path = `/api/supplier-orders/${supplierOrderId}`
  const { version } = await say<SupplierOrderDetail>(shop, path)
  const { rows } = await say<{ rows: SupplierOrderLine[] }>(shop, `${path}/lines`)
  const lines = rows.map(({ supplierOrderLineId, units }) => ({
    supplierOrderLineId,
    units,
    arrivals: [{ units, due }],
  }))
  await say(shop, `${path}/edit`, { version, lines, confirmed: true })
  await shop.settle()
}

/** Reads the product page, buys two and answers what the page said. */
async function buysTwo({ shop, settle }: SimulatedShop): Promise<string> {
  const page = await browser.newPage()
  await page.goto(`${floor.simulator.url}/storefront/${shop}/products/lamp`)
  await page.getByLabel('Quantity').fill('2')
  const words = await page.locator('backline-promise').innerText()
  await page.getByRole('button', { name: 'Buy it now' }).click()
  await page.waitForURL(/thanks/)
  await page.close()
  await settle()
  return words
}

it('the day on the product page is the day of the order line, of its backorder and of its page, and a later day is late', async () => {
  const { shop, supplierOrderId } = await sellsLampsToCome('told-in-the-store.myshopify.com', '2999-12-04')
  expect(await buysTwo(shop)).toContain('by 4 December 2999')

  const [row] = (await shop.backorders()).filter(({ units }) => units === 2)
  const read = async () => ({
    order: await say<OrderDetail>(shop, `/api/orders/${encodeURIComponent(row?.orderId ?? '')}`),
    backorder: await say<BackorderDetail>(shop, `/api/backorders/${row?.backorderId}`),
  })
  const day = '2999-12-04'
  const told = { from: day, to: day, at: expect.any(String) }
  expect(await read()).toMatchObject({
    order: { lines: [{ told, firstPromise: day, backorders: [{ firstPromise: day, shown: ['on-order'] }] }] },
    backorder: { told, firstPromise: day, readyOn: day },
  })

  await slips(shop, supplierOrderId, '2999-12-24')
  expect(await read()).toMatchObject({
    order: { lines: [{ told, firstPromise: day, backorders: [{ firstPromise: day, shown: ['late', 'on-order'] }] }] },
    backorder: { told, firstPromise: day, readyOn: '2999-12-24' },
  })
})
