import { repegItems } from '../planning/repeg-items.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import type { AskedWish } from './receive-facts.ts'
import {
  findArrival,
  loadItemsOfLines,
  loadLinesElsewhere,
  loadOtherPlaces,
  loadPinnedElsewhere,
  recordWishes,
} from './store/wishes.ts'

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
  lineIds: readonly string[],
  goods: { readonly itemIds: readonly string[]; readonly locationId: string },
): Promise<boolean> {
  if (lineIds.length === 0) return false
  const known = await loadItemsOfLines(tx, lineIds)
  if (known.some(({ itemId }) => !goods.itemIds.includes(itemId))) return true
  return (await loadLinesElsewhere(tx, lineIds, goods.locationId)).size > 0
}

/**
 * Whether one of these wishes would count at another location too, where units of its line are owed as well, and nobody said
 * that this is meant. A line has one rank and one pin for all places; a pin to these goods changes nothing elsewhere unless it
 * takes the place of one there.
 */
export async function countsElsewhereUnsaid(
  tx: ShopSql,
  wishes: readonly AskedWish[],
  locationId: string,
): Promise<boolean> {
  const unsaid = wishes.filter((wish) => wish.alsoElsewhere !== true)
  if (unsaid.length === 0) return false
  const lineIds = unsaid.map((wish) => wish.lineId)
  const places = await loadOtherPlaces(tx, lineIds, locationId)
  const pinned = await loadPinnedElsewhere(tx, lineIds, locationId)
  return unsaid.some(({ lineId, rank, pinnedTo }) => {
    const isMoved = rank !== undefined || pinnedTo === null
    return (isMoved && places.has(lineId)) || (pinnedTo !== undefined && pinned.has(lineId))
  })
}

export type SetWishes =
  | { readonly ok: true; readonly lines: number }
  /** `serves-none`: it brings another item, or comes to another place. */
  | { readonly ok: false; readonly reason: 'no-such-arrival' | 'no-such-line' | 'serves-none' }

/** What the merchant wants of order lines: their ranks, and the arrival that serves them first. It shows at once. */
export async function setWishes(tx: ShopSql, { lineIds, rank, arrivalId }: Wishes, today: Day): Promise<SetWishes> {
  await lockPlans(tx)
  const arrival = arrivalId ? await findArrival(tx, arrivalId) : null
  if (arrivalId && arrival === null) return { ok: false, reason: 'no-such-arrival' }
  const known = await loadItemsOfLines(tx, [...new Set(lineIds)])
  const elsewhere = arrival === null ? new Set() : await loadLinesElsewhere(tx, lineIds, arrival.locationId)
  const lines = known.filter(
    ({ lineId, itemId }) => arrival === null || (itemId === arrival.itemId && !elsewhere.has(lineId)),
  )
  if (lines.length === 0) return { ok: false, reason: arrival === null ? 'no-such-line' : 'serves-none' }
  await recordWishes(
    tx,
    lines.map(({ lineId }) => ({
      lineId,
      ...(rank === undefined ? {} : { rank }),
      ...(arrivalId === undefined ? {} : { pin: arrivalId }),
    })),
  )
  const triggeredAt = await databaseTime(tx)
  const items = lines.map((line) => line.itemId)
  await repegItems(tx, items, { kind: 'merchant', topic: 'wishes/set', triggeredAt }, today)
  return { ok: true, lines: lines.length }
}
