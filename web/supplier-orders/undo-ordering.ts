import { markPromisesOfSupplierDue } from '../mirror/store/marks/promise-marks.ts'
import { repegItems } from '../planning/repeg-items.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { causeOfMove } from './cause-of-move.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { unorderArrivals } from './store/arrivals.ts'
import { recordEvents } from './store/events.ts'
import { loadOrderLines, restoreDraftLines, trimOrderedFor } from './store/lines.ts'
import { moveSupplierOrder } from './store/supplier-orders.ts'

/**
 * It was marked as ordered by mistake, and is a draft again: whoever was told a day of it is not any more, at once. Days that
 * came with the mark go with it, and so do units that were cancelled since. Not once anything of it
 * came. What the supplier was sent it still has: such a draft gets no more backorders.
 */
export async function undoOrdering(
  tx: ShopSql,
  supplierOrderId: string,
  version: number,
  today: Day,
): Promise<Outcome<null>> {
  const locked = await lockFor(tx, supplierOrderId, version, 'undo-order')
  if (!locked.ok) return locked
  if (locked.value.isReceiving) return refused({ reason: 'receipt-under-way' })
  const lines = await loadOrderLines(tx, supplierOrderId)
  const lineIds = lines.map((line) => line.supplierOrderLineId)
  await unorderArrivals(tx, supplierOrderId)
  await restoreDraftLines(tx, supplierOrderId)
  await trimOrderedFor(tx, lineIds)
  await moveSupplierOrder(tx, supplierOrderId, 'draft')
  await recordEvents(tx, [{ supplierOrderId, kind: 'ordering-undone', facts: {} }])
  const items = lines.map((line) => line.itemId)
  await repegItems(tx, items, await causeOfMove(tx, locked.value, 'ordering-undone'), today)
  await markPromisesOfSupplierDue(tx, locked.value.supplierId)
  return done(null)
}
