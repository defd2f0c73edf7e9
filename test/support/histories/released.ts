import type { ShopTruth } from '../running/simulated-shop.ts'
import type { NativeTruth } from '../truth/native-truth.ts'
import { oracle } from '../truth/oracle.ts'
import type { Goods } from './a-merchant.ts'
import { clear, type OwnArrival, type Seen } from './look.ts'
import type { Played } from './played.ts'
import { shippedOf } from './shipped.ts'

/** Units that came, by arrival. */
export type Came = ReadonlyMap<string, number>

/** Before any day that is told. */
const atOnce = '0001-01-01'

/** Goods came: whose they are from now on is known to the history. */
export function keepReleased({ released, ranks }: Played, before: Seen, came: Came): void {
  const kept = releasedBy({ ...before, decided: { ...before.decided, ranks } }, came)
  for (const [place, units] of kept) released.set(place, Math.max(units, released.get(place) ?? 0))
  if (kept.size > 0) forgetWhoHasAll(released, before.truth)
}

/**
 * What a line keeps of goods that come, whoever comes before it in the queue, by `lineId at locationId`. A line that is pinned to
 * what comes keeps that; and where a line waits for another arrival that it is pinned to, or lacks what it kept before, what comes
 * stays with those whom it is pegged to. It shares no code with the app.
 */
export function releasedBy(before: Seen, came: Came): Map<string, number> {
  const { truth, own, native, decided } = clear(before)
  const had = oracle(truth, [...own, ...native], decided).lines
  const covered = new Map([...had].map(([place, line]) => [place, line.covered]))
  const arrivals = [...own, ...native].map((arrival) => {
    const units = came.get(arrival.arrivalId)
    return units === undefined ? arrival : { ...arrival, units: Math.min(units, arrival.units), due: atOnce }
  })
  const { uses } = oracle(truth, arrivals, { ...decided, released: covered, today: '' })
  const pegs = arrivals.flatMap(({ arrivalId, itemId, locationId }) =>
    [...(uses.get(arrivalId)?.lines ?? [])].map(([place, units]) => {
      const isPinned = decided.pins?.get(lineOf(place))?.has(arrivalId) ?? false
      return { place, units, isPinned, isThere: came.has(arrivalId), point: `${itemId} ${locationId}` }
    }),
  )
  const waitedFor = new Set(pegs.filter(({ isPinned, isThere }) => isPinned && !isThere).map(({ point }) => point))
  const itemOf = new Map(truth.orders.flatMap(({ lines }) => lines.map(({ lineId, itemId }) => [lineId, itemId])))
  for (const [place, { covered: has, backordered }] of had) {
    const keeps = Math.min(has + backordered, decided.released?.get(place) ?? 0)
    if (has < keeps) waitedFor.add(`${itemOf.get(lineOf(place))} ${place.slice(place.indexOf(' at ') + 4)}`)
  }
  const kept = pegs.filter(({ isPinned, isThere, point }) => isThere && (isPinned || waitedFor.has(point)))
  return new Map(
    [...Map.groupBy(kept, ({ place }) => place)].map(([place, of]) => {
      const gets = of.reduce((sum, { units }) => sum + units, 0)
      return [place, gets + (covered.get(place) ?? 0) + shippedOf(truth, place)]
    }),
  )
}

/** What of each arrival can be given, where so much comes of the lines of supplier orders. */
export function cameOf(own: readonly OwnArrival[], goods: Goods): Map<string, number> {
  const came = new Map<string, number>()
  for (const { supplierOrderLineId, accepted, rejected = 0, heldBack = 0 } of goods) {
    let [taken, toGive] = [accepted + rejected, accepted - heldBack]
    const arrivals = own.filter((one) => one.supplierOrderLineId === supplierOrderLineId)
    for (const { arrivalId, units } of arrivals.toSorted(byDay)) {
      const given = Math.max(0, Math.min(units, taken, toGive))
      taken -= units
      toGive -= given
      came.set(arrivalId, given)
      if (taken <= 0) break
    }
  }
  return came
}

/** What of each native arrival came between two looks at the shop. */
export function cameNatively({ truth, native }: Pick<Seen, 'truth' | 'native'>, after: ShopTruth): Map<string, number> {
  const [before, now] = [acceptedOf(truth), acceptedOf(after)]
  const came = new Map<string, number>()
  for (const { arrivalId, itemId, shipment } of native) {
    const of = `${itemId} ${shipment}`
    const units = (now.get(of) ?? 0) - (before.get(of) ?? 0)
    if (units > 0) came.set(arrivalId, units)
  }
  return came
}

/** By item and shipment. */
function acceptedOf(truth: ShopTruth): Map<string, number> {
  const accepted = new Map<string, number>()
  for (const { shipments } of (truth as ShopTruth & Partial<NativeTruth>).transfers ?? []) {
    for (const { name, lines } of shipments) {
      for (const line of lines) accepted.set(`${line.itemId} ${name}`, line.accepted)
    }
  }
  return accepted
}

function byDay(a: OwnArrival, b: OwnArrival): number {
  const [one, other] = [a.due ?? 'no day', b.due ?? 'no day']
  if (one !== other) return one < other ? -1 : 1
  return Number(BigInt(a.arrivalId) - BigInt(b.arrivalId))
}

function forgetWhoHasAll(released: Played['released'], { orders }: ShopTruth): void {
  const open = new Set(orders.flatMap(({ lines }) => lines.flatMap((line) => (line.open > 0 ? [line.lineId] : []))))
  for (const place of [...released.keys()]) if (!open.has(lineOf(place))) released.delete(place)
}

function lineOf(place: string): string {
  return place.slice(0, place.indexOf(' at '))
}
