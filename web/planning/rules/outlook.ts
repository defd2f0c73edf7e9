// What the next shopper can be told. Units left on a shelf: now. Else 2 left on an arrival of Friday: Friday and the
// handling, which is true for 2 units. Else ordered on the next order day, in 2 days, with a lead time of 10 days: in 12 days and the handling. Else
// nothing is promised. Where the next unit is of an arrival that is overdue, with no new day to tell, the shopper is
// delayed with it. And how many more may be sold without stock: of a limit of 20 with 12 backordered, 8.
import { addDays, dayNumber, dayOf } from '../../platform/values/day.ts'
import { addUnits, wholeUnits } from '../../platform/values/units.ts'
import type { ExpectedArrival } from './arrival.ts'
import { arrivalIfOrdered } from './days/if-ordered.ts'
import type { BeyondShelf, PlannedItem, Policy, Source } from './facts.ts'
import type { StockedItem, StockPoint } from './stock-point.ts'

/** A discontinued item is sold from what there is and what is to come, but never beyond it. */
export function outlook({ item, source, points }: StockedItem, policy: Policy, today: number | null): PlannedItem {
  const left = points.flatMap(({ arrivals }) => arrivals.filter((arrival) => arrival.units > 0))
  const first = earliest(left, ({ comesOn }) => comesOn)
  const isDelayed = first !== null && first.due !== null && first.readyOn === null
  const ifOrdered = ifOrderedNow(source, policy, today)
  const soonest = fromArrival(earliest(left, ({ toldOn }) => toldOn)) ?? ifOrdered
  const isOnShelf = points.some((point) => point.shelf > 0)
  return {
    item,
    nextUnit: isOnShelf ? 'now' : (soonest?.day ?? null),
    backorderRoom: backorderRoom(points, source),
    beyondShelf: isDelayed ? null : (fromArrival(first) ?? ifOrdered),
    ...(isDelayed && { isDelayed }),
  }
}

function fromArrival(first: ExpectedArrival | null): BeyondShelf | null {
  if (first === null || first.readyOn === null) return null
  return { day: first.readyOn, arrival: first.arrival, units: first.units }
}

/** No location and no arrival of it is before another of the same day. */
function earliest(arrivals: readonly ExpectedArrival[], dayOf: (arrival: ExpectedArrival) => number) {
  let first: ExpectedArrival | null = null
  for (const arrival of arrivals) if (first === null || dayOf(arrival) < dayOf(first)) first = arrival
  return first
}

function ifOrderedNow(source: Source | null, policy: Policy, today: number | null): BeyondShelf | null {
  if (source === null || source.supply === 'discontinued' || today === null) return null
  const arrivesOn = arrivalIfOrdered(dayOf(today), { said: source.leadTimeDays, orderDays: source.orderDays })
  const number = arrivesOn === null ? null : dayNumber(arrivesOn)
  if (number === null) return null
  return { day: dayOf(addDays(number, policy.handlingDays, policy.workingDays)), arrival: null, units: null }
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
