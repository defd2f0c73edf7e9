// What a stock point owes comes before its queue. 5 were shipped before they were booked in, 3 wait, and 6 arrive on Friday:
// the first 5 fill what was shipped, whoever is pinned to Friday, and 1 is left for who waits.
import type { StockPoint } from './stock-point.ts'

/** Sets the first units to come against what is owed. What no arrival fills stays owed. */
export function pegOwed(point: StockPoint): void {
  for (const arrival of point.arrivals) {
    if (point.owed === 0) return
    const units = Math.min(point.owed, arrival.units)
    if (units === 0) continue
    arrival.units -= units
    point.owed -= units
    point.owedPegs ??= []
    point.owedPegs.push({ arrival: arrival.arrival, units })
  }
}
