// What can be done to one fulfillment order: hold, release, split, move, merge. The verbs and the Admin API's mutations
// both come here.

import { announce, type Change, newId } from './change.ts'
import { isOpen, isWorkable, putFulfillmentOrder, takeUnits } from './demand.ts'
import { gid } from './ids.ts'
import {
  fulfillmentOrderStub,
  holdPayload,
  lineQuantities,
  placedFulfillmentOrderStub,
} from './payloads/fulfillment-order.ts'
import { Refused } from './refusals.ts'
import type { FulfillmentOrder, Hold, Location } from './state.ts'
import { shiftTracked } from './stock.ts'

/** Units of fulfillment order lines, by the fulfillment order line's id. */
export type Portion = readonly { readonly id: string; readonly quantity: number }[]

export type HoldWish = {
  readonly reason: string
  readonly reasonNotes: string | null
  readonly handle: string | null
  readonly heldByApp: boolean
  /** Holds only these units; the rest is split off and stays free. */
  readonly portion: Portion | null
}

export type Held = { held: FulfillmentOrder; hold: Hold; remaining: FulfillmentOrder | null }

export function holdFulfillmentOrder(change: Change, order: FulfillmentOrder, wish: HoldWish): Held {
  if (!isOpen(order))
    throw new Refused(`The fulfillment order ${order.id} is ${order.status}, nothing of it can be held.`)
  if (wish.portion && order.status === 'ON_HOLD') throw new Refused('A held fulfillment order cannot be split.')
  const split = wish.portion ? keepPortion(change, order, wish.portion) : { kept: order, remaining: null }
  const hold: Hold = {
    id: newId(change),
    reason: wish.reason,
    reasonNotes: wish.reasonNotes,
    handle: wish.handle,
    heldByApp: wish.heldByApp,
  }
  const wasHeld = order.status === 'ON_HOLD'
  const held = putFulfillmentOrder(change, {
    ...split.kept,
    status: 'ON_HOLD',
    holds: [...split.kept.holds, hold],
  })
  if (!wasHeld) {
    announce(change, 'fulfillment_orders/placed_on_hold', gid('Order', held.orderId), {
      fulfillment_order: { ...fulfillmentOrderStub(held), fulfillment_holds: held.holds.map(holdPayload) },
      remaining_fulfillment_order: split.remaining && fulfillmentOrderStub(split.remaining),
      held_fulfillment_order_line_items: lineQuantities(openPortion(held)),
      created_fulfillment_hold: holdPayload(hold),
    })
  }
  return { held, hold, remaining: split.remaining }
}

/** Releases the named holds, or all when none is named. The fulfillment order is free when no hold is left. */
export function releaseFulfillmentOrder(
  change: Change,
  order: FulfillmentOrder,
  holdIds: readonly string[] | null,
): FulfillmentOrder {
  if (order.status !== 'ON_HOLD') throw new Refused(`The fulfillment order ${order.id} is not on hold.`)
  const unknown = (holdIds ?? []).find((id) => !order.holds.some((hold) => hold.id === id))
  if (unknown !== undefined) throw new Refused(`The fulfillment order ${order.id} has no hold ${unknown}.`)
  const holds = holdIds === null ? [] : order.holds.filter((hold) => !holdIds.includes(hold.id))
  const released = putFulfillmentOrder(change, {
    ...order,
    holds,
    status: holds.length > 0 ? 'ON_HOLD' : freeStatus(order),
  })
  if (holds.length === 0) {
    announce(change, 'fulfillment_orders/hold_released', gid('Order', order.orderId), {
      fulfillment_order: fulfillmentOrderStub(released),
    })
  }
  return released
}

/** The fulfillment order keeps the portion; the rest of what is open becomes a new one at the same location. */
export function splitFulfillmentOrder(change: Change, order: FulfillmentOrder, portion: Portion) {
  if (!isWorkable(order)) throw new Refused(`The fulfillment order ${order.id} is ${order.status} and cannot be split.`)
  const { kept, remaining } = keepPortion(change, order, portion)
  if (!remaining) throw new Refused('A split must leave something behind.')
  announce(change, 'fulfillment_orders/split', gid('Order', order.orderId), {
    split_line_items: lineQuantities(portion),
    fulfillment_order: fulfillmentOrderStub(kept),
    remaining_fulfillment_order: fulfillmentOrderStub(remaining),
    replacement_fulfillment_order: null,
  })
  return { kept, remaining }
}

