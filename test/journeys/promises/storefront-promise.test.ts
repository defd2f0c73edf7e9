import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenLine } from '../../../web/receiving/contract/receipts.ts'
import type { SupplierOrderDetail } from '../../../web/supplier-orders/contract/supplier-orders.ts'
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

/** A shopper in the shop's online store, who sees pages and presses their buttons. */
function aShopper({ shop, settle }: SimulatedShop) {
  const store = `${floor.simulator.url}/storefront/${shop}`
  const lamp = async () => await (await fetch(`${store}/products/lamp`)).text()
  return {
    /** The app's sentence about the one lamp of the product page, null where it says nothing. */
    async reads(): Promise<string | null> {
      await settle()
      const said = /<backline-promise\b.*?<\/backline-promise>/s.exec(await lamp())?.[0]
      const first = said && /data-words[^>]*>(.*?)<\/p>/s.exec(said)?.[1]
      return first
        ? first
            .replace(/<[^>]+>/g, '')
            .replace(/\s+/g, ' ')
            .trim() || null
        : null
    },
    async buys(quantity: number): Promise<void> {
      const id = /name="id" value="(\d+)"/.exec(await lamp())?.[1] ?? ''
      const form = new URLSearchParams({ id, quantity: String(quantity), return_to: `${store}/checkout` })
      const reply = await fetch(`${store}/cart/add`, { method: 'POST', body: form, redirect: 'manual' })
      expect(reply.status).toBe(303)
    },
  }
}

async function say<Answer>(shop: SimulatedShop, path: string, said?: object): Promise<Answer> {
  const reply = said ? await shop.api(path, 'POST', said) : await shop.api(path)
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
  return (await reply.json()) as Answer
}

/** The lamps, wherever the shop sells them from. */
async function lampOf(shop: SimulatedShop) {
  const [lamp] = (await shop.truth()).stock
  if (!lamp) throw new Error('the shop has no lamp')
  return { itemId: lamp.itemId, locationId: lamp.locationId }
}

async function orderLamps(shop: SimulatedShop, units: number, due: string | null): Promise<SupplierOrderDetail> {
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const { itemId, locationId } = await lampOf(shop)
  const draft = { supplierId, locationId, lines: [{ itemId, units, due }], confirmed: true }
  const { supplierOrderId, version } = await say<SupplierOrderDetail>(shop, '/api/supplier-orders', draft)
  return await say(shop, `/api/supplier-orders/${supplierOrderId}/order`, { version, due: null })
}

async function receiveAll(shop: SimulatedShop, { supplierOrderId }: SupplierOrderDetail): Promise<void> {
  const path = `/api/receipts/open-lines?limit=250&supplierOrderId=${supplierOrderId}`
  const { rows } = await say<{ rows: OpenLine[] }>(shop, path)
  const lines = rows.map(({ supplierOrderLineId, outstanding, came }) => {
    return { supplierOrderLineId, accepted: outstanding, rejected: 0, rejectReason: '', cameBefore: came }
  })
  await say(shop, '/api/receipts', { key: randomUUID(), lines })
}

async function sellsLamps(shop: SimulatedShop, units: number): Promise<SimulatedShop> {
  const lamp = { sku: 'LAMP', price: '10.00', policy: 'CONTINUE', stock: { 'Shop location': units } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  return shop
}

it('buying the last units, ordering more and receiving them change what the product page says, and nobody touches the app', async () => {
  const shop = await sellsLamps(await floor.openShop('lamps.myshopify.com'), 2)
  const shopper = aShopper(shop)
  expect(await shopper.reads()).toBeNull()

  await shopper.buys(2)
  expect(await shopper.reads()).toBe('On backorder: ships when it is back in stock.')
  await shopper.buys(3)
  expect(await shopper.reads()).toBe('On backorder: ships when it is back in stock.')

  const bought = await orderLamps(shop, 8, '2999-12-04')
  expect(await shopper.reads()).toBe('On backorder: expected to ship by 4 December 2999.')

  await receiveAll(shop, bought)
  expect(await shopper.reads()).toBeNull()
})

it('what sold out before the app came is told of once the shop is imported', async () => {
  const name = 'sold-out.myshopify.com'
  await floor.simulator.createShop({ shop: name, kind: 'empty', plan: 'plus', install: false })
  const shop = await sellsLamps(controlOf(floor.simulator.url, name), 0)
  await shop.verb('install')
  expect(await aShopper(shop).reads()).toBe('On backorder: ships when it is back in stock.')
})
