import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { type MoveRefusal, moveRefusalOf } from '../supplier-orders/rules/supplier-order.ts'
import { insertReceipt } from './store/new-receipts.ts'
import { loadReceivedLines } from './store/open-lines.ts'
import { findReceiptsOfKey, loadReceipt, loadReceiptLines, type ReceiptLineRecord } from './store/receipts.ts'

export type CorrectionRefusal =
  | MoveRefusal
  | 'no-such-receipt'
  | 'is-a-correction'
  | 'not-posted'
  | 'unknown-line'
  | 'line-twice'
  | 'nothing-changes'
  | 'below-zero'

export type Correction = {
  readonly receiptId: string
  readonly key: string
  /** Why. */
  readonly note: string
  /** By how much more or fewer units came. */
  readonly lines: readonly {
    readonly supplierOrderLineId: string
    readonly accepted: number
    readonly rejected: number
    readonly rejectReason: string | null
  }[]
}

/**
 * More or fewer units came than a receipt says: a receipt of the difference, posted like any other. No correction makes
 * fewer than none of what came.
 */
export async function correctReceipt(
  tx: ShopSql,
  correction: Correction,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: CorrectionRefusal }> {
  const { receiptId, key, note, lines } = correction
  await lockPlans(tx)
  if ((await findReceiptsOfKey(tx, key)).length > 0) return { ok: true }

  const receipt = await loadReceipt(tx, receiptId)
  if (receipt === null) return { ok: false, reason: 'no-such-receipt' }
  if (receipt.corrects !== null) return { ok: false, reason: 'is-a-correction' }
  if (receipt.state !== 'posted') return { ok: false, reason: 'not-posted' }
  const received = new Map((await loadReceiptLines(tx, receiptId)).map((line) => [line.supplierOrderLineId, line]))
  const reason = refusalOfLines(lines, received) ?? (await refusalOfOrders(tx, lines))
  if (reason !== null) return { ok: false, reason }

  const { supplierId, locationId } = receipt
  const differences = lines.flatMap((line) => {
    const known = received.get(line.supplierOrderLineId)
    if (known === undefined || (line.accepted === 0 && line.rejected === 0)) return []
    const rejectReason = line.rejectReason ?? (line.rejected === 0 ? null : note)
    return [
      { ...line, rejectReason, supplierOrderId: known.supplierOrderId, itemId: known.itemId, heldBack: 0, due: null },
    ]
  })
  await insertReceipt(tx, { supplierId, locationId, key, corrects: receiptId, note, lines: differences })
  await tx.query('select nudge_shop($1)')
  return { ok: true }
}

function refusalOfLines(
  lines: Correction['lines'],
  received: ReadonlyMap<string, ReceiptLineRecord>,
): CorrectionRefusal | null {
  if (new Set(lines.map((line) => line.supplierOrderLineId)).size < lines.length) return 'line-twice'
  if (lines.every(({ accepted, rejected }) => accepted === 0 && rejected === 0)) return 'nothing-changes'
  for (const { supplierOrderLineId, accepted, rejected } of lines) {
    const known = received.get(supplierOrderLineId)
    if (known === undefined) return 'unknown-line'
    if (known.acceptedNow + accepted < 0 || known.rejectedNow + rejected < 0) return 'below-zero'
  }
  return null
}

async function refusalOfOrders(tx: ShopSql, lines: Correction['lines']): Promise<MoveRefusal | null> {
  const ids = lines.map((line) => line.supplierOrderLineId)
  const states = (await loadReceivedLines(tx, ids)).map((line) => moveRefusalOf(line.state, 'receive'))
  return states.find((refusal) => refusal !== null) ?? null
}
