// The heart of the product: who gets which unit. 4 on the shelf, 3 arriving Friday, three orders of 3: the first leaves
// now; the second has 1 now and 2 on Friday; the third is uncovered until 3 more are bought. If the merchant ranks the
// third order first, it leaves now, the first has 1 and 2, and the second is uncovered.
//
// A plan looks at all facts at once and remembers nothing, so asking again, or in another order, gives the same answer.
import { dayNumber } from '../day.ts'
import { serveCompleteOrders } from './complete-orders.ts'
import type { Day, Facts, Peg, Plan, PlannedLine, PlannedPoint, Policy } from './facts.ts'
import { outlook } from './outlook.ts'
import { pegQueue } from './peg.ts'
import type { QueuedDemand } from './queue.ts'
import { serveQueue, serveReleased } from './shelf.ts'
import { layOut, type StockPoint } from './stock-point.ts'

/**
 * Total: it answers for any facts of the right shape. Items and stock points come back in id order, and lines by item,
 * location and queue. Every stock point and arrival that a fact names is in the answer, also with nothing left.
 */
export function plan(facts: Facts, policy: Policy, today: Day): Plan {
  const todayNumber = dayNumber(today)
  const items = layOut(facts, policy, todayNumber)
  const points = items.flatMap((item) => item.points)

  for (const point of points) serveReleased(point)
  if (policy.queue === 'complete-orders-first') serveCompleteOrders(points)
  for (const point of points) serveQueue(point, policy.partialLines)
  for (const point of points) pegQueue(point)

  return {
    lines: points.flatMap((point) => point.queue.map(plannedLine)),
    points: points.map(plannedPoint),
    items: items.map((item) => outlook(item, policy, todayNumber)),
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

function plannedPoint({ item, location, shelf, arrivals }: StockPoint): PlannedPoint {
  return {
    item,
    location,
    shelfLeft: shelf,
    arrivalsLeft: arrivals.map(({ arrival, units }) => ({ arrival, units })),
  }
}
