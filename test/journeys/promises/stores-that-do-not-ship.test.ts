import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ToldVariantList } from '../../../web/promises/contract/storefront.ts'
import type { OpenLocations } from '../../../web/shop/contract/shop.ts'
import { aShopFloor, type ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'

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

const storeOnly = { name: 'High Street', fulfillsOnlineOrders: false }
const lamp = (stock: Record<string, number>) => ({ title: 'Lamp', variants: [{ sku: 'LAMP', price: '10.00', stock }] })

async function promiseOf(shop: SimulatedShop) {
  await shop.settle()
  const { rows } = (await (await shop.api('/api/storefront/variants')).json()) as ToldVariantList
  return rows[0]?.promise ?? null
}

/** What the product page says of its lamp; null where it says nothing. */
async function pageOf(shop: SimulatedShop): Promise<string | null> {
  const page = await (await fetch(`${floor.simulator.url}/storefront/${shop.shop}/products/lamp`)).text()
  const words = /data-words[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? ''
  return words.replace(/<[^>]+>/g, '').trim() || null
}

it('stock of a store that does not ship silences no notice, and serves no line owed elsewhere', async () => {
  const shop = await floor.openShop('store.myshopify.com')
  await shop.verb('create-location', storeOnly)
  await shop.verb('create-product', lamp({ 'Shop location': 0, 'High Street': 10 }))
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3, location: 'Shop location' }] })
  expect(await promiseOf(shop)).toMatchObject({ state: 'backorder' })
  expect(await shop.backorders()).toMatchObject([{ backordered: 3 }])
  expect(await pageOf(shop)).toContain('On backorder')
  expect(promiseFaults(await shop.truth(), await shop.backorders())).toEqual([])

  // A sale in that store is planned there, and the storefront still counts its stock.
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 12, location: 'High Street' }] })
  await shop.settle()
  expect((await shop.backorders()).map(({ backordered }) => backordered).sort()).toEqual([2, 3])
  expect(await pageOf(shop)).toContain('On backorder')

  // Two can ship: of the sum that the storefront knows only those count.
  await shop.verb('adjust-stock', { sku: 'LAMP', location: 'High Street', delta: 30 })
  await shop.verb('adjust-stock', { sku: 'LAMP', location: 'Shop location', delta: 5 })
  await shop.settle()
  expect(await pageOf(shop)).toBeNull()
  expect(promiseFaults(await shop.truth(), await shop.backorders())).toEqual([])
})

it('a location that begins or ceases to fulfil online orders is followed within its webhook', async () => {
  const shop = await floor.openShop('changes.myshopify.com')
  await shop.verb('create-location', { name: 'High Street' })
  await shop.verb('create-product', lamp({ 'Shop location': 0, 'High Street': 10 }))
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3, location: 'Shop location' }] })
  await shop.settle()
  expect(await pageOf(shop)).toBeNull()
  await shop.verb('change-location', { location: 'High Street', fulfillsOnlineOrders: false })
  await shop.settle()
  expect(await pageOf(shop)).toContain('On backorder')
  await shop.verb('change-location', { location: 'High Street', fulfillsOnlineOrders: true })
  await shop.settle()
  expect(await pageOf(shop)).toBeNull()
})

it('what is sent to a store that does not ship is promised to nobody online, and such a store is offered last', async () => {
  const shop = await floor.openShop('sent.myshopify.com')
  await shop.verb('create-location', { ...storeOnly, name: 'Attic', isFulfillmentService: true })
  await shop.verb('create-product', lamp({ 'Shop location': 0, Attic: 0 }))
  await shop.settle()
  const { rows } = (await (await shop.api('/api/locations')).json()) as OpenLocations
  expect(rows).toMatchObject([
    { name: 'Shop location', fulfillsOnlineOrders: true, isFulfillmentService: false },
    { name: 'Attic', fulfillsOnlineOrders: false, isFulfillmentService: true },
  ])
  const supplier = {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  }
  const { supplierId } = (await (await shop.api('/api/suppliers', 'POST', supplier)).json()) as { supplierId: string }
  const [{ itemId = '' } = {}] = (await shop.truth()).stock
  const order = async (locationId: string | undefined) => {
    const lines = [{ itemId, units: 8, due: '2999-12-04' }]
    const made = (await (
      await shop.api('/api/supplier-orders', 'POST', { supplierId, locationId, lines, confirmed: true })
    ).json()) as {
      supplierOrderId: string
      version: number
    }
    const path = `/api/supplier-orders/${made.supplierOrderId}/order`
    expect((await shop.api(path, 'POST', { version: made.version, due: null })).status).toBe(200)
  }
  await order(rows[1]?.locationId)
  expect(await promiseOf(shop)).toMatchObject({ state: 'backorder', from: null })
  await order(rows[0]?.locationId)
  expect(await promiseOf(shop)).toMatchObject({ state: 'backorder', from: '2999-12-04' })
})
