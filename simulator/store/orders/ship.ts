// Goods leave: open units become shipped ones, in one fulfillment for each location. Nobody asks whether they were there: what
// was never booked in can be shipped all the same, and then fewer than none are on hand.
import { type Change, newId } from '../change.ts'
import { shiftTracked } from '../items/stock.ts'
import { Refused } from '../refusals.ts'
import type { Fulfillment, FulfillmentOrder, Order } from '../state.ts'
import { putFulfillmentOrder, unclaimedOf, withoutRemaining } from './demand.ts'
import { putOrder } from './put-order.ts'

export type Parcel = { readonly from: FulfillmentOrder; readonly lineId: string; readonly units: number }

/** Puts down the order with what it has shipped; announces nothing. */
export function ship(
  change: Change,
  order: Order,
  parcels: readonly Parcel[],
): { readonly order: Order; readonly made: readonly Fulfillment[] } {
  const dispatchId = newId(change)
  const made = [...Map.groupBy(parcels, (parcel) => parcel.from.locationId)].map(
    ([locationId, here], at): Fulfillment => ({
      id: at === 0 ? dispatchId : newId(change),
      status: 'success',
      locationId: activeOrRefused(change, locationId),
      createdAt: change.now,
      updatedAt: change.now,
      dispatchId,
      lines: here.map((parcel) => ({
        fulfillmentOrderId: parcel.from.id,
        lineId: parcel.lineId,
        quantity: parcel.units,
      })),
    }),
  )
  const kept = putOrder(change, {
    ...shipFrom(change, order, made),
    fulfillments: [...order.fulfillments, ...made],
  })
  return { order: kept, made }
}

function activeOrRefused(change: Change, locationId: string): string {
  const location = change.shop.locations.get(locationId)
  if (!location?.active)
    throw new Refused(`The location ${location?.name ?? locationId} is not active; move the line first.`)
  return locationId
}

/**
 * Shipped units leave committed and on hand; available does not move. Units that took no stock leave what is available:
 * they are gone from the place all the same.
 */
function shipFrom(change: Change, shipped: Order, made: readonly Fulfillment[]): Order {
  const unitsOf = new Map<string, number>()
  for (const { locationId, lines } of made) {
    for (const { fulfillmentOrderId, lineId, quantity } of lines) {
      unitsOf.set(lineId, (unitsOf.get(lineId) ?? 0) + quantity)
      const itemId = shipped.lines.find((line) => line.id === lineId)?.itemId ?? null
      const from = change.shop.fulfillmentOrders.get(fulfillmentOrderId)?.lines.find((line) => line.lineId === lineId)
      const unclaimed = from ? unclaimedOf(from, quantity) : 0
      shiftTracked(change, itemId, locationId, { committed: unclaimed - quantity, available: -unclaimed })
    }
  }
  const parcels = made.flatMap((each) => each.lines)
  for (const [fromId, here] of Map.groupBy(parcels, (parcel) => parcel.fulfillmentOrderId)) {
    const from = change.shop.fulfillmentOrders.get(fromId)
    if (!from) continue
    const gone = new Map(here.map((parcel) => [parcel.lineId, parcel.quantity]))
    putFulfillmentOrder(change, {
      ...from,
      status: 'IN_PROGRESS',
      lines: from.lines.map((line) => withoutRemaining(line, gone.get(line.lineId) ?? 0)),
    })
  }
  return {
    ...shipped,
    lines: shipped.lines.map((line) => ({
      ...line,
      fulfillableQuantity: line.fulfillableQuantity - (unitsOf.get(line.id) ?? 0),
    })),
  }
}
