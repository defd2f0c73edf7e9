import { repegItems } from '../planning/repeg-items.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { loadOrderableItems } from '../suppliers/store/orderable-items.ts'
import { causeOfMove } from './cause-of-move.ts'
import { loadLeadDays, suggestedDue } from './lead-days.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { unlikelyDays } from './rules/unlikely-day.ts'
import { refusalOfDraft } from './send/refusal-of-draft.ts'
import { orderArrivals } from './store/arrivals.ts'
import { recordEvents } from './store/events.ts'
import { keepNames, loadArrivalsOfOrder, loadOrderLines } from './store/lines.ts'
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
  { supplierOrderId, version, due, confirmed = false }: Ordering,
  today: Day,
): Promise<Outcome<null>> {
  const locked = await lockFor(tx, supplierOrderId, version, 'order')
  if (!locked.ok) return locked
  const order = locked.value
  const refusal = await refusalOfDraft(tx, order)
  if (refusal !== null) return refused(refusal)
  const lines = await loadOrderLines(tx, supplierOrderId)
  // A day of the draft was asked about when it was typed, and may have passed since.
  const passed = (await loadArrivalsOfOrder(tx, supplierOrderId)).filter((one) => one.due !== null && one.due < today)
  const [unlikely] = unlikelyDays([due, ...passed.map((one) => one.due)], today)
  if (unlikely && !confirmed) return refused({ reason: 'unlikely-day', ...unlikely })

  const itemIds = lines.map((line) => line.itemId)
  const items = await loadOrderableItems(tx, order.supplierId, itemIds)
  const lead = await loadLeadDays(tx, order.supplierId, today)
  const dueOf = (itemId: string): Day | null => {
    if (due !== undefined) return due
    const said = items.get(itemId)?.leadTimeDays ?? lead.said
    return suggestedDue({ ...lead, said }, today)?.day ?? null
  }
  const dueOfLines = new Map(lines.map((line) => [line.supplierOrderLineId, dueOf(line.itemId)]))
  await orderArrivals(tx, supplierOrderId, dueOfLines)
  await keepNames(tx, lines)
  await moveSupplierOrder(tx, supplierOrderId, 'ordered')
  const units = lines.reduce((sum, line) => sum + line.units, 0)
  await recordEvents(tx, [{ supplierOrderId, kind: 'ordered', facts: { lines: lines.length, units } }])
  await repegItems(tx, itemIds, await causeOfMove(tx, order, 'ordered'), today)
  return done(null)
}
