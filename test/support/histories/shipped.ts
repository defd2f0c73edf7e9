import type { ShopTruth } from '../running/simulated-shop.ts'

/** Of what lines keep, the units that were not sent yet. */
export function stillReleased(released: ReadonlyMap<string, number>, truth: ShopTruth): Map<string, number> {
  return new Map([...released].map(([place, units]) => [place, Math.max(0, units - shippedOf(truth, place))]))
}

/** Units that were sent from there, of a line at a location (`lineId at locationId`). */
export function shippedOf({ orders }: ShopTruth, place: string): number {
  let shipped = 0
  for (const { fulfillments = [] } of orders) {
    for (const { locationId, isCancelled, lines } of fulfillments) {
      if (isCancelled) continue
      for (const { lineId, units } of lines) if (`${lineId} at ${locationId}` === place) shipped += units
    }
  }
  return shipped
}
