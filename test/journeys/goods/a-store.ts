import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import type { FoundReconcile } from '../../../web/checks/contract/reconcile.ts'
import type { FoundProposal, ProposedLine, ProposedLinesOutput } from '../../../web/proposals/contract/proposals.ts'
import type { OpenLine, ReceiptProposal as Receiving } from '../../../web/receiving/contract/receipts.ts'
import type { SupplierOrderDetail, SupplierOrderLine } from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { ShopFloor } from '../../support/running/shop-floor.ts'

type Goods = readonly { readonly supplierOrderLineId: string; readonly accepted: number; readonly heldBack?: number }[]

/** A shop whose merchant buys from one supplier, by the app's own API, as the screens do. */
export async function aStore(floor: ShopFloor, name: string, locations: readonly string[] = []) {
  const shop = await floor.openShop(`${name}.myshopify.com`)
  for (const location of locations) await shop.verb('create-location', { name: location })

  async function say<Answer>(
    path: string,
    said?: object,
    method = said === undefined ? 'GET' : 'POST',
  ): Promise<Answer> {
    const reply = await shop.api(path, method, said)
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as Answer
  }

  const { supplierId } = await say<{ supplierId: string }>('/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })

  const find = (draft: string) => say<SupplierOrderDetail>(`/api/supplier-orders/${draft}`)
  const itemIdOf = async (sku: string) => (await shop.truth()).stock.find((point) => point.sku === sku)?.itemId ?? ''

  async function linesOfProposal({ proposalId }: { readonly proposalId: string }): Promise<ProposedLine[]> {
    const { rows } = await say<FoundProposal>(`/api/proposals/${proposalId}`)
    const lines: ProposedLine[] = []
    for (const { proposedOrderId } of rows) {
      lines.push(...(await say<ProposedLinesOutput>(`/api/proposed-orders/${proposedOrderId}/lines`)).rows)
    }
    return lines
  }

  return {
    ...shop,
    say,
    supplierId,
    itemIdOf,
    /** The supplier has it, in packs. */
    async sells(
      sku: string,
      { stock = { 'Shop location': 0 }, packSize = 1 }: { stock?: Record<string, number>; packSize?: number } = {},
    ) {
      await shop.verb('create-product', { title: sku, variants: [{ sku, price: '3.00', policy: 'CONTINUE', stock }] })
      await shop.settle()
      const entry = {
        ...{ supplierSku: null, cost: '2', minimumQuantity: 1, packSize },
        ...{ leadTimeDays: null, rank: 1, discontinued: false },
      }
      await say(`/api/suppliers/${supplierId}/catalogue/${encodeURIComponent(await itemIdOf(sku))}`, entry, 'PUT')
    },
    /** What to order, with the lines of all its orders. */
    async proposes(from: object) {
      const { proposalId } = await say<{ proposalId: string }>('/api/proposals', { from })
      const { proposal } = await say<FoundProposal>(`/api/proposals/${proposalId}`)
      return { ...proposal, lines: await linesOfProposal(proposal) }
    },
    linesOfProposal,
    /** Answers the drafts. */
    async creates({ proposalId }: { readonly proposalId: string }): Promise<string[]> {
      const { drafts } = await say<{ drafts: { supplierOrderId: string }[] }>(`/api/proposals/${proposalId}/create`, {})
      return drafts.map(({ supplierOrderId }) => supplierOrderId)
    },
    /** A draft without a proposal. */
    async drafts(
      lines: readonly { readonly sku: string; readonly units: number; readonly due?: string }[],
      at?: string,
    ) {
      const { locations: places, stock } = await shop.truth()
      const locationId = places.find(({ name: known }) => known === at)?.locationId ?? stock[0]?.locationId
      const wanted = await Promise.all(
        lines.map(async ({ sku, units, due = null }) => ({ itemId: await itemIdOf(sku), units, due })),
      )
      const made = await say<SupplierOrderDetail>('/api/supplier-orders', {
        supplierId,
        locationId,
        lines: wanted,
        confirmed: true,
      })
      return made.supplierOrderId
    },
    async orders(draft = '', due: string | null = null): Promise<void> {
      await say(`/api/supplier-orders/${draft}/order`, { version: (await find(draft)).version, due, confirmed: true })
      await shop.settle()
    },
    linesOf: async (order = '') =>
      (await say<{ rows: SupplierOrderLine[] }>(`/api/supplier-orders/${order}/lines?limit=250`)).rows,
    /** All that is still to come of an order, or so many units of each of its lines. */
    async goodsOf(order = '', units = Number.POSITIVE_INFINITY): Promise<Goods> {
      const { rows } = await say<{ rows: OpenLine[] }>(`/api/receipts/open-lines?limit=250&supplierOrderId=${order}`)
      return rows.map(({ supplierOrderLineId, outstanding }) => ({
        supplierOrderLineId,
        accepted: Math.min(outstanding, units),
      }))
    },
    /** What is kept is compared with the shop, and what follows is done. */
    async reconciles(): Promise<void> {
      await say('/api/reconcile', undefined, 'POST')
      await vi.waitFor(
        async () => expect((await say<FoundReconcile>('/api/reconcile')).reconcile?.finishedAt).not.toBeNull(),
        { timeout: 30_000, interval: 100 },
      )
      await shop.settle()
    },
    /** Who would get the goods. */
    receiving: (lines: Goods) => say<Receiving>('/api/receipts/proposal', { lines }),
    async receives(lines: Goods): Promise<void> {
      await say('/api/receipts', { key: randomUUID(), lines })
      await shop.settle()
    },
  }
}

export type Store = Awaited<ReturnType<typeof aStore>>
