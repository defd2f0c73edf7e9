import { randomUUID } from 'node:crypto'
import type { OpenLine, ReceiptDetail, ReceiptRow } from '../../../web/receiving/contract/receipts.ts'
import type {
  SupplierOrderDetail,
  SupplierOrderLine,
  SupplierOrderRow,
} from '../../../web/supplier-orders/contract/supplier-orders.ts'
import type { SupplierDetail } from '../../../web/suppliers/contract/suppliers.ts'
import { dayAhead } from '../../support/histories/played.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import type { ExpectedArrival } from '../../support/truth/oracle.ts'
import type { Dice } from './dice.ts'

const days = ['2999-12-02', '2999-12-09', '2999-12-16', null]

/** Units that are on their way, and what they were bought with. */
export type BoughtArrival = ExpectedArrival & { readonly supplierOrderId: string; readonly supplierOrderLineId: string }

/** What the app does not do: goods of the order are coming just now, or have come meanwhile. */
class Refused extends Error {}

/**
 * Buys for a shop through the app's own API: orders from a supplier, changes of mind, and goods that come; where `isGrouping`,
 * drafts of all that lacks as well, which are ordered later or never.
 */
export async function aBuyer(shop: SimulatedShop, chance: Dice, { isGrouping = false } = {}) {
  // What is bought is known once the app has heard of it.
  await shop.settle()
  const { supplierId } = await say<{ supplierId: string }>('/api/suppliers', {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  })
  const truth = await shop.truth()
  const items = [...new Set(truth.stock.map(({ itemId }) => itemId))]
  await say(`/api/suppliers/${supplierId}/catalogue/assign`, { to: { itemIds: items } })
  const places = truth.stock.map(({ itemId, locationId }) => ({ itemId, locationId }))
  const done = { ordered: 0, edited: 0, cancelled: 0, received: 0 }

  async function say<Answer>(path: string, said: object): Promise<Answer> {
    const reply = await shop.api(path, 'POST', said)
    if (reply.status === 409 || reply.status === 422) throw new Refused(await reply.text())
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as Answer
  }

  async function ask<Answer>(path: string): Promise<Answer> {
    const reply = await shop.api(path)
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as Answer
  }

  const onTheirWay = async () => {
    const { rows } = await ask<{ rows: SupplierOrderRow[] }>('/api/supplier-orders?state=open&limit=250')
    return rows.filter((row) => row.state !== 'draft')
  }
  const linesOf = async (supplierOrderId: string) =>
    (await ask<{ rows: SupplierOrderLine[] }>(`/api/supplier-orders/${supplierOrderId}/lines?limit=250`)).rows
  const versionOf = async (supplierOrderId: string) =>
    (await ask<SupplierOrderDetail>(`/api/supplier-orders/${supplierOrderId}`)).version

  async function orders(): Promise<void> {
    const { locationId } = chance.among(places)
    const items = new Set(places.filter((place) => place.locationId === locationId).map((place) => place.itemId))
    const wanted = [...items].filter(() => chance.below(3) === 0)
    const lines = wanted.map((itemId) => ({ itemId, units: 1 + chance.below(8), due: chance.among(days) }))
    if (lines.length === 0) return
    const draft = await say<SupplierOrderDetail>('/api/supplier-orders', {
      supplierId,
      locationId,
      lines,
      confirmed: true,
    })
    const { supplierOrderId, version } = draft
    await say(`/api/supplier-orders/${supplierOrderId}/order`, { version, due: null })
    done.ordered++
  }

  async function edits(supplierOrderId: string, { supplierOrderLineId, units, outstanding }: SupplierOrderLine) {
    const more = chance.below(4)
    const first = chance.below(outstanding + more + 1)
    const parts = [first, outstanding + more - first].filter((part) => part > 0)
    const arrivals = parts.map((part) => ({ units: part, due: chance.among(days) }))
    const version = await versionOf(supplierOrderId)
    const lines = [{ supplierOrderLineId, units: units + more, arrivals }]
    await say(`/api/supplier-orders/${supplierOrderId}/edit`, { version, lines, confirmed: true })
    done.edited++
  }

  async function cancels(supplierOrderId: string, { supplierOrderLineId, outstanding }: SupplierOrderLine) {
    const version = await versionOf(supplierOrderId)
    const some = { lines: [{ supplierOrderLineId, units: 1 + chance.below(outstanding) }] }
    await say(`/api/supplier-orders/${supplierOrderId}/cancel`, { version, ...(chance.below(2) === 0 ? {} : some) })
    done.cancelled++
  }

  async function receives(supplierOrderId: string, { supplierOrderLineId, outstanding }: SupplierOrderLine) {
    const open = await ask<{ rows: OpenLine[] }>(
      `/api/receipts/open-lines?limit=250&supplierOrderId=${supplierOrderId}`,
    )
    const came = open.rows.find((line) => line.supplierOrderLineId === supplierOrderLineId)
    if (came === undefined) return
    const accepted = 1 + chance.below(outstanding)
    const rejected = chance.below(2)
    const line = { supplierOrderLineId, accepted, rejected, rejectReason: 'broken', cameBefore: came.came }
    await say('/api/receipts', { key: randomUUID(), lines: [line] })
    done.received++
  }

  /** One unit of what came did not come after all. */
  async function corrects(): Promise<void> {
    const { rows } = await ask<{ rows: ReceiptRow[] }>('/api/receipts?state=posted&limit=250')
    const receipts = rows.filter(({ corrects: corrected }) => corrected === null)
    if (receipts.length === 0) return
    const { receiptId } = chance.among(receipts)
    const { receiptLines } = await ask<ReceiptDetail>(`/api/receipts/${receiptId}`)
    const [line] = receiptLines.filter(({ acceptedNow }) => acceptedNow > 0)
    if (line === undefined) return
    const lines = [{ supplierOrderLineId: line.supplierOrderLineId, accepted: -1 }]
    await say(`/api/receipts/${receiptId}/corrections`, { key: randomUUID(), note: 'miscounted', lines })
  }

  const drafts = async () =>
    (await ask<{ rows: SupplierOrderRow[] }>('/api/supplier-orders?state=draft&limit=250')).rows

  async function ordersDraft(supplierOrderId: string): Promise<void> {
    const version = await versionOf(supplierOrderId)
    await say(`/api/supplier-orders/${supplierOrderId}/order`, { version, due: chance.among(days), confirmed: true })
  }

  async function groups(): Promise<void> {
    const [draft] = await drafts()
    if (draft !== undefined && chance.below(2) === 0) return await ordersDraft(draft.supplierOrderId)
    const { proposalId } = await say<{ proposalId: string }>('/api/proposals', { from: { all: true } })
    await say(`/api/proposals/${proposalId}/create`, {})
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }

  return {
    done,
    ask,
    say,
    linesOf,
    /** Something that a buyer may do now. */
    async acts(): Promise<void> {
      if (isGrouping && chance.below(4) === 0) return await attempt(chance.below(4) === 0 ? corrects : groups)
      const open = await onTheirWay()
      if (open.length === 0 || chance.below(5) < 2) return await orders()
      const { supplierOrderId } = chance.among(open)
      const lines = (await linesOf(supplierOrderId)).filter((line) => line.outstanding > 0)
      if (lines.length === 0) return
      const act = chance.among([edits, cancels, receives, receives])
      const line = chance.among(lines)
      await attempt(() => act(supplierOrderId, line))
    },
    /** Nothing is left a draft. */
    async ordersDrafts(): Promise<void> {
      for (const { supplierOrderId } of await drafts()) await ordersDraft(supplierOrderId)
    },
    /** The day on which any item would come if it were ordered now: today, once three deliveries came on the day they were ordered. */
    async ifOrderedNow(): Promise<string | null> {
      const { performance } = await ask<SupplierDetail>(`/api/suppliers/${supplierId}`)
      return performance.deliveries < 3 ? null : dayAhead(0)
    },
    /** What is still to come, as the app tells its merchant. */
    async expects(): Promise<BoughtArrival[]> {
      const expected: BoughtArrival[] = []
      for (const { supplierOrderId, locationId } of await onTheirWay()) {
        for (const { supplierOrderLineId, itemId, outstanding, arrivals } of await linesOf(supplierOrderId)) {
          const units = arrivals.reduce((sum, arrival) => sum + arrival.units, 0)
          if (units !== outstanding) throw new Error(`${units} of ${outstanding} units have an arrival`)
          expected.push(
            ...arrivals.map((arrival) => ({ ...arrival, supplierOrderId, supplierOrderLineId, itemId, locationId })),
          )
        }
      }
      return expected
    },
  }
}
