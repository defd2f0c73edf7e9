import { takeBackSetAside } from '../mirror/store/inbox/set-aside.ts'
import { recordItems, touchLocations } from '../mirror/store/items/catalogue.ts'
import { markPromisesDue } from '../mirror/store/marks/promise-marks.ts'
import { askForOrdersOfItems } from '../mirror/store/orders/order-reads.ts'
import { recordReadings, recordStrangers } from '../mirror/store/stock/stock.ts'
import { causeOfChange } from '../planning/cause-of-change.ts'
import { planChanges } from '../planning/plan-changes.ts'
import { areAtUnknownPlaces, settledClaims, withClaims } from '../planning/point-claims.ts'
import { countedAt, heldBackLess, unitsThere } from '../planning/shelves.ts'
import { applyPlan } from '../planning/store/apply-plan.ts'
import { recordClaims } from '../planning/store/claims.ts'
import {
  clearMarks,
  type DueItem,
  endWait,
  lockUnchangedMarks,
  lookAgain,
  postponeMarks,
} from '../planning/store/due-items.ts'
import { loadHeard, loadPlanningFacts } from '../planning/store/facts.ts'
import { lowerHeldBack } from '../planning/store/held-back.ts'
import { owedAfter, recordOwed } from '../planning/store/owed.ts'
import { writePegs } from '../planning/store/pegs.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { mostAt } from '../planning/store/received-stock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { DueReadings } from './read-due.ts'
import { fewerStrangers, sortOut } from './sort-out.ts'

/**
 * The third step of a round: plans the due items from complete facts and writes the difference, in one transaction.
 * An item that was marked again since its reading is left for the next round. Answers how many items were planned.
 */
export async function planDueItems(tx: ShopSql, readings: DueReadings): Promise<number> {
  const [, unchanged] = await Promise.all([lockPlans(tx), lockUnchangedMarks(tx, readings.due)])
  const due = readings.due.filter((mark) => unchanged.has(mark.itemId))
  if (due.length === 0) return 0

  const read = new Map(readings.items.filter((item) => unchanged.has(item.itemId)).map((item) => [item.itemId, item]))
  await recordItems(
    tx,
    [...read.values()].map((item) => ({ ...item, kind: 'item', heardAt: readings.readAt })),
  )
  await recordReadings(tx, [...read.values()], readings.readAt)
  await takeBackSetAside(
    tx,
    'item',
    due.flatMap(({ itemId, isSetAside }) => (isSetAside && read.has(itemId) ? [itemId] : [])),
  )

  const facts = await loadPlanningFacts(tx, [...unchanged].sort(), readings)
  const { ready, waiting, overdue } = await sortOut(tx, due, read, facts)
  await postponeMarks(tx, waiting)
  // Whoever closed that location was not heard yet.
  if (waiting.length > 0 && areAtUnknownPlaces(read, facts)) await touchLocations(tx)
  await endWait(tx, overdue)
  await askForOrdersOfItems(tx, overdue, readings.locations.length > 1)

  const fewer = fewerStrangers(ready, read, facts)
  await recordStrangers(tx, fewer)
  const strangers = new Map([...facts.strangers, ...fewer])

  const planned = new Set(ready.map((mark) => mark.itemId))
  const claims = settledClaims(planned, read, facts, strangers, readings.readAt, waitingSince(ready, readings.readAt))
  await recordClaims(tx, claims)
  const readPlanned = [...read.values()].filter((item) => planned.has(item.itemId))
  const there = unitsThere(countedAt(strangers), mostAt(facts.received))
  await lowerHeldBack(tx, heldBackLess(readPlanned, there, countedAt(facts.heldBack)))
  const settled = withClaims(facts, claims)
  const { changes, lines, points } = planChanges(planned, read, settled, strangers)
  const lineIds = [...new Set(changes.map((change) => change.line))]
  const causeOf = causeOfChange(ready, facts, await loadHeard(tx, lineIds), owedAfter(points))
  await applyPlan(
    tx,
    changes.map((change) => ({ ...change, cause: causeOf(change) })),
  )
  await writePegs(tx, [...planned], lines)
  await recordOwed(tx, [...planned], points, facts.owed)
  await lookAgain(tx, claims.again)
  const done = [...planned].filter((item) => !claims.again.has(item))
  await Promise.all([clearMarks(tx, done), markPromisesDue(tx, [...planned])])
  return planned.size
}

function waitingSince(marks: readonly DueItem[], readAt: string): (item: string) => string | null {
  const waited = new Map(marks.map((mark) => [mark.itemId, mark.waitedSeconds]))
  return (item) => {
    const seconds = waited.get(item) ?? null
    return seconds === null ? null : new Date(Date.parse(readAt) - seconds * 1000).toISOString()
  }
}
