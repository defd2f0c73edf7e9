// Holding and releasing one fulfillment order. The verbs and the Admin API's mutations both come here.

import { announce, type Change, newId } from '../change.ts'
import { gid } from '../ids.ts'
import {
  fulfillmentHoldPayload,
  fulfillmentOrderStub,
  holdPayload,
  lineQuantities,
} from '../payloads/fulfillment-order.ts'
import { Refused } from '../refusals.ts'
import type { FulfillmentOrder, Hold } from '../state.ts'
import { isOpen, putFulfillmentOrder } from './demand.ts'
import { isAllOpen, openBeside, openPortion, type Portion, withoutPortion } from './portions.ts'
import { isLater } from './scheduled.ts'

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
  announce(change, 'fulfillment_holds/added', gid('Order', held.orderId), fulfillmentHoldPayload(held, hold))
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
    status: holds.length > 0 ? 'ON_HOLD' : freeStatus(change, order),
  })
  if (holds.length === 0) {
    announce(change, 'fulfillment_orders/hold_released', gid('Order', order.orderId), {
      fulfillment_order: fulfillmentOrderStub(released),
    })
  }
  for (const hold of order.holds.filter((each) => !holds.includes(each))) {
    announce(
      change,
      'fulfillment_holds/released',
      gid('Order', released.orderId),
      fulfillmentHoldPayload(released, hold),
    )
  }
  return released
}

/** The fulfillment order keeps the portion; the rest of what is open goes to a new one beside it. */
function keepPortion(change: Change, order: FulfillmentOrder, portion: Portion) {
  if (isAllOpen(order, portion)) return { kept: order, remaining: null }
  const wanted = new Map(portion.map(({ id, quantity }) => [id, quantity]))
  const rest = openPortion(order)
    .map(({ id, quantity }) => ({ id, quantity: quantity - (wanted.get(id) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
  const kept = putFulfillmentOrder(change, withoutPortion(order, rest))
  return { kept, remaining: openBeside(change, order, order.locationId, rest) }
}

/**
 * A release "changes the status of the fulfillment order to OPEN or SCHEDULED" (shopify.dev/docs/api/admin-rest, FulfillmentOrder,
 * release_hold): to the second, we take it, where what is held is to be sent later still.
 */
function freeStatus(change: Change, order: FulfillmentOrder): FulfillmentOrder['status'] {
  if (isLater(change, order)) return 'SCHEDULED'
  return order.lines.some((line) => line.remainingQuantity < line.totalQuantity) ? 'IN_PROGRESS' : 'OPEN'
}
