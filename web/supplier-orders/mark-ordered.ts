import { repegItems } from '../planning/repeg-items.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { loadOrderableItems } from '../suppliers/store/orderable-items.ts'
import { causeOfMove } from './cause-of-move.ts'
import { loadLeadDays, suggestedDue } from './lead-days.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, type Refusal, refused } from './outcome.ts'
import { unlikelyDays } from './rules/unlikely-day.ts'
import { refusalOfDraft } from './send/refusal-of-draft.ts'
import { orderArrivals } from './store/arrivals.ts'
import { recordEvents } from './store/events.ts'
import { keepNames, loadArrivalsOfOrder, loadOrderLines, type SupplierOrderLineRecord } from './store/lines.ts'
import { moveSupplierOrder } from './store/supplier-orders.ts'

export type Ordering = {
  readonly supplierOrderId: string
  readonly version: number
  /** For units that have no day yet. Absent: the day that is suggested for their item; null: none. */
  readonly due?: Day | null | undefined
  /** A day that is past, or more than a year away, is meant. */
  readonly confirmed?: boolean | undefined
}

/** The draft is ordered: its units are arrivals from now on, and whoever waits is told another day at once. */
export async function markOrdered(
  tx: ShopSql,
  { supplierOrderId, version, due, confirmed }: Ordering,
  today: Day,
): Promise<Outcome<null>> {
  const locked = await lockFor(tx, supplierOrderId, version, 'order')
  if (!locked.ok) return locked
  const order = locked.value
  const refusal = await refusalOfOrdering(tx, order, { due, confirmed }, today)
  if (refusal !== null) return refused(refusal)
  const lines = await loadOrderLines(tx, supplierOrderId)
  const itemIds = lines.map((line) => line.itemId)
  await orderArrivals(tx, supplierOrderId, await loadOrderingDays(tx, order.supplierId, lines, due, today))
  await keepNames(tx, lines)
  await moveSupplierOrder(tx, supplierOrderId, 'ordered')
  const units = lines.reduce((sum, line) => sum + line.units, 0)
  await recordEvents(tx, [{ supplierOrderId, kind: 'ordered', facts: { lines: lines.length, units } }])
  await repegItems(tx, itemIds, await causeOfMove(tx, order, 'ordered'), today)
  return done(null)
}

/** Why a draft cannot be ordered like this; null where it can. */
export async function refusalOfOrdering(
  tx: ShopSql,
  order: Parameters<typeof refusalOfDraft>[1],
  { due, confirmed = false }: Pick<Ordering, 'due' | 'confirmed'>,
  today: Day,
): Promise<Refusal | null> {
  const refusal = await refusalOfDraft(tx, order)
  if (refusal !== null || confirmed) return refusal
  // A day of the draft was asked about when it was typed, and may have passed since.
  const arrivals = await loadArrivalsOfOrder(tx, order.supplierOrderId)
  const passed = arrivals.filter((one) => one.due !== null && one.due < today)
  const [unlikely] = unlikelyDays([due, ...passed.map((one) => one.due)], today)
  return unlikely ? { reason: 'unlikely-day', ...unlikely } : null
}

/** For units of each line that have no day yet: the one that is said, else the one that is suggested for its item. */
export async function loadOrderingDays(
  tx: ShopSql,
  supplierId: string,
  lines: readonly Pick<SupplierOrderLineRecord, 'supplierOrderLineId' | 'itemId'>[],
  due: Ordering['due'],
  today: Day,
): Promise<ReadonlyMap<string, Day | null>> {
  if (due !== undefined) return new Map(lines.map((line) => [line.supplierOrderLineId, due]))
  const itemIds = lines.map((line) => line.itemId)
  const items = await loadOrderableItems(tx, supplierId, itemIds)
  const lead = await loadLeadDays(tx, supplierId, today)
  const dueOf = (itemId: string): Day | null => {
    const said = items.get(itemId)?.leadTimeDays ?? lead.said
    return suggestedDue({ ...lead, said }, today)?.day ?? null
  }
  return new Map(lines.map((line) => [line.supplierOrderLineId, dueOf(line.itemId)]))
}
