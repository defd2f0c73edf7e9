import { randomUUID } from 'node:crypto'
import type { Database } from '../../web/platform/db/client.ts'
import { loadShopDay } from '../../web/platform/db/shop-day.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { confirmReceipt, type ReceiptConfirmation } from '../../web/receiving/confirm-receipt.ts'
import { type Correction, correctReceipt } from '../../web/receiving/correct-receipt.ts'
import { type AskedProposal, receiveProposal } from '../../web/receiving/receive-proposal.ts'
import type { SaidLine } from '../../web/receiving/rules/receive-refusal.ts'
import { loadReceipts, type ReceiptRecord } from '../../web/receiving/store/receipts.ts'
import { aSuppliedLane } from '../support/lane/a-supplied-lane.ts'
import type { ArrivalWish } from '../support/some-arrivals.ts'

export type Came = Partial<Omit<SaidLine, 'supplierOrderLineId'>>

export function said(supplierOrderLineId: string, came: Came): SaidLine {
  const rejectReason = came.rejected ? 'damaged' : null
  return {
    ...{ supplierOrderLineId, accepted: 0, rejected: 0, rejectReason, heldBack: 0, cameBefore: null },
    ...came,
  }
}

/** The lane of a shop that receives what it ordered. */
export async function aReceivingLane(db: Database) {
  const lane = await aSuppliedLane(db)
  const { shop, query } = lane
  const lineOf = async (supplierOrderId: string, item: string) => {
    const [line] = await query<{ id: string }>(
      `select supplier_order_line_id::text as id from supplier_order_line
        where shop_id = $1 and supplier_order_id = $2::bigint and item_id = $3`,
      [supplierOrderId, item],
    )
    if (!line) throw new Error(`order ${supplierOrderId} has no line of item ${item}`)
    return line.id
  }

  return {
    ...lane,
    lineOf,
    /** Orders units of item 100; answers the supplier order and its line. */
    async buys(units: number, due: string | null = '2999-12-02', more: readonly ArrivalWish[] = []) {
      const placed = await lane.orders([{ item: '100', units, due }, ...more])
      return { ...placed, line: await lineOf(placed.supplierOrderId, '100') }
    },
    confirms: (lines: readonly SaidLine[], more: Partial<ReceiptConfirmation> = {}) =>
      withShopSql(db, shop, async (tx) =>
        confirmReceipt(tx, { key: randomUUID(), lines, wishes: [], note: '', ...more }, await loadShopDay(tx)),
      ),
    /** Confirms a receipt of one line and answers its id. */
    async receives(line: string, came: Came, more: Partial<ReceiptConfirmation> = {}): Promise<string> {
      const confirmed = await this.confirms([said(line, came)], more)
      if (!confirmed.ok) throw new Error(`not received: ${confirmed.reason}`)
      return confirmed.receiptIds[0] ?? ''
    },
    corrects: (correction: Omit<Correction, 'key' | 'note'> & Partial<Correction>) =>
      withShopSql(db, shop, (tx) => correctReceipt(tx, { key: randomUUID(), note: 'counted again', ...correction })),
    proposes: (lines: readonly SaidLine[], more: Partial<AskedProposal> = {}) =>
      withShopSql(db, shop, async (tx) =>
        receiveProposal(tx, { lines, wishes: [], offset: 0, limit: 250, ...more }, await loadShopDay(tx)),
      ),
    async receipt(receiptId: string): Promise<ReceiptRecord> {
      const [found] = await withShopSql(db, shop, (tx) => loadReceipts(tx, [receiptId]))
      if (!found) throw new Error(`there is no receipt ${receiptId}`)
      return found
    },
    /** What item 100 has at the shop: available, and what was adjusted with which reason. */
    available: () => lane.truth.stock.get('100')?.[0]?.available,
    adjustments: () => [...lane.truth.adjusted.values()],
    supplierOrder: async (supplierOrderId: string) => {
      const [order] = await query<{
        state: string
        units: number
        accepted: number
        rejected: number
        cancelled: number
        coming: number
      }>(
        `select o.state, line.units, line.accepted, line.rejected, line.cancelled,
                (select coalesce(sum(units), 0)::int from arrival a
                  where a.shop_id = $1 and a.supplier_order_line_id = line.supplier_order_line_id) as coming
           from supplier_order o join supplier_order_line line using (shop_id, supplier_order_id)
          where o.shop_id = $1 and o.supplier_order_id = $2::bigint`,
        [supplierOrderId],
      )
      return order
    },
  }
}

export type ReceivingLane = Awaited<ReturnType<typeof aReceivingLane>>
