// Who gets the units that are to come. Arrivals of 5 (week 1) and 20 (week 3), demand 8: 5 in week 1 and 3 in week 3, and
// the line can leave in week 3. The merchant may pin a demand to an arrival at its stock point: those units go there
// before anyone else sees them, and only the rest of the arrival serves the queue. A pin to anything else is no pin. Of several
// arrivals that it is pinned to, the first to come serves it first, on equal days the one that is named first.
import type { ExpectedArrival } from './arrival.ts'
import { pinsOf } from './pins.ts'
import type { QueuedDemand } from './queue.ts'
import type { StockPoint } from './stock-point.ts'

/** Pegs the units that the shelf could not serve. What no arrival serves stays uncovered. */
export function pegQueue(point: StockPoint): void {
  pegPinned(point)
  let next = 0
  for (const waiting of point.queue) {
    while (waiting.uncovered > 0) {
      const arrival = point.arrivals[next]
      if (arrival === undefined) return
      peg(waiting, arrival)
      if (arrival.units === 0) next += 1
    }
  }
}

function pegPinned({ queue, arrivals }: StockPoint): void {
  const pinned = queue.filter(({ demand }) => demand.pin !== undefined)
  if (pinned.length === 0) return
  const byId = Map.groupBy(arrivals, ({ arrival }) => arrival)
  for (const waiting of pinned) {
    const own = pinsOf(waiting.demand).flatMap((pin) => byId.get(pin) ?? [])
    for (const arrival of own.sort(byDay)) peg(waiting, arrival)
  }
}

/** Of one day they stay as the pins have them, and so do two without a day: a difference that is no number sorts as none. */
function byDay(a: ExpectedArrival, b: ExpectedArrival): number {
  return a.comesOn - b.comesOn
}

function peg(waiting: QueuedDemand, from: ExpectedArrival): void {
  const units = Math.min(waiting.uncovered, from.units)
  if (units === 0) return
  from.units -= units
  waiting.uncovered -= units
  waiting.pegs ??= []
  waiting.pegs.push({ arrival: from.arrival, units, due: from.due })
  if (waiting.lastArrival === null || from.toldOn > waiting.lastArrival.toldOn) waiting.lastArrival = from
}
