import type { Day } from '../../domain/planning/facts.ts'
import { recordEvents } from '../db/supplier-orders/supplier-order-events.ts'
import {
  deleteOrderLines,
  loadArrivalsOfOrder,
  loadOrderLines,
  type SupplierOrderLineRecord,
  trimOrderedFor,
} from '../db/supplier-orders/supplier-order-lines.ts'
import type { LockedSupplierOrder } from '../db/supplier-orders/supplier-order-record.ts'
import { type OrderTexts, raiseVersions, updateOrderTexts } from '../db/supplier-orders/supplier-orders.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { repegItems } from '../planning/repeg-items.ts'
import { causeOfMove } from './cause-of-move.ts'
import { addLinesByHand, type NewLine } from './create-order.ts'
import { editedFacts } from './edited-facts.ts'
import { loadLeadDays, suggestedDue } from './lead-days.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { type LineEdit, plannedEdits } from './planned-edit.ts'
import { writeLines } from './write-lines.ts'

export type Edit = OrderTexts & {
  readonly supplierOrderId: string
  readonly version: number
  readonly lines?: readonly LineEdit[] | undefined
  readonly added?: readonly NewLine[] | undefined
  readonly removed?: readonly string[] | undefined
}

/**
 * Changes what is named and nothing else; whoever waits for it is told another day at once. The transaction of one that
 * is refused must be undone.
 */
export async function editOrder(tx: ShopSql, shop: string, edit: Edit, today: Day): Promise<Outcome<null>> {
  const locked = await lockForEdit(tx, shop, edit)
  if (!locked.ok) return locked
  const order = locked.value
  const { supplierOrderId } = order
  const lines = await loadOrderLines(tx, shop, supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, shop, supplierOrderId)
  const { removed = [], added = [] } = edit
  const unknown = removed.find((id) => !lines.some((line) => line.supplierOrderLineId === id))
  if (unknown !== undefined) return refused({ reason: 'no-such-line', supplierOrderLineId: unknown })

  await deleteOrderLines(tx, shop, removed)
  const kept = lines.filter((line) => !removed.includes(line.supplierOrderLineId))
  const planned = plannedEdits(kept, arrivals, edit.lines ?? [], await dueOfMore(tx, shop, order, today))
  if (!planned.ok) return planned
  await writeLines(tx, shop, order, arrivals, planned.value)
  await trimOrderedFor(
    tx,
    shop,
    planned.value.map(({ after }) => after.supplierOrderLineId),
  )
  const refusal = await addLinesByHand(tx, shop, order, added, itemsOf(kept))
  if (refusal !== null) return refused(refusal)
  await updateOrderTexts(tx, shop, supplierOrderId, edit)
  await raiseVersions(tx, shop, [supplierOrderId])
  const facts = editedFacts(edit, planned.value, arrivals, lines)
  await recordEvents(tx, shop, [{ supplierOrderId, kind: 'edited', facts }])
  if (order.state !== 'draft') {
    const items = planned.value.map(({ after }) => after.itemId)
    await repegItems(tx, shop, items, await causeOfMove(tx, order, 'edited'), today)
  }
  return done(null)
}

/** The day of units that an ordered line had none of to come. */
export async function dueOfMore(
  tx: ShopSql,
  shop: string,
  { state, supplierId }: LockedSupplierOrder,
  today: Day,
): Promise<Day | null> {
  return state === 'draft' ? null : (suggestedDue(await loadLeadDays(tx, shop, supplierId), today)?.day ?? null)
}

/** Notes and money may change for as long as an order is not over; its lines only while they are to come. */
export async function lockForEdit(tx: ShopSql, shop: string, edit: Edit): Promise<Outcome<LockedSupplierOrder>> {
  const { supplierOrderId, version, lines = [], added = [], removed = [] } = edit
  const isAddedTo = added.length + removed.length > 0
  const movesUnits = lines.some((line) => line.units !== undefined || line.arrivals !== undefined)
  const locked = await lockFor(tx, shop, supplierOrderId, version, isAddedTo || movesUnits ? 'edit' : 'correct')
  if (!locked.ok) return locked
  if (isAddedTo && locked.value.state !== 'draft') return refused({ reason: 'lines-are-fixed' })
  if (movesUnits && locked.value.isReceiving) return refused({ reason: 'receipt-under-way' })
  return locked
}

function itemsOf(lines: readonly SupplierOrderLineRecord[]): Set<string> {
  return new Set(lines.map((line) => line.itemId))
}
