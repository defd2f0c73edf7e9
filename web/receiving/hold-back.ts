import { markItemsDue } from '../planning/store/due-items.ts'
import { changeHeldBack, loadHeldBack } from '../planning/store/held-back.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'

export type HoldBack = {
  readonly itemId: string
  readonly locationId: string
  /** What was looked at; absent: whatever it is. */
  readonly before?: number | undefined
  readonly units: number
}

/**
 * So many units of a shelf are kept out of the queue; fewer than before are given to it. Refused where more would be kept
 * than are on hand there: only what is there can be kept.
 */
export async function holdBack(
  tx: ShopSql,
  { itemId, locationId, before, units }: HoldBack,
): Promise<
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'no-such-place' | 'changed-meanwhile' | 'more-than-there-is' }
> {
  await lockPlans(tx)
  const place = { itemId, locationId }
  const known = await loadHeldBack(tx, place)
  if (known === null) return { ok: false, reason: 'no-such-place' }
  if (units > Math.max(known.units, known.onHand)) return { ok: false, reason: 'more-than-there-is' }
  if (!(await changeHeldBack(tx, place, { before: before ?? null, units })))
    return { ok: false, reason: 'changed-meanwhile' }
  const cause = { kind: 'merchant', topic: 'stock/held-back', triggeredAt: await databaseTime(tx) } as const
  await markItemsDue(tx, new Map([[itemId, [cause]]]))
  await tx.query('select nudge_shop($1)')
  return { ok: true }
}
