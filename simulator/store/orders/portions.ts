// Some of the open units of a fulfillment order: taking them off it, and giving them to another one beside it.

import { type Change, newId } from '../change.ts'
import { Refused } from '../refusals.ts'
import type { FulfillmentOrder } from '../state.ts'
import { putFulfillmentOrder, takeUnits, unclaimedOf } from './demand.ts'

/** Units of fulfillment order lines, by the fulfillment order line's id. */
export type Portion = readonly { readonly id: string; readonly quantity: number }[]

export function openPortion(order: FulfillmentOrder): Portion {
  return order.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ id: line.id, quantity: line.remainingQuantity }))
}

/** Is the portion all that is open? */
export function isAllOpen(order: FulfillmentOrder, portion: Portion): boolean {
  refuseBeyond(order, portion)
  const taken = portion.reduce((sum, { quantity }) => sum + quantity, 0)
  return taken === order.lines.reduce((sum, line) => sum + line.remainingQuantity, 0)
}

/** The fulfillment order without the portion. More than is open is refused. */
export function withoutPortion(order: FulfillmentOrder, portion: Portion): FulfillmentOrder {
  refuseBeyond(order, portion)
  return portion.reduce((left, { id, quantity }) => takeUnits(left, id, quantity), order)
}

/** A new fulfillment order of the same order, which owes the portion, as late as this one. */
export function openBeside(
  change: Change,
  order: FulfillmentOrder,
  locationId: string,
  portion: Portion,
): FulfillmentOrder {
  const lines = portion.flatMap(({ id, quantity }) => {
    const line = order.lines.find((each) => each.id === id)
    if (!line) return []
    const unclaimed = unclaimedOf(line, quantity)
    const taken = { id: newId(change), lineId: line.lineId, totalQuantity: quantity, remainingQuantity: quantity }
    return [unclaimed > 0 ? { ...taken, unclaimed } : taken]
  })
  const opened = putFulfillmentOrder(change, {
    id: newId(change),
    orderId: order.orderId,
    locationId,
    status: order.status === 'SCHEDULED' ? 'SCHEDULED' : 'OPEN',
    createdAt: change.now,
    updatedAt: change.now,
    lines,
    holds: [],
    ...(order.fulfillAt !== undefined && { fulfillAt: order.fulfillAt }),
  })
  const owner = change.shop.orders.get(order.orderId)
  if (owner) {
    change.shop.orders.set(owner.id, { ...owner, fulfillmentOrderIds: [...owner.fulfillmentOrderIds, opened.id] })
  }
  return opened
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
