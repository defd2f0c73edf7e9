import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { receivePosted } from './receive-posted.ts'
import { findUnsurePart, giveUpReceipt, postAgain } from './store/posting.ts'
import { loadReceipt } from './store/receipts.ts'

/** `was-posted`: somebody looked, and Shopify's stock was raised by the part that nobody was sure of. */
export type Settling = 'post-again' | 'give-up' | 'was-posted'

/** A person says what becomes of a receipt that could not be posted. */
export async function receiveRefused(
  tx: ShopSql,
  { receiptId, settle }: { readonly receiptId: string; readonly settle: Settling },
  today: Day,
): Promise<
  { readonly ok: true } | { readonly ok: false; readonly reason: 'no-such-receipt' | 'not-refused' | 'is-sure' }
> {
  await lockPlans(tx)
  const receipt = await loadReceipt(tx, receiptId)
  if (receipt === null) return { ok: false, reason: 'no-such-receipt' }
  if (receipt.state !== 'refused' || receipt.trouble === 'given-up') return { ok: false, reason: 'not-refused' }
  if (settle === 'give-up') {
    await giveUpReceipt(tx, receiptId)
    return { ok: true }
  }
  if (settle === 'was-posted') {
    const part = receipt.trouble === 'outcome-unknown' ? await findUnsurePart(tx, receiptId) : null
    if (part === null) return { ok: false, reason: 'is-sure' }
    await receivePosted(tx, receiptId, part, today)
  }
  if ((await loadReceipt(tx, receiptId))?.state !== 'posted') await postAgain(tx, receiptId)
  await tx.query('select nudge_shop($1)')
  return { ok: true }
}
