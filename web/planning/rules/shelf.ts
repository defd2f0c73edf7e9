// Who gets the units that are there. Shelf 10, order of 20: 10 covered, 10 backordered. Units that were released to be
// picked come first: what a picker or a shopper was told is ready is not taken away by a later rank or edit while the
// shelf has it.

import { wholeUnits } from '../../platform/values/units.ts'
import type { QueuedDemand } from './queue.ts'
import type { StockPoint } from './stock-point.ts'

/** Serves the released units of every demand, at most the units it still wants, in queue order. */
export function serveReleased(point: StockPoint): void {
  for (const waiting of point.queue) {
    waiting.released = Math.min(wholeUnits(waiting.demand.released ?? 0), waiting.units, point.shelf)
    give(waiting, waiting.released)
  }
}

/**
 * Walks the queue and gives what is left on the shelf. Where lines are not split, a line that wants more than is left
 * gets nothing beyond what was released to it, and the units go to the next that they suffice for: of shelf 4, a line
 * of 5 gets none and the line of 3 behind it gets 3.
 */
export function serveQueue(point: StockPoint, partialLines: boolean): void {
  for (const waiting of point.queue) {
    const wanted = waiting.uncovered
    if (wanted <= point.shelf) give(waiting, wanted)
    else if (partialLines) give(waiting, point.shelf)
  }
}

/** Moves units from the shelf to a demand; fewer than none puts them back. */
export function give(waiting: QueuedDemand, units: number): void {
  waiting.point.shelf -= units
  waiting.covered += units
  waiting.uncovered -= units
}
