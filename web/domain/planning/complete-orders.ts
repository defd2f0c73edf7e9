// Ship whole orders before parts of orders. Shelves X 2 and Y 0: order 1 wants X 1 and Y 1, order 2 wants X 2. Order 1
// cannot leave whole, so order 2 gets both X. An order's turn is that of its best line in the queue.
import { compareQueued, type QueuedDemand } from './queue.ts'
import { give } from './shelf.ts'
import type { StockPoint } from './stock-point.ts'

type OpenLine = { readonly point: StockPoint; readonly waiting: QueuedDemand; readonly wanted: number }
type OpenOrder = { best: QueuedDemand; readonly lines: OpenLine[] }

/** Covers, each in its turn, the orders all of whose lines can be covered from what is left on the shelves. */
export function serveCompleteOrders(points: readonly StockPoint[]): void {
  const orders = openOrders(points).sort((a, b) => compareQueued(a.best, b.best))
  for (const { lines } of orders) {
    const short = lines.findIndex((line) => !cover(line))
    if (short > 0) for (const line of lines.slice(0, short)) give(line.point, line.waiting, -line.wanted)
  }
}

/** An order's lines at every item and location; units released to it are no longer wanted. */
function openOrders(points: readonly StockPoint[]): OpenOrder[] {
  const orders = new Map<string, OpenOrder>()
  for (const point of points) {
    for (const waiting of point.queue) {
      const line = { point, waiting, wanted: waiting.uncovered }
      const order = orders.get(waiting.demand.order)
      if (order === undefined) {
        orders.set(waiting.demand.order, { best: waiting, lines: [line] })
        continue
      }
      order.lines.push(line)
      if (compareQueued(waiting, order.best) < 0) order.best = waiting
    }
  }
  return [...orders.values()]
}

/** Lines of one order may share a shelf, so each takes its units before the next one looks. */
function cover({ point, waiting, wanted }: OpenLine): boolean {
  if (wanted > point.shelf) return false
  give(point, waiting, wanted)
  return true
}
