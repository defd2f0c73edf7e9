import { repegItems } from '../planning/repeg-items.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import type { AskedWish } from './receive-facts.ts'
import { lacksReason, type ReceiptRefusal, refusalOfReceipt, type SaidLine } from './rules/receive-refusal.ts'
import { insertReceipt } from './store/new-receipts.ts'
import { loadReceivedLines, type OpenLineRecord } from './store/open-lines.ts'
import { loadLineArrivals } from './store/posted.ts'
import { findReceiptsOfKey } from './store/receipts.ts'
import { loadItemsOfLines, recordWishes } from './store/wishes.ts'
import { countsElsewhereUnsaid, isWishedElsewhere } from './wishes.ts'

export type ReceiptConfirmation = {
  /** Each key is received once. */
  readonly key: string
  readonly lines: readonly SaidLine[]
  readonly wishes: readonly AskedWish[]
  readonly note: string
}

export type Confirmed = { readonly ok: true; readonly receiptIds: readonly string[] }

/**
 * The goods came. They are kept as receipts, one for each supplier, which the lane posts to Shopify; until then they
 * count as still to come. Whoever confirms with the key of another is told of his receipts.
 */
export async function confirmReceipt(
  tx: ShopSql,
  { key, lines, wishes, note }: ReceiptConfirmation,
  today: Day,
): Promise<Confirmed | { readonly ok: false; readonly reason: ReceiptRefusal }> {
  await lockPlans(tx)
  const before = await findReceiptsOfKey(tx, key)
  if (before.length > 0) return { ok: true, receiptIds: before }

  const found = await loadReceivedLines(
    tx,
    lines.map((line) => line.supplierOrderLineId),
  )
  const known = new Map(found.map((line) => [line.supplierOrderLineId, line]))
  const reason = refusalOfReceipt(lines, known) ?? (lacksReason(lines) ? 'no-reject-reason' : null)
  if (reason !== null) return { ok: false, reason }
  const goods = { itemIds: found.map((line) => line.itemId), locationId: found[0]?.locationId ?? '' }
  const wished = wishes.map((wish) => wish.lineId)
  if (await isWishedElsewhere(tx, wished, goods)) return { ok: false, reason: 'wish-elsewhere' }
  if (await countsElsewhereUnsaid(tx, wishes, goods.locationId)) return { ok: false, reason: 'wish-also-elsewhere' }

  const receiptIds: string[] = []
  for (const [supplierId, ofSupplier] of Map.groupBy(found, (line) => line.supplierId)) {
    const locationId = ofSupplier[0]?.locationId ?? ''
    const came = lines.flatMap((line) => newLine(line, ofSupplier))
    if (came.length === 0) continue
    receiptIds.push(await insertReceipt(tx, { supplierId, locationId, key, corrects: null, note, lines: came }))
  }
  await recordAskedWishes(tx, wishes, today)
  await tx.query('select nudge_shop($1)')
  return { ok: true, receiptIds }
}

function newLine({ cameBefore: _, ...said }: SaidLine, found: readonly OpenLineRecord[]) {
  const known = found.find((line) => line.supplierOrderLineId === said.supplierOrderLineId)
  if (known === undefined || said.accepted + said.rejected === 0) return []
  return [{ ...said, supplierOrderId: known.supplierOrderId, itemId: known.itemId, due: known.due }]
}

/** A line that is pinned to what came is pinned to the earliest arrival of it: the one that came. */
async function recordAskedWishes(tx: ShopSql, wishes: readonly AskedWish[], today: Day): Promise<void> {
  if (wishes.length === 0) return
  const pinnedTo = wishes.flatMap((wish) => wish.pinnedTo ?? [])
  const arrivals = await loadLineArrivals(tx, pinnedTo)
  const firstOf = new Map(arrivals.toReversed().map((arrival) => [arrival.supplierOrderLine, arrival.arrival]))
  const lines = await loadItemsOfLines(
    tx,
    wishes.map((wish) => wish.lineId),
  )
  const itemOf = new Map(lines.map((line) => [line.lineId, line.itemId]))
  const kept = wishes.filter((wish) => itemOf.has(wish.lineId))
  await recordWishes(
    tx,
    kept.map(({ lineId, rank, pinnedTo: line }) => ({
      lineId,
      ...(rank === undefined ? {} : { rank }),
      ...(line === undefined ? {} : { pin: line === null ? null : (firstOf.get(line) ?? null) }),
    })),
  )
  const cause = { kind: 'merchant', topic: 'wishes/set', triggeredAt: await databaseTime(tx) } as const
  await repegItems(
    tx,
    lines.map((line) => line.itemId),
    cause,
    today,
  )
}
