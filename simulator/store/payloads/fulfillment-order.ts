// fulfillment_orders/*: gids and lower-case words, no order and no lines. Whoever wants more must ask.

import { theApp } from '../app-installation.ts'
import { gid } from '../ids.ts'
import type { FulfillmentOrder, Hold } from '../state.ts'

export function fulfillmentOrderStub(order: FulfillmentOrder) {
  return { id: gid('FulfillmentOrder', order.id), status: order.status.toLowerCase() }
}

export function placedFulfillmentOrderStub(order: FulfillmentOrder) {
  return { ...fulfillmentOrderStub(order), assigned_location_id: gid('Location', order.locationId) }
}

export function holdPayload(hold: Hold) {
  return {
    id: gid('FulfillmentHold', hold.id),
    reason: hold.reason.toLowerCase(),
    reason_notes: hold.reasonNotes,
    held_by_requesting_app: hold.heldByApp,
    handle: hold.handle,
    held_by_app: hold.heldByApp ? { id: gid('App', theApp.id) } : null,
  }
}

/** fulfillment_holds/*: each hold by itself, and no status. */
export function fulfillmentHoldPayload(order: FulfillmentOrder, hold: Hold) {
  return { fulfillment_order: { id: gid('FulfillmentOrder', order.id) }, fulfillment_hold: holdPayload(hold) }
}

export function lineQuantities(lines: readonly { readonly id: string; readonly quantity: number }[]) {
  return lines.map((line) => ({ id: gid('FulfillmentOrderLineItem', line.id), quantity: line.quantity }))
}
