// What the next shopper can be told. Units left on a shelf: now. Else 2 left on an arrival of Friday: Friday and the
// handling, which is true for 2 units. Else ordered today with a lead time of 10 days: in 10 days and the handling. Else
// nothing is promised. And how many more may be sold without stock: of a limit of 20 with 12 backordered, 8.
import { addDays, dayOf } from '../day.ts'
import type { ExpectedArrival } from './arrival.ts'
import type { BeyondShelf, PlannedItem, Policy, Source } from './facts.ts'
import type { StockedItem, StockPoint } from './stock-point.ts'
import { addUnits, wholeUnits } from './units.ts'

/** A discontinued item is sold from what there is and what is to come, but never beyond it. */
export function outlook({ item, source, points }: StockedItem, policy: Policy, today: number | null): PlannedItem {
  const beyond = beyondShelf(points, source, policy, today)
  const isOnShelf = points.some((point) => point.shelf > 0)
  return {
    item,
    nextUnit: isOnShelf ? 'now' : (beyond?.day ?? null),
    backorderRoom: backorderRoom(points, source),
    beyondShelf: beyond,
  }
}

function beyondShelf(
  points: readonly StockPoint[],
  source: Source | null,
  policy: Policy,
  today: number | null,
): BeyondShelf | null {
  const first = firstWithUnits(points)
  const firstDay = first?.readyOn ?? null
  if (first !== null && firstDay !== null) return { day: firstDay, arrival: first.arrival, units: first.units }
  const leadTimeDays = source?.leadTimeDays ?? null
  if (source?.supply === 'discontinued' || leadTimeDays === null || today === null) return null
  const day = dayOf(addDays(today + leadTimeDays, policy.handlingDays, policy.workingDays))
  return { day, arrival: null, units: null }
}

function firstWithUnits(points: readonly StockPoint[]): ExpectedArrival | null {
  let first: ExpectedArrival | null = null
  for (const { arrivals } of points) {
    const next = arrivals.find((arrival) => arrival.units > 0)
    if (next !== undefined && (first === null || next.comesOn < first.comesOn)) first = next
  }
  return first
}

/** Null means no limit. */
function backorderRoom(points: readonly StockPoint[], source: Source | null): number | null {
  if (source?.supply === 'discontinued') return 0
  const limit = source?.maxBackorder ?? null
  if (limit === null) return null
  if (limit === 'incoming') return unitsToCome(points)
  let room = wholeUnits(limit)
  for (const { queue } of points) for (const { units, covered } of queue) room = Math.max(0, room - (units - covered))
  return room
}

function unitsToCome(points: readonly StockPoint[]): number {
  let units = 0
  for (const { arrivals } of points) for (const arrival of arrivals) units = addUnits(units, arrival.units)
  return units
}
