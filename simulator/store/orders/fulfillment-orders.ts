// Splitting, moving and merging fulfillment orders. The verbs and the Admin API's mutations both come here.

import { announce, type Change, newId } from '../change.ts'
import { gid } from '../ids.ts'
import { shiftTracked } from '../items/stock.ts'
import { fulfillmentOrderStub, lineQuantities, placedFulfillmentOrderStub } from '../payloads/fulfillment-order.ts'
import { Refused } from '../refusals.ts'
import type { FulfillmentOrder, FulfillmentOrderLine, Location } from '../state.ts'
import { isWorkable, putFulfillmentOrder, unclaimedOf } from './demand.ts'
import { isAllOpen, openBeside, openPortion, type Portion, withoutPortion } from './portions.ts'

/** The portion becomes a fulfillment order of its own at the same location; the original keeps the rest. */
export function splitFulfillmentOrder(change: Change, order: FulfillmentOrder, portion: Portion) {
  if (!isWorkable(order)) throw new Refused(`The fulfillment order ${order.id} is ${order.status} and cannot be split.`)
  if (isAllOpen(order, portion)) throw new Refused('A split must leave something behind.')
  const original = putFulfillmentOrder(change, withoutPortion(order, portion))
  const remaining = openBeside(change, order, order.locationId, portion)
  announce(change, 'fulfillment_orders/split', gid('Order', order.orderId), {
    split_line_items: lineQuantities(portion),
    fulfillment_order: fulfillmentOrderStub(original),
    remaining_fulfillment_order: fulfillmentOrderStub(remaining),
    replacement_fulfillment_order: null,
  })
  return { original, remaining }
}

/**
 * The portion (all that is open when null) is owed by another location from now on, and its stock follows. A fulfillment
 * order of which nothing was shipped moves as a whole and keeps its id; else a new one takes what moves.
 */
export function moveFulfillmentOrder(change: Change, order: FulfillmentOrder, to: Location, portion: Portion | null) {
  if (!isWorkable(order)) throw new Refused(`The fulfillment order ${order.id} is ${order.status} and cannot be moved.`)
  if (!to.active) throw new Refused(`The location ${to.name} is not active.`)
  if (order.locationId === to.id) throw new Refused(`The units are at ${to.name} already.`)
  const moving = portion ?? openPortion(order)
  const { original, moved } = moveUnits(change, order, to.id, moving)
  for (const { id, quantity } of moving) {
    const line = order.lines.find((each) => each.id === id)
    const itemId = itemOfLine(change, order.orderId, line?.lineId)
    const claimed = line ? quantity - unclaimedOf(line, quantity) : 0
    shiftTracked(change, itemId, order.locationId, { available: claimed, committed: -claimed })
    shiftTracked(change, itemId, to.id, { available: -claimed, committed: claimed })
  }
  announce(change, 'fulfillment_orders/moved', gid('Order', order.orderId), {
    original_fulfillment_order: placedFulfillmentOrderStub(original),
    moved_fulfillment_order: placedFulfillmentOrderStub(moved),
    destination_location_id: gid('Location', to.id),
    fulfillment_order_line_items_requested: portion === null ? [] : lineQuantities(portion),
    source_location: { id: gid('Location', order.locationId) },
  })
  return { original, moved }
}

function moveUnits(change: Change, order: FulfillmentOrder, locationId: string, moving: Portion) {
  const isUntouched = order.lines.every((line) => line.remainingQuantity === line.totalQuantity)
  if (isUntouched && isAllOpen(order, moving)) {
    const moved = putFulfillmentOrder(change, { ...order, locationId })
    return { original: moved, moved }
  }
  const original = putFulfillmentOrder(change, withoutPortion(order, moving))
  return { original, moved: openBeside(change, order, locationId, moving) }
}

/** All units end in the first fulfillment order; the others close. */
export function mergeFulfillmentOrders(change: Change, orders: readonly FulfillmentOrder[]): FulfillmentOrder {
  const [first, ...others] = orders
  if (!first || others.length === 0) throw new Refused('There is nothing to merge.')
  if (orders.some((each) => each.locationId !== first.locationId || !isWorkable(each))) {
    throw new Refused('Only free fulfillment orders of one location can be merged.')
  }
  const lines = new Map(first.lines.map((line) => [line.lineId, line]))
  for (const line of others.flatMap((each) => each.lines).filter((each) => each.remainingQuantity > 0)) {
    const there: FulfillmentOrderLine = lines.get(line.lineId) ?? {
      id: newId(change),
      lineId: line.lineId,
      totalQuantity: 0,
      remainingQuantity: 0,
    }
    lines.set(line.lineId, {
      ...there,
      totalQuantity: there.totalQuantity + line.remainingQuantity,
      remainingQuantity: there.remainingQuantity + line.remainingQuantity,
      ...(line.unclaimed && { unclaimed: (there.unclaimed ?? 0) + line.unclaimed }),
    })
  }
  for (const each of others) putFulfillmentOrder(change, withoutPortion(each, openPortion(each)))
  const merged = putFulfillmentOrder(change, { ...first, lines: [...lines.values()] })
  announce(change, 'fulfillment_orders/merged', gid('Order', first.orderId), {
    merge_intents: orders.map((each) => ({
      fulfillment_order_id: BigInt(each.id),
      fulfillment_order_line_items: openPortion(each).map(({ id, quantity }) => ({ id: BigInt(id), quantity })),
    })),
    fulfillment_order_merges: { fulfillment_order: fulfillmentOrderStub(merged) },
  })
  return merged
}

function itemOfLine(change: Change, orderId: string, lineId: string | undefined): string | null {
  return change.shop.orders.get(orderId)?.lines.find((line) => line.id === lineId)?.itemId ?? null
}
