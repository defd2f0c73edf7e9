import { markPromisesOfSupplierDue } from '../../mirror/store/marks/promise-marks.ts'
import { repegItems } from '../../planning/repeg-items.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import { causeOfMove } from '../cause-of-move.ts'
import { addLinesByHand, type NewLine, refusalOfNew } from '../create-order.ts'
import { loadLeadDays, suggestedDue } from '../lead-days.ts'
import { lockFor } from '../lock-for.ts'
import { refusalOfGone } from '../no-longer-sold.ts'
import { refusalOfMoney } from '../order-money.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { outstandingOf } from '../rules/supplier-order.ts'
import { type Unlikely, unlikelyDays } from '../rules/unlikely-day.ts'
import { recordEvents } from '../store/events.ts'
import {
  type ArrivalRecord,
  deleteOrderLines,
  loadArrivalsOfOrder,
  loadOrderLines,
  type SupplierOrderLineRecord,
  trimOrderedFor,
} from '../store/lines.ts'
import type { LockedSupplierOrder } from '../store/record.ts'
import { type OrderTexts, raiseVersions, updateOrderTexts } from '../store/supplier-orders.ts'
import { editedFacts } from './edited-facts.ts'
import { type LineEdit, type PlannedLineEdit, plannedEdits } from './planned-edit.ts'
import { writeLines } from './write-lines.ts'

export type Edit = OrderTexts & {
  readonly supplierOrderId: string
  readonly version: number
  readonly lines?: readonly LineEdit[] | undefined
  /** The day of all that is still to come of the lines that are not named. */
  readonly allDue?: Day | null | undefined
  readonly added?: readonly NewLine[] | undefined
  readonly removed?: readonly string[] | undefined
  /** Days that are past, or more than a year away, are meant. */
  readonly confirmed?: boolean | undefined
}

/**
 * Changes what is named and nothing else; whoever waits for it is told another day at once. The transaction of one that
 * is refused must be undone.
 */
export async function editOrder(tx: ShopSql, edit: Edit, today: Day): Promise<Outcome<null>> {
  const checked = await checkEdit(tx, edit, today)
  if (!checked.ok) return checked
  const { order, lines, arrivals, planned, unlikely } = checked.value
  const [asked] = unlikely
  if (asked && !edit.confirmed) return refused({ reason: 'unlikely-day', ...asked })
  const { supplierOrderId } = order
  const { removed = [], added = [] } = edit

  await deleteOrderLines(tx, removed)
  await writeLines(tx, order, arrivals, planned)
  await trimOrderedFor(
    tx,
    planned.map(({ after }) => after.supplierOrderLineId),
  )
  await addLinesByHand(tx, order, added)
  await updateOrderTexts(tx, supplierOrderId, edit)
  await raiseVersions(tx, [supplierOrderId])
  const facts = editedFacts(edit, planned, arrivals, lines)
  const isOther = Object.values(facts).some((fact) => fact !== undefined)
  if (isOther) await recordEvents(tx, [{ supplierOrderId, kind: 'edited', facts }])
  if (order.state !== 'draft') {
    const items = planned.map(({ after }) => after.itemId)
    await repegItems(tx, items, await causeOfMove(tx, order, 'edited'), today)
    if (planned.length > 0) await markPromisesOfSupplierDue(tx, order.supplierId)
  }
  return done(null)
}

export type CheckedEdit = {
  readonly order: LockedSupplierOrder
  readonly lines: readonly SupplierOrderLineRecord[]
  readonly arrivals: readonly ArrivalRecord[]
  readonly planned: readonly PlannedLineEdit[]
  /** Days that it brings and that have to be confirmed. */
  readonly unlikely: readonly Unlikely[]
}

