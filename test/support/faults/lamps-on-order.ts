import { randomUUID } from 'node:crypto'
import type { ConfirmedOutput } from '../../../web/receiving/contract/receipts.ts'
import type { SupplierOrderDetail, SupplierOrderLines } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { SimulatedShop } from '../running/simulated-shop.ts'

export async function say<Answer>(shop: SimulatedShop, path: string, said?: object): Promise<Answer> {
  const reply = await shop.api(path, said === undefined ? 'GET' : 'POST', said)
  const text = await reply.text()
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${text}`)
  return JSON.parse(text) as Answer
}

/** Five are sold of a lamp that is not there, and eight are ordered. Answers the line of the supplier order. */
export async function lampsAreOrdered(shop: SimulatedShop) {
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await shop.verb('create-product', { title: 'Lamp', variants: [lamp] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 3 }] })
  await shop.verb('place-order', { lines: [{ sku: 'LAMP', units: 2 }] })
  await shop.settle()
  return await isOrdered(shop, { units: 8, due: '2999-12-02' })
}

type Order = { readonly units: number; readonly due: string; readonly supplier?: string }

/** So many of the shop's only item are ordered of a new supplier. Answers the line of the supplier order. */
export async function isOrdered(shop: SimulatedShop, { units, due, supplier = 'Acme' }: Order) {
  const [point] = (await shop.truth()).stock
  const { supplierId } = await say<{ supplierId: string }>(shop, '/api/suppliers', {
    ...{ name: supplier, contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const lines = [{ itemId: point?.itemId, units, due }]
  const wish = { supplierId, locationId: point?.locationId, lines, confirmed: true }
  const { supplierOrderId, version } = await say<SupplierOrderDetail>(shop, '/api/supplier-orders', wish)
  await say(shop, `/api/supplier-orders/${supplierOrderId}/order`, { version, confirmed: true })
  const { rows } = await say<SupplierOrderLines>(shop, `/api/supplier-orders/${supplierOrderId}/lines`)
  return { supplierOrderId, supplierOrderLineId: rows[0]?.supplierOrderLineId }
}

/** Four of them come, and one that is broken. Answers the receipt. */
export async function lampsCame(
  shop: SimulatedShop,
  { supplierOrderLineId }: { readonly supplierOrderLineId: string | undefined },
): Promise<string> {
  const lines = [{ supplierOrderLineId, accepted: 4, rejected: 1, rejectReason: 'broken', cameBefore: 0 }]
  const { receipts } = await say<ConfirmedOutput>(shop, '/api/receipts', { key: randomUUID(), lines })
  return receipts[0]?.receiptId ?? ''
}
