import { randomUUID } from 'node:crypto'
import type { SimulatedShop } from '../running/simulated-shop.ts'

/** The app answered what no merchant should ever be answered. */
export class Broken extends Error {
  override name = 'Broken'
}

type SupplierOrder = { supplierOrderId: string; number: number; state: string; locationId: string; version: number }
export type OrderedLine = {
  supplierOrderLineId: string
  itemId: string
  sku: string | null
  units: number
  outstanding: number
  arrivals: { arrivalId: string; units: number; due: string | null }[]
  owed: number
  surplus: number
}
export type Goods = { supplierOrderLineId: string; accepted: number; rejected?: number; heldBack?: number }[]

/** Whoever uses the app's API in a shop. What is refused (404, 409, 422) answers null. */
export function aMerchant(shop: SimulatedShop) {
  async function call<Answer>(path: string, said?: object, method = said === undefined ? 'GET' : 'POST') {
    for (;;) {
      const reply = await shop.api(path, method, said)
      if (reply.status === 429) {
        await shop.pause(1_000 * Number(reply.headers.get('retry-after') ?? 1))
        continue
      }
      if (reply.ok) return (await reply.json()) as Answer
      const words = await reply.text()
      if (![400, 404, 409, 422].includes(reply.status)) throw new Broken(`${path} answered ${reply.status}: ${words}`)
      return null
    }
  }

  async function ask<Answer>(path: string): Promise<Answer> {
    const answer = await call<Answer>(path)
    if (answer === null) throw new Broken(`${path} is refused`)
    return answer
  }

  const orders = async (state = '') =>
    (await ask<{ rows: SupplierOrder[] }>(`/api/supplier-orders?limit=250${state === '' ? '' : `&state=${state}`}`))
      .rows

  async function findOrder(number: number): Promise<SupplierOrder | null> {
    const found = (await orders()).find((order) => order.number === number)
    return found === undefined ? null : await ask<SupplierOrder>(`/api/supplier-orders/${found.supplierOrderId}`)
  }

  return {
    call,
    ask,
    orders,
    findOrder,
    linesOf: async (supplierOrderId: string) =>
      (await ask<{ rows: OrderedLine[] }>(`/api/supplier-orders/${supplierOrderId}/lines?limit=250`)).rows,
    supplier: (name: string, leadTimeDays: number | null) =>
      call<{ supplierId: string; version: number }>('/api/suppliers', {
        ...{ name, contact: null, email: null, language: 'en', currency: 'USD' },
        ...{ leadTimeDays, minimumValue: null, orderDays: [], notes: '' },
      }),
    /** Goods come; answers the receipts. */
    receives: (lines: Goods, wishes: readonly object[] = []) =>
      call<{ receipts: { receiptId: string }[] }>('/api/receipts', { key: randomUUID(), lines, wishes }),
    corrects: (receiptId: string, supplierOrderLineId: string, accepted: number) =>
      call(`/api/receipts/${receiptId}/corrections`, {
        ...{ key: randomUUID(), note: 'counted again' },
        lines: [{ supplierOrderLineId, accepted }],
      }),
    /** Everything that is kept is compared with the shop. */
    async reconciles(): Promise<void> {
      await call('/api/reconcile', undefined, 'POST')
      for (;;) {
        const { reconcile } = await ask<{ reconcile: { finishedAt: string | null } | null }>('/api/reconcile')
        if (reconcile === null || reconcile.finishedAt !== null) return
        await shop.pause(100)
      }
    },
  }
}

export type Merchant = ReturnType<typeof aMerchant>
