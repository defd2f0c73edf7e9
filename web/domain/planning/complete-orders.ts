// Ship whole orders before parts of orders. Shelves X 2 and Y 0: order 1 wants X 1 and Y 1, order 2 wants X 2. Order 1
// cannot leave whole, so order 2 gets both X. An order's turn is that of its best line in the queue.
import { compareQueued, type QueuedDemand } from './queue.ts'
import { give } from './shelf.ts'
import type { StockPoint } from './stock-point.ts'

/** Covers, each in its turn, the orders all of whose lines can be covered from what is left on the shelves. */
export function serveCompleteOrders(points: readonly StockPoint[]): void {
  const open = points.flatMap((point) => point.queue)
  const orders = [...Map.groupBy(open, (line) => line.demand.order).values()]
    .map((lines) => ({ lines, best: lines.reduce(earlier) }))
    .sort((a, b) => compareQueued(a.best, b.best))
  for (const { lines } of orders) {
    const short = lines.findIndex((line) => !cover(line))
    for (const line of lines.slice(0, Math.max(0, short))) putBack(line)
  }
}

function earlier(a: QueuedDemand, b: QueuedDemand): QueuedDemand {
  return compareQueued(a, b) <= 0 ? a : b
}

/** Lines of one order may share a shelf, so each takes its units before the next one looks. */
function cover(line: QueuedDemand): boolean {
  if (line.uncovered > line.point.shelf) return false
  give(line, line.uncovered)
  return true
}

/** What was released stays. */
function putBack(line: QueuedDemand): void {
  give(line, line.released - line.covered)
}
