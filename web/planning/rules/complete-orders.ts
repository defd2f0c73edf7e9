// Ship whole orders before parts of orders. Shelves X 2 and Y 0: order 1 wants X 1 and Y 1, order 2 wants X 2. Order 1
// cannot leave whole, so order 2 gets both X. An order's turn is that of its best line in the queue.
import { compareQueued, type QueuedDemand } from './queue.ts'
import { give } from './shelf.ts'
import type { StockPoint } from './stock-point.ts'

/** Covers, each in its turn, the orders all of whose lines can be covered from what is left on the shelves. */
export function serveCompleteOrders(points: readonly StockPoint[]): void {
  const turns: Turn[] = []
  for (const lines of linesByOrder(points).values()) {
    if (lines.every(isWithinReach)) turns.push({ best: lines.reduce(earlier), lines })
  }
  for (const { lines } of turns.sort((a, b) => compareQueued(a.best, b.best))) coverWhole(lines)
}

type Turn = { readonly best: QueuedDemand; readonly lines: readonly QueuedDemand[] }

/** A loop, because Map.groupBy would want all lines of the shop in one more list. */
function linesByOrder(points: readonly StockPoint[]): Map<string, QueuedDemand[]> {
  const orders = new Map<string, QueuedDemand[]>()
  for (const { queue } of points) {
    for (const line of queue) {
      const lines = orders.get(line.demand.order)
      if (lines === undefined) orders.set(line.demand.order, [line])
      else lines.push(line)
    }
  }
  return orders
}

/** Shelves only get emptier: a line beyond its shelf now holds up its order for good, and the order needs no turn. */
function isWithinReach(line: QueuedDemand): boolean {
  return line.uncovered <= line.point.shelf
}

function earlier(a: QueuedDemand, b: QueuedDemand): QueuedDemand {
  return compareQueued(a, b) <= 0 ? a : b
}

/** Lines of one order may share a shelf, so each takes its units before the next one looks. */
function coverWhole(lines: readonly QueuedDemand[]): void {
  for (const [at, line] of lines.entries()) {
    if (!isWithinReach(line)) {
      for (const taken of lines.slice(0, at)) putBack(taken)
      return
    }
    give(line, line.uncovered)
  }
}

/** What was released stays. */
function putBack(line: QueuedDemand): void {
  give(line, line.released - line.covered)
}
