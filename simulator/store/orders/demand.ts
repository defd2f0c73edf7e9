// The open units of order lines live in fulfillment orders: which location owes them. Adding and removing them keeps
// the location's committed stock in step, so that committed is always the sum of what is open there, less the units that
// took no stock (`unclaimed`): those lower nothing when they are ordered, and give nothing back when they are not wanted.

import { announce, type Change, newId } from '../change.ts'
import { gid } from '../ids.ts'
import { shiftTracked } from '../items/stock.ts'
import { fulfillmentOrderStub } from '../payloads/fulfillment-order.ts'
import type { FulfillmentOrder, FulfillmentOrderLine, Order, OrderLine, ShopState } from '../state.ts'

/** Where units are owed. */
export type Owed = { readonly line: OrderLine; readonly locationId: string; readonly units: number }
/** Units that are owed no longer, and how many of them had taken stock. */
export type Removed = Owed & { readonly claimed: number }

export function isWorkable(order: FulfillmentOrder): boolean {
  return order.status === 'OPEN' || order.status === 'IN_PROGRESS' || order.status === 'SCHEDULED'
}

export function isOpen(order: FulfillmentOrder): boolean {
  return isWorkable(order) || order.status === 'ON_HOLD'
}

/**
 * Owes units of new lines or raised ones, and answers the order with any fulfillment order this needed. They take their
 * stock unless `claims` is false.
 */
export function addDemand(change: Change, order: Order, owed: readonly Owed[], claims = true): Order {
  const opened: string[] = []
  for (const [locationId, here] of Map.groupBy(owed, (each) => each.locationId)) {
    const there = order.fulfillmentOrderIds
      .map((id) => change.shop.fulfillmentOrders.get(id))
      .find((each) => each?.locationId === locationId && isWorkable(each) && each.status !== 'SCHEDULED')
    if (!there) opened.push(openFulfillmentOrder(change, order.id, locationId, here, claims))
    else putFulfillmentOrder(change, { ...there, lines: here.reduce(withUnits(change, claims), [...there.lines]) })
    for (const { line, units } of claims ? here : []) {
      shiftTracked(change, line.itemId, locationId, { available: -units, committed: units })
    }
  }
  return { ...order, fulfillmentOrderIds: [...order.fulfillmentOrderIds, ...opened] }
}

/** Owes units in fulfillment orders of their own, one for each location, whatever is open there. They take their stock. */
export function openNewDemand(change: Change, order: Order, owed: readonly Owed[]): Order {
  const opened: string[] = []
  for (const [locationId, here] of Map.groupBy(owed, (each) => each.locationId)) {
    opened.push(openFulfillmentOrder(change, order.id, locationId, here, true))
    for (const { line, units } of here) {
      shiftTracked(change, line.itemId, locationId, { available: -units, committed: units })
    }
  }
  return { ...order, fulfillmentOrderIds: [...order.fulfillmentOrderIds, ...opened] }
}

/**
 * Takes open units of a line away, newest fulfillment order first and of each the unclaimed ones first: committed falls
 * where they were owed. Answers where they were owed.
 */
export function removeDemand(change: Change, order: Order, line: OrderLine, units: number): Removed[] {
  const removed: Removed[] = []
  let left = units
  for (const place of placesOf(change.shop, order, line.id).reverse()) {
    const taken = Math.min(left, place.line.remainingQuantity)
    if (taken === 0) continue
    left -= taken
    const claimed = taken - unclaimedOf(place.line, taken)
    removed.push({ line, locationId: place.order.locationId, units: taken, claimed })
    putFulfillmentOrder(change, takeUnits(place.order, place.line.id, taken))
    shiftTracked(change, line.itemId, place.order.locationId, { committed: -claimed })
  }
  return removed
}

/** The fulfillment orders that still owe units of the line, oldest first. */
export function placesOf(shop: ShopState, order: Order, lineId: string) {
  const places: { order: FulfillmentOrder; line: FulfillmentOrderLine }[] = []
  for (const id of order.fulfillmentOrderIds) {
    const there = shop.fulfillmentOrders.get(id)
    if (!there || !isOpen(there)) continue
    for (const line of there.lines) {
      if (line.lineId === lineId && line.remainingQuantity > 0) places.push({ order: there, line })
    }
  }
  return places
}

/** Puts a fulfillment order down with the status its open units call for. */
export function putFulfillmentOrder(change: Change, order: FulfillmentOrder): FulfillmentOrder {
  const owes = order.lines.some((line) => line.remainingQuantity > 0)
  const status = owes ? order.status : 'CLOSED'
  const kept: FulfillmentOrder = {
    ...order,
    status,
    holds: owes ? order.holds : [],
    updatedAt: change.now,
  }
  change.shop.fulfillmentOrders.set(kept.id, kept)
  return kept
}

/** The fulfillment order without some units of one of its lines, which it no longer owes and never shipped. */
export function takeUnits(order: FulfillmentOrder, fulfillmentLineId: string, units: number): FulfillmentOrder {
  const lines = order.lines.map((line) =>
    line.id === fulfillmentLineId
      ? { ...withoutRemaining(line, units), totalQuantity: line.totalQuantity - units }
      : line,
  )
  return { ...order, lines }
}

/** The line with fewer units still to go. Of what goes, the units that took no stock go first. */
export function withoutRemaining(line: FulfillmentOrderLine, units: number): FulfillmentOrderLine {
  const left = { ...line, remainingQuantity: line.remainingQuantity - units }
  return line.unclaimed === undefined ? left : { ...left, unclaimed: line.unclaimed - unclaimedOf(line, units) }
}

/** How many of the next `units` to go from the line took no stock. */
export function unclaimedOf(line: FulfillmentOrderLine, units: number): number {
  return Math.min(units, line.unclaimed ?? 0)
}

function openFulfillmentOrder(
  change: Change,
  orderId: string,
  locationId: string,
  owed: readonly Owed[],
  claims: boolean,
): string {
  const opened = putFulfillmentOrder(change, {
    id: newId(change),
    orderId,
    locationId,
    status: 'OPEN',
    createdAt: change.now,
    updatedAt: change.now,
    lines: owed.reduce(withUnits(change, claims), []),
    holds: [],
  })
  announce(change, 'fulfillment_orders/order_routing_complete', gid('Order', orderId), {
    fulfillment_order: fulfillmentOrderStub(opened),
  })
  return opened.id
}

function withUnits(change: Change, claims: boolean) {
  return (lines: FulfillmentOrderLine[], { line, units }: Owed): FulfillmentOrderLine[] => {
    const at = lines.findIndex((each) => each.lineId === line.id)
    const there = lines[at]
    if (there) {
      const grown = {
        ...there,
        totalQuantity: there.totalQuantity + units,
        remainingQuantity: there.remainingQuantity + units,
        ...(!claims && { unclaimed: (there.unclaimed ?? 0) + units }),
      }
      return lines.with(at, grown)
    }
    const added = { id: newId(change), lineId: line.id, totalQuantity: units, remainingQuantity: units }
    lines.push(claims ? added : { ...added, unclaimed: units })
    return lines
  }
}
