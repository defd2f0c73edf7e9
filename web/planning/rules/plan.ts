// The heart of the product: who gets which unit. 4 on the shelf, 3 arriving Friday, three orders of 3: the first leaves
// now; the second has 1 now and 2 on Friday; the third has 1 on Friday and cannot leave until 2 more are bought. If the
// merchant ranks the third order first, it leaves now, the first has 1 and 2, and the second waits.
//
// A plan looks at all facts at once and remembers nothing, so asking again, or in another order, gives the same answer.
import { type Day, dayNumber } from '../../platform/values/day.ts'
import { serveCompleteOrders } from './complete-orders.ts'
import type { Facts, OwedPeg, Peg, Plan, PlannedItem, PlannedLine, PlannedPoint, Policy } from './facts.ts'
import { outlook } from './outlook.ts'
import { pegOwed } from './owed.ts'
import { pegQueue } from './peg.ts'
import type { QueuedDemand } from './queue.ts'
import { serveQueue, serveReleased } from './shelf.ts'
import { layOutItems, type StockedItem, type StockPoint } from './stock-point.ts'

/**
 * Total: it answers for any facts of the right shape. Items and stock points come back in id order, and lines by item,
 * location and queue. Every stock point and arrival that a fact names is in the answer, also with nothing left.
 */
export function plan(facts: Facts, policy: Policy, today: Day): Plan {
  const todayNumber = dayNumber(today)
  const lines: PlannedLine[] = []
  const points: PlannedPoint[] = []
  const items: PlannedItem[] = []
  for (const item of servedOutOfTurn(layOutItems(facts, policy, todayNumber), policy)) {
    for (const point of item.points) {
      serveQueue(point, policy.partialLines)
      pegOwed(point)
      pegQueue(point)
      for (const waiting of point.queue) lines.push(plannedLine(waiting))
      points.push(plannedPoint(point))
    }
    items.push(outlook(online(item, facts.storesOnly), policy, todayNumber))
  }
  return { lines, points, items }
}

/** The item as the next shopper online sees it. */
function online(item: StockedItem, storesOnly: Facts['storesOnly']): StockedItem {
  if (storesOnly === undefined || storesOnly.length === 0) return item
  return { ...item, points: item.points.filter(({ location }) => !storesOnly.includes(location)) }
}

/** What is given before the queue is walked: released units, and then whole orders if the merchant wants them first. */
function servedOutOfTurn(laidOut: Iterable<StockedItem>, policy: Policy): Iterable<StockedItem> {
  const items = withReleasedServed(laidOut)
  if (policy.queue === 'oldest-first') return items
  const all = [...items]
  serveCompleteOrders(all.flatMap((item) => item.points))
  return all
}

function* withReleasedServed(items: Iterable<StockedItem>): Generator<StockedItem> {
  for (const item of items) {
    for (const point of item.points) serveReleased(point)
    yield item
  }
}

const NO_PEGS: readonly Peg[] = []

function plannedLine(waiting: QueuedDemand): PlannedLine {
  const { demand, units, covered, uncovered, pegs } = waiting
  return {
    line: demand.line,
    order: demand.order,
    item: demand.item,
    location: demand.location,
    units,
    covered,
    backordered: units - covered,
    uncovered,
    pegs: pegs ?? NO_PEGS,
    readyOn: readyOn(waiting),
  }
}

/** The day the last unit of the line can leave. Unknown as long as one unit has no arrival, or an arrival without a day. */
function readyOn({ units, covered, uncovered, lastArrival }: QueuedDemand): Day | 'now' | null {
  if (covered === units) return 'now'
  return uncovered > 0 || lastArrival === null ? null : lastArrival.readyOn
}

const NOTHING_OWED: readonly OwedPeg[] = []

function plannedPoint({ item, location, shelf, owed, owedPegs, arrivals }: StockPoint): PlannedPoint {
  return {
    item,
    location,
    shelfLeft: shelf,
    owedLeft: owed,
    owedPegs: owedPegs ?? NOTHING_OWED,
    arrivalsLeft: arrivals.map(({ arrival, units }) => ({ arrival, units })),
  }
}
