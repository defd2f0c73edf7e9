import type { Cause } from '../mirror/rules/shop-facts.ts'
import { markPromisesOfSupplierDue } from '../mirror/store/marks/promise-marks.ts'
import { markItemsDue, markReceived } from '../planning/store/due-items.ts'
import { addHeldBack, lowerHeldBackOfReceipts } from '../planning/store/held-back.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { outstandingOf, progressOf } from '../supplier-orders/rules/supplier-order.ts'
import { insertArrivals } from '../supplier-orders/store/arrivals.ts'
import { recordEvents } from '../supplier-orders/store/events.ts'
import { releaseArrived } from './release-arrived.ts'
import { type LineArrival, takeReceived } from './rules/receive.ts'
import { daysOfTaken, mergeDays, takeBackLatest, type UnitsOfDay } from './rules/receive-arrivals.ts'
import {
  cancelOutstanding,
  findSupplierOfReceipt,
  keepArrivals,
  loadCameOfDays,
  loadLineArrivals,
  loadUnitsOfOrders,
  moveOrders,
  type PostedLine,
  recordPosted,
  saveCameOfDays,
} from './store/posted.ts'

/**
 * Shopify has the units of this part of a receipt: its supplier orders say so from now on, less is still to come, and
 * the items are planned again from what Shopify counts. Each delivery says how long the supplier takes, so the days that
 * shoppers are told of what it has are worked out anew. Told twice, it is done once.
 */
export async function receivePosted(tx: ShopSql, receiptId: string, part: number, today: Day): Promise<void> {
  await lockPlans(tx)
  const supplierId = await findSupplierOfReceipt(tx, receiptId)
  if (supplierId === null) return
  const lines = await recordPosted(tx, receiptId, part)
  if (lines === null || lines.length === 0) return
  const came = lines.map((line) => ({ ...line, supplierOrderLine: line.supplierOrderLineId, item: line.itemId }))
  const arrivals = await loadLineArrivals(
    tx,
    lines.map((line) => line.supplierOrderLineId),
  )
  const taken = takeReceived(came, arrivals)
  const items = [...new Set(lines.map((line) => line.itemId))].sort()
  const location = lines[0]?.locationId ?? ''
  await releaseArrived(tx, { ...taken, location, items, recorded: arrivals }, today)
  await markReceived(tx, location, unitsToGive(lines))
  await expectTheRest(tx, receiptId, lines, arrivals, taken.left)
  await addHeldBack(tx, lines)
  await lowerHeldBackOfReceipts(tx, lines)
  await moveProgress(tx, lines)
  await recordEvents(tx, eventsOf(receiptId, lines))
  await markItemsDue(tx, causesOf(receiptId, lines, await databaseTime(tx)))
  await markPromisesOfSupplierDue(tx, supplierId)
}

/** Fewer than none where a correction says so. */
function unitsToGive(lines: readonly PostedLine[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { itemId, accepted, heldBack } of lines) {
    units.set(itemId, (units.get(itemId) ?? 0) + accepted - heldBack)
  }
  return units
}

/** Units that did not come after all are still to come, on the days by which they were due. */
async function expectTheRest(
  tx: ShopSql,
  receiptId: string,
  lines: readonly PostedLine[],
  before: readonly LineArrival[],
  left: readonly LineArrival[],
): Promise<void> {
  const lineIds = lines.map((line) => line.supplierOrderLineId)
  await keepArrivals(tx, lineIds, left)
  const isOver = lines.filter(({ line }) => line.state === 'closed' || line.state === 'cancelled')
  await cancelOutstanding(
    tx,
    isOver.map((line) => line.supplierOrderLineId),
  )
  const counted = lines[0]?.corrects ?? receiptId
  const known = counted === receiptId ? new Map<string, UnitsOfDay[]>() : await loadCameOfDays(tx, counted)
  const came = new Map<string, readonly UnitsOfDay[]>()
  const missing = lines.flatMap((line) => {
    const of = ({ supplierOrderLine }: LineArrival) => supplierOrderLine === line.supplierOrderLineId
    const [had, has] = [before.filter(of), left.filter(of)]
    const days = mergeDays(known.get(line.supplierOrderLineId) ?? [], daysOfTaken(had, has))
    const toCome = has.reduce((sum, { units }) => sum + units, 0)
    const didNotCome = isOver.includes(line) ? 0 : outstandingOf(line.line) - toCome
    const taken = takeBackLatest(days, didNotCome)
    came.set(line.supplierOrderLineId, taken.left)
    return taken.back.map((back) => ({ ...line, ...back, isOrdered: true }))
  })
  await saveCameOfDays(tx, counted, came)
  await insertArrivals(tx, missing)
}

async function moveProgress(tx: ShopSql, lines: readonly PostedLine[]): Promise<void> {
  const orders = [...new Set(lines.map((line) => line.supplierOrderId))]
  const units = Map.groupBy(await loadUnitsOfOrders(tx, orders), (line) => line.supplierOrderId)
  const states = [...units].map(([order, known]) => {
    return [order, known[0]?.state === 'closed' ? 'closed' : progressOf(known)] as const
  })
  await moveOrders(tx, new Map(states))
}

function eventsOf(receiptId: string, lines: readonly PostedLine[]) {
  return [...Map.groupBy(lines, (line) => line.supplierOrderId)].map(([supplierOrderId, ofOrder]) => {
    const sum = (units: (line: PostedLine) => number) => ofOrder.reduce((total, line) => total + units(line), 0)
    const { corrects = null, note = '' } = ofOrder[0] ?? {}
    const facts = { receiptId, accepted: sum((line) => line.accepted), rejected: sum((line) => line.rejected) }
    return corrects === null
      ? ({ supplierOrderId, kind: 'received', facts } as const)
      : ({ supplierOrderId, kind: 'receipt-corrected', facts: { ...facts, corrects, note } } as const)
  })
}

function causesOf(receiptId: string, lines: readonly PostedLine[], triggeredAt: string): Map<string, Cause[]> {
  const causeOf = ({ supplierOrderId, number, corrects }: PostedLine): Cause => {
    const what = corrects === null ? 'received' : 'receipt-corrected'
    return { kind: 'receipt', topic: `receipts/${what}`, triggeredAt, receiptId, supplierOrderId, number, what }
  }
  return new Map([...Map.groupBy(lines, (line) => line.itemId)].map(([item, of]) => [item, of.map(causeOf)]))
}
