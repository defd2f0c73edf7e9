import { implement } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { formatSequence } from '../../platform/contract/pages.ts'
import type { Database } from '../../platform/db/client.ts'
import { loadShopDay } from '../../platform/db/shop-day.ts'
import { queryByQuery, withShopSql } from '../../platform/db/with-shop.ts'
import { confirmReceipt } from '../confirm-receipt.ts'
import { receiptRoutes } from '../contract/receipt-routes.ts'
import { correctReceipt } from '../correct-receipt.ts'
import { receiveProposal } from '../receive-proposal.ts'
import { receiveRefused } from '../receive-refused.ts'
import { listOpenLines } from '../store/open-lines.ts'
import { findCorrections, listReceipts, loadReceipt, loadReceiptLines, loadReceipts } from '../store/receipts.ts'
import { receivingRefused } from './refusals.ts'
import { contractOpenLine, contractProposal, contractReceipt, contractReceiptLine, saidLine } from './rows.ts'

const api = implement(receiptRoutes).$context<ApiContext>()

/** What came from suppliers: proposed, confirmed, looked at, corrected. */
export const receipts = api.router({
  openLines: api.openLines.handler(async ({ input, context: { db, shop } }) => {
    const { cursor, limit, locationId = null, supplierOrderId = null, code = null } = input
    const offset = offsetOf(cursor, limit)
    const filter = { locationId, supplierOrderId, code: code?.trim() || null }
    const page = await withShopSql(db, shop, (tx) => listOpenLines(tx, filter, { offset, limit }))
    const isMore = offset + page.rows.length < page.total
    return {
      rows: page.rows.map(contractOpenLine),
      total: page.total,
      next: isMore ? formatSequence({ direction: 'after', sequence: String(offset + limit) }) : null,
      previous: offset > 0 ? formatSequence({ direction: 'before', sequence: String(offset) }) : null,
    }
  }),
  propose: api.propose.handler(async ({ input, context: { db, shop } }) => {
    const asked = { ...input, lines: input.lines.map(saidLine) }
    const sql = queryByQuery(db, shop)
    const proposed = await receiveProposal(sql, asked, await loadShopDay(sql))
    if (!proposed.ok) throw receivingRefused(proposed.reason)
    return contractProposal(proposed.proposal)
  }),
  confirm: api.confirm.handler(({ input, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      const asked = { ...input, lines: input.lines.map(saidLine) }
      const confirmed = await confirmReceipt(tx, asked, await loadShopDay(tx))
      if (!confirmed.ok) throw receivingRefused(confirmed.reason)
      return { receipts: (await loadReceipts(tx, confirmed.receiptIds)).map(contractReceipt) }
    }),
  ),
  list: api.list.handler(async ({ input, context: { db, shop } }) => {
    const { cursor = null, limit, supplierOrderId = null, state = null } = input
    const filter = { supplierOrderId, state }
    const page = await withShopSql(db, shop, (tx) => listReceipts(tx, filter, cursor, limit))
    return {
      rows: page.rows.map(({ sequence: _, ...receipt }) => contractReceipt(receipt)),
      total: page.total,
      next: page.next && formatSequence(page.next),
      previous: page.previous && formatSequence(page.previous),
    }
  }),
  find: api.find.handler(({ input: { receiptId }, context: { db, shop } }) => wholeReceipt(db, shop, receiptId)),
  correct: api.correct.handler(async ({ input, context: { db, shop } }) => {
    const lines = input.lines.map((line) => ({ ...line, rejectReason: line.rejectReason ?? null }))
    const corrected = await withShopSql(db, shop, (tx) => correctReceipt(tx, { ...input, lines }))
    if (!corrected.ok) throw receivingRefused(corrected.reason)
    return wholeReceipt(db, shop, input.receiptId)
  }),
  settle: api.settle.handler(async ({ input, context: { db, shop } }) => {
    const settled = await withShopSql(db, shop, async (tx) => receiveRefused(tx, input, await loadShopDay(tx)))
    if (!settled.ok) throw receivingRefused(settled.reason)
    return wholeReceipt(db, shop, input.receiptId)
  }),
})

/** Cursors of this list count rows: it is short-lived, and ordered by what is still to come. */
function offsetOf(cursor: { direction: 'after' | 'before'; sequence: string } | undefined, limit: number): number {
  const at = Math.min(Number(cursor?.sequence ?? 0), 10_000_000)
  return cursor?.direction === 'before' ? Math.max(0, at - limit) : at
}

function wholeReceipt(db: Pick<Database, 'pool'>, shop: string, receiptId: string) {
  return withShopSql(db, shop, async (tx) => {
    const receipt = await loadReceipt(tx, receiptId)
    if (receipt === null) throw receivingRefused('no-such-receipt')
    const corrections = await loadReceipts(tx, await findCorrections(tx, receiptId))
    return {
      ...contractReceipt(receipt),
      receiptLines: (await loadReceiptLines(tx, receiptId)).map(contractReceiptLine),
      corrections: corrections.map(contractReceipt),
    }
  })
}
