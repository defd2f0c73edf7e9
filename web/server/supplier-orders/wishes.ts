import type { Day } from '../../domain/planning/facts.ts'
import { databaseTime } from '../db/database-time.ts'
import { lockPlans } from '../db/planning/plan-lock.ts'
import { findArrival, loadItemsOfLines, loadLinesElsewhere, recordWishes } from '../db/receipts/receipts-wishes.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { repegItems } from '../planning/repeg-items.ts'

export type Wishes = {
  readonly lineIds: readonly string[]
  readonly rank?: number | undefined
  /** Null: none any more. */
  readonly arrivalId?: string | null | undefined
}

/**
 * Whether one of these lines waits for none of these goods: for another item, or only at other places. What is wished of it
 * would change what others have there, of which whoever receives the goods is told nothing.
 */
export async function isWishedElsewhere(
  tx: ShopSql,
  shop: string,
  lineIds: readonly string[],
  goods: { readonly itemIds: readonly string[]; readonly locationId: string },
): Promise<boolean> {
  if (lineIds.length === 0) return false
  const known = await loadItemsOfLines(tx, shop, lineIds)
  if (known.some(({ itemId }) => !goods.itemIds.includes(itemId))) return true
  return (await loadLinesElsewhere(tx, shop, lineIds, goods.locationId)).size > 0
}

export type SetWishes =
  | { readonly ok: true; readonly lines: number }
  /** `serves-none`: it brings another item, or comes to another place. */
  | { readonly ok: false; readonly reason: 'no-such-arrival' | 'no-such-line' | 'serves-none' }

/** What the merchant wants of order lines: their ranks, and the arrival that serves them first. It shows at once. */
export async function setWishes(
  tx: ShopSql,
  shop: string,
  { lineIds, rank, arrivalId }: Wishes,
  today: Day,
): Promise<SetWishes> {
  await lockPlans(tx, shop)
  const arrival = arrivalId ? await findArrival(tx, shop, arrivalId) : null
  if (arrivalId && arrival === null) return { ok: false, reason: 'no-such-arrival' }
  const known = await loadItemsOfLines(tx, shop, [...new Set(lineIds)])
  const elsewhere = arrival === null ? new Set() : await loadLinesElsewhere(tx, shop, lineIds, arrival.locationId)
  const lines = known.filter(
    ({ lineId, itemId }) => arrival === null || (itemId === arrival.itemId && !elsewhere.has(lineId)),
  )
  if (lines.length === 0) return { ok: false, reason: arrival === null ? 'no-such-line' : 'serves-none' }
  await recordWishes(
    tx,
    shop,
    lines.map(({ lineId }) => ({
      lineId,
      ...(rank === undefined ? {} : { rank }),
      ...(arrivalId === undefined ? {} : { pin: arrivalId }),
    })),
  )
  const triggeredAt = await databaseTime(tx)
  const items = lines.map((line) => line.itemId)
  await repegItems(tx, shop, items, { kind: 'merchant', topic: 'wishes/set', triggeredAt }, today)
  return { ok: true, lines: lines.length }
}