/** The portion (all that is open when null) is owed by another location from now on, and its stock follows. */
export function moveFulfillmentOrder(change: Change, order: FulfillmentOrder, to: Location, portion: Portion | null) {
  if (!isWorkable(order)) throw new Refused(`The fulfillment order ${order.id} is ${order.status} and cannot be moved.`)
  if (!to.active) throw new Refused(`The location ${to.name} is not active.`)
  if (order.locationId === to.id) throw new Refused(`The units are at ${to.name} already.`)
  const moving = portion ?? openPortion(order)
  const original = putFulfillmentOrder(change, withoutPortion(order, moving))
  const moved = openBeside(change, order, to.id, moving)
  for (const { lineId, remainingQuantity } of moved.lines) {
    const itemId = itemOfLine(change, order.orderId, lineId)
    shiftTracked(change, itemId, order.locationId, { available: remainingQuantity, committed: -remainingQuantity })
    shiftTracked(change, itemId, to.id, { available: -remainingQuantity, committed: remainingQuantity })
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

/** All units end in the first fulfillment order; the others close. */
export function mergeFulfillmentOrders(change: Change, orders: readonly FulfillmentOrder[]): FulfillmentOrder {
  const [first, ...others] = orders
  if (!first || others.length === 0) throw new Refused('There is nothing to merge.')
  if (orders.some((each) => each.locationId !== first.locationId || !isWorkable(each))) {
    throw new Refused('Only free fulfillment orders of one location can be merged.')
  }
  const lines = new Map(first.lines.map((line) => [line.lineId, line]))
  for (const line of others.flatMap((each) => each.lines).filter((each) => each.remainingQuantity > 0)) {
    const there = lines.get(line.lineId) ?? {
      id: newId(change),
      lineId: line.lineId,
      totalQuantity: 0,
      remainingQuantity: 0,
    }
    lines.set(line.lineId, {
      ...there,
      totalQuantity: there.totalQuantity + line.remainingQuantity,
      remainingQuantity: there.remainingQuantity + line.remainingQuantity,
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

export function openPortion(order: FulfillmentOrder): Portion {
  return order.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ id: line.id, quantity: line.remainingQuantity }))
}

function keepPortion(change: Change, order: FulfillmentOrder, portion: Portion) {
  const wanted = new Map(portion.map(({ id, quantity }) => [id, quantity]))
  const rest = openPortion(order)
    .map(({ id, quantity }) => ({ id, quantity: quantity - (wanted.get(id) ?? 0) }))
    .filter(({ quantity }) => quantity !== 0)
  refuseBeyond(order, portion)
  if (rest.length === 0) return { kept: order, remaining: null }
  const kept = putFulfillmentOrder(change, withoutPortion(order, rest))
  return { kept, remaining: openBeside(change, order, order.locationId, rest) }
}

function withoutPortion(order: FulfillmentOrder, portion: Portion): FulfillmentOrder {
  refuseBeyond(order, portion)
  return portion.reduce((left, { id, quantity }) => takeUnits(left, id, quantity), order)
}

function refuseBeyond(order: FulfillmentOrder, portion: Portion): void {
  for (const { id, quantity } of portion) {
    const line = order.lines.find((each) => each.id === id)
    if (!line) throw new Refused(`The fulfillment order ${order.id} has no line ${id}.`)
    if (quantity < 1 || quantity > line.remainingQuantity) {
      throw new Refused(`Only ${line.remainingQuantity} units are open there, not ${quantity}.`)
    }
  }
}

function openBeside(change: Change, order: FulfillmentOrder, locationId: string, portion: Portion): FulfillmentOrder {
  const lines = portion.flatMap(({ id, quantity }) => {
    const line = order.lines.find((each) => each.id === id)
    return line
      ? [{ id: newId(change), lineId: line.lineId, totalQuantity: quantity, remainingQuantity: quantity }]
      : []
  })
  const opened = putFulfillmentOrder(change, {
    id: newId(change),
    orderId: order.orderId,
    locationId,
    status: 'OPEN',
    createdAt: change.now,
    updatedAt: change.now,
    lines,
    holds: [],
  })
  const owner = change.shop.orders.get(order.orderId)
  if (owner) {
    change.shop.orders.set(owner.id, { ...owner, fulfillmentOrderIds: [...owner.fulfillmentOrderIds, opened.id] })
  }
  return opened
}

function freeStatus(order: FulfillmentOrder): FulfillmentOrder['status'] {
  return order.lines.some((line) => line.remainingQuantity < line.totalQuantity) ? 'IN_PROGRESS' : 'OPEN'
}

function itemOfLine(change: Change, orderId: string, lineId: string): string | null {
  return change.shop.orders.get(orderId)?.lines.find((line) => line.id === lineId)?.itemId ?? null
}