/** What an edit comes to, or why it is refused: the same for who looks before and for who does it. Writes nothing. */
export async function checkEdit(tx: ShopSql, edit: Edit, today: Day): Promise<Outcome<CheckedEdit>> {
  const locked = await lockForEdit(tx, edit)
  if (!locked.ok) return locked
  const order = locked.value
  const lines = await loadOrderLines(tx, order.supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, order.supplierOrderId)
  const { removed = [], added = [] } = edit
  const unknown = removed.find((id) => !lines.some((line) => line.supplierOrderLineId === id))
  if (unknown !== undefined) return refused({ reason: 'no-such-line', supplierOrderLineId: unknown })
  const kept = lines.filter((line) => !removed.includes(line.supplierOrderLineId))
  const planned = plannedEdits(kept, arrivals, lineEdits(edit, kept), await dueOfMore(tx, order, today))
  if (!planned.ok) return planned
  const refusal = await refusalOfNew(tx, order.supplierId, added, itemsOf(kept))
  if (refusal !== null) return refused(refusal)
  const raised = planned.value.flatMap(({ before, after }) => (after.units > before.units ? [after] : []))
  const gone = await refusalOfGone(tx, raised)
  if (gone !== null) return refused(gone)
  const costs = [...(edit.lines ?? []), ...added].map(({ cost }) => cost)
  const { exchangeRate, tax, shipping } = edit
  const unpayable = await refusalOfMoney(tx, order.currency, { costs, sums: [tax, shipping], exchangeRate })
  if (unpayable !== null) return refused(unpayable)
  return done({ order, lines, arrivals, planned: planned.value, unlikely: unlikelyDaysOf(edit, arrivals, today) })
}

/** What is asked of each line: what is said of it, or the day of all others. */
function lineEdits({ lines = [], allDue }: Edit, kept: readonly SupplierOrderLineRecord[]): readonly LineEdit[] {
  if (allDue === undefined) return lines
  const named = new Set(lines.map((line) => line.supplierOrderLineId))
  const others = kept.flatMap((line): LineEdit[] => {
    const { supplierOrderLineId } = line
    const units = outstandingOf(line)
    if (units === 0 || named.has(supplierOrderLineId)) return []
    return [{ supplierOrderLineId, arrivals: [{ units, due: allDue }] }]
  })
  return [...lines, ...others]
}

/** Days that an edit brings, and that the order did not have before. */
function unlikelyDaysOf(
  { lines = [], added = [], allDue }: Edit,
  arrivals: readonly ArrivalRecord[],
  today: Day,
): Unlikely[] {
  const dues = [...lines.flatMap((line) => line.arrivals ?? []), ...added].map(({ due }) => due)
  return unlikelyDays([...dues, allDue], today, new Set(arrivals.map(({ due }) => due)))
}

/** The day of units that an ordered line had none of to come. */
async function dueOfMore(tx: ShopSql, { state, supplierId }: LockedSupplierOrder, today: Day): Promise<Day | null> {
  return state === 'draft' ? null : (suggestedDue(await loadLeadDays(tx, supplierId, today), today)?.day ?? null)
}

/** Notes and money may change for as long as an order is not over; its lines only while they are to come. */
async function lockForEdit(tx: ShopSql, edit: Edit): Promise<Outcome<LockedSupplierOrder>> {
  const { supplierOrderId, version, lines = [], added = [], removed = [] } = edit
  const isAddedTo = added.length + removed.length > 0
  const movesUnits =
    edit.allDue !== undefined || lines.some((line) => line.units !== undefined || line.arrivals !== undefined)
  const locked = await lockFor(tx, supplierOrderId, version, isAddedTo || movesUnits ? 'edit' : 'correct')
  if (!locked.ok) return locked
  if (isAddedTo && locked.value.state !== 'draft') return refused({ reason: 'lines-are-fixed' })
  if (movesUnits && locked.value.isReceiving) return refused({ reason: 'receipt-under-way' })
  return locked
}

function itemsOf(lines: readonly SupplierOrderLineRecord[]): Set<string> {
  return new Set(lines.map((line) => line.itemId))
}
