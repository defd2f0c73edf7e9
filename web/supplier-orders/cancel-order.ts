import { markPromisesOfSupplierDue } from '../mirror/store/marks/promise-marks.ts'
import { repegItems } from '../planning/repeg-items.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { causeOfMove } from './cause-of-move.ts'
import { type LineCancel, type PlannedLineEdit, plannedCancel } from './edit/planned-edit.ts'
import { writeLines } from './edit/write-lines.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, refused } from './outcome.ts'
import type { OrderEventFacts } from './rules/order-event.ts'
import { outstandingOf, progressOf } from './rules/supplier-order.ts'
import { recordEvents } from './store/events.ts'
import { loadArrivalsOfOrder, loadOrderLines } from './store/lines.ts'
import type { LockedSupplierOrder } from './store/record.ts'
import { moveSupplierOrder } from './store/supplier-orders.ts'

export type Cancel = {
  readonly supplierOrderId: string
  readonly version: number
  /** Absent: all that is still to come. */
  readonly lines?: readonly LineCancel[] | undefined
}

/**
 * What is still to come, or a part of that, will not come: whoever waited for it is uncovered again at once. Of a draft
 * nothing is left; an order of which something came is received when nothing more is to come.
 */
export async function cancelOrder(tx: ShopSql, cancel: Cancel, today: Day): Promise<Outcome<null>> {
  const locked = await lockForCancel(tx, cancel)
  if (!locked.ok) return locked
  const order = locked.value
  const { supplierOrderId } = order
  const lines = await loadOrderLines(tx, supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, supplierOrderId)
  const planned = plannedCancel(lines, arrivals, cancel.lines)
  if (!planned.ok) return planned
  await writeLines(tx, order, arrivals, planned.value)

  const after = new Map(planned.value.map((edit) => [edit.after.supplierOrderLineId, edit.after]))
  const progress = progressOf(lines.map((line) => after.get(line.supplierOrderLineId) ?? line))
  const state = order.state === 'draft' ? 'cancelled' : progress
  await moveSupplierOrder(tx, supplierOrderId, state)
  const kind = state === 'cancelled' ? 'cancelled' : 'units-cancelled'
  await recordEvents(tx, [{ supplierOrderId, kind, facts: cancelledFacts(planned.value) }])
  if (order.state !== 'draft') {
    const items = planned.value.map((edit) => edit.after.itemId)
    await repegItems(tx, items, await causeOfMove(tx, order, 'cancelled'), today)
    await markPromisesOfSupplierDue(tx, order.supplierId)
  }
  return done(null)
}

/** A draft is cancelled whole: what is not wanted of it is edited out. */
export async function lockForCancel(tx: ShopSql, cancel: Cancel): Promise<Outcome<LockedSupplierOrder>> {
  const { supplierOrderId, version, lines } = cancel
  const locked = await lockFor(tx, supplierOrderId, version, 'cancel')
  if (!locked.ok) return locked
  if (lines !== undefined && locked.value.state === 'draft') return refused({ reason: 'draft-is-edited' })
  return locked.value.isReceiving ? refused({ reason: 'receipt-under-way' }) : locked
}

function cancelledFacts(planned: readonly PlannedLineEdit[]): OrderEventFacts['cancelled'] {
  const units = planned.reduce((sum, { before, after }) => sum + outstandingOf(before) - outstandingOf(after), 0)
  const lines = planned.slice(0, 50).map(({ before, after }) => {
    return { title: after.title, units: after.cancelled - before.cancelled }
  })
  return { units, lines }
}
