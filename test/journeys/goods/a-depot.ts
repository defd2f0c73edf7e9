import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import type { ReceiptProposal } from '../../../web/receiving/contract/receipts.ts'
import type { LocationCounts, OpenLocations } from '../../../web/shop/contract/shop.ts'
import type { SupplierOrderDetail, SupplierOrderLines } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { ShopFloor } from '../../support/running/shop-floor.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { differences } from '../../support/truth/oracle.ts'
import { promiseFaults } from '../../support/truth/promise-oracle.ts'
import { countOnlyReceived } from '../../support/truth/received-truth.ts'

export const depot = 'Depot'
export const depotOf = { name: depot, isFulfillmentService: true, serviceName: 'ShipFast' }

export async function ask<Answer>(shop: SimulatedShop, path: string, said?: object, method = said ? 'POST' : 'GET') {
  const reply = await shop.api(path, method, said)
  const text = await reply.text()
  expect(reply.status, `${path}: ${text}`).toBe(200)
  return JSON.parse(text) as Answer
}

export async function placeOf(shop: SimulatedShop) {
  const { stock, locations } = await shop.truth()
  const locationId = locations.find(({ name }) => name === depot)?.locationId ?? ''
  return { itemId: stock[0]?.itemId ?? '', locationId }
}

export const counts = async (shop: SimulatedShop, counted: LocationCounts) => {
  const { locationId } = await placeOf(shop)
  return await ask<OpenLocations>(shop, '/api/locations/counts', { locationId, counts: counted }, 'PUT')
}
export const buy = (shop: SimulatedShop, units: number) =>
  shop.verb('place-order', { lines: [{ sku: 'LAMP', units, location: depot }] })
export const report = (shop: SimulatedShop, counted: number) =>
  shop.verb('report-stock', { sku: 'LAMP', location: depot, counted })
export const lamp = (units: number) => ({
  title: 'Lamp',
  variants: [{ sku: 'LAMP', stock: { 'Shop location': 0, [depot]: units } }],
})

/** Deliveries that come late, twice and out of order. */
const mischief = { duplicate: 0.3, late: 0.3, reorder: 0.3, seed: 7 }

/** A shop whose depot belongs to a service, with lamps there, and only what is received there counts. */
export async function aDepot(floor: ShopFloor, name: string, units: number): Promise<SimulatedShop> {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  await shop.verb('create-location', depotOf)
  await shop.verb('create-product', lamp(units))
  await shop.settle()
  await counts(shop, 'received')
  await shop.verb('mischief', mischief)
  return shop
}

/** Lamps that are ordered, and how they come. */
export async function ordered(shop: SimulatedShop, units: number) {
  const { itemId, locationId } = await placeOf(shop)
  const { supplierId } = await ask<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: `Acme ${randomUUID()}`, contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const lines = [{ itemId, units, due: '2999-12-04' }]
  const made = { supplierId, locationId, lines, confirmed: true }
  const { supplierOrderId, version } = await ask<SupplierOrderDetail>(shop, '/api/supplier-orders', made)
  await ask(shop, `/api/supplier-orders/${supplierOrderId}/order`, { version, confirmed: true })
  const { rows } = await ask<SupplierOrderLines>(shop, `/api/supplier-orders/${supplierOrderId}/lines`)
  const { supplierOrderLineId = '' } = rows[0] ?? {}
  const line = (accepted: number) => ({ lines: [{ supplierOrderLineId, accepted }] })
  return {
    supplierOrderLineId,
    proposal: (accepted: number) => ask<ReceiptProposal>(shop, '/api/receipts/proposal', line(accepted)),
    receive: async (accepted: number) =>
      (
        await ask<{ receipts: { receiptId: string }[] }>(shop, '/api/receipts', {
          ...{ key: randomUUID(), ...line(accepted) },
        })
      ).receipts[0]?.receiptId,
  }
}

/** Covered and backordered units of every open line, the oldest first; everything is as the oracle has it. */
export async function unitsOf(
  shop: SimulatedShop,
  arrivals: Parameters<typeof promiseFaults>[2] = [],
): Promise<string[]> {
  await shop.settle()
  const truth = await countOnlyReceived(await shop.truth(), (path) => ask(shop, path))
  const rows = await shop.backorders()
  expect(differences(truth, rows, { arrivals })).toEqual([])
  expect(promiseFaults(truth, rows, arrivals)).toEqual([])
  const open = rows.filter(({ state }) => state === 'open' || state === 'ready')
  return open.toReversed().map((row) => `${row.orderName}: ${row.covered} + ${row.backordered}`)
}

/** Shopify tells whole seconds: what happens next happens in another one. */
export const nextSecond = async () => {
  const second = Math.floor(Date.now() / 1000)
  await vi.waitFor(() => expect(Math.floor(Date.now() / 1000)).toBeGreaterThan(second), {
    interval: 20,
    timeout: 5_000,
  })
}
