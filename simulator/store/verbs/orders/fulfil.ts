import { z } from 'zod'
import { announce, type Change } from '../../change.ts'
import { findOrder, fulfillmentOrdersOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { isOpen, isWorkable } from '../../orders/demand.ts'
import { announceOrder } from '../../orders/put-order.ts'
import { type Parcel, ship } from '../../orders/ship.ts'
import { fulfillmentPayload } from '../../payloads/fulfillment.ts'
import { Refused } from '../../refusals.ts'
import type { FulfillmentOrder, Order } from '../../state.ts'
import { defineVerb, order, sku, units } from '../../verb.ts'

export const fulfil = defineVerb({
  says: 'Ships open units that are not held: those named, or all of them, also more than are on hand. One fulfillment for each location.',
  body: z.object({ order, lines: z.array(z.object({ sku, units })).min(1).optional() }),
  example: { order: '#1001', lines: [{ sku: 'MUG-1', units: 1 }] },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    if (found.cancelledAt !== null) throw new Refused(`The order ${found.name} is cancelled.`)
    const parcels = wish.lines === undefined ? everything(change, found) : named(change, found, wish.lines)
    const { order: kept, made } = ship(change, found, parcels)
    for (const each of made) {
      announce(change, 'fulfillments/create', gid('Order', kept.id), fulfillmentPayload(change.shop, kept, each))
    }
    announceOrder(change, kept, 'orders/updated')
    return {
      orderId: gid('Order', kept.id),
      orderName: kept.name,
      fulfillments: made.map((each) => gid('Fulfillment', each.id)),
    }
  },
})

function everything(change: Change, wanted: Order): Parcel[] {
  const places = fulfillmentOrdersOf(change.shop, wanted).filter(isOpen)
  const parcels = places.filter(isReady).flatMap(parcelsOf)
  if (parcels.length > 0) return parcels
  throw new Refused(
    places.length > 0
      ? `All that is open of ${wanted.name} is ${waitingFor(places)}.`
      : `Nothing of ${wanted.name} is open.`,
  )
}

/** What is scheduled is fulfilled once it is open. */
function isReady(order: FulfillmentOrder): boolean {
  return isWorkable(order) && order.status !== 'SCHEDULED'
}

function waitingFor(places: readonly FulfillmentOrder[]): string {
  return places.every((each) => each.status === 'SCHEDULED') ? 'scheduled for later' : 'on hold'
}

/** Oldest fulfillment order first; held ones are passed over. */
function named(change: Change, wanted: Order, lines: readonly { sku: string; units: number }[]): Parcel[] {
  const available = fulfillmentOrdersOf(change.shop, wanted).filter(isReady).flatMap(parcelsOf)
  const skuOf = new Map(wanted.lines.map((line) => [line.id, line.sku]))
  return [...totals(lines)].flatMap(([sku, units]) => {
    let left = units
    const taken: Parcel[] = []
    for (const parcel of available.filter((each) => skuOf.get(each.lineId) === sku)) {
      const some = Math.min(left, parcel.units)
      if (some > 0) taken.push({ ...parcel, units: some })
      left -= some
    }
    if (left === 0) return taken
    throw new Refused(`Only ${units - left} of ${sku} are open and not held in ${wanted.name}, not ${units}.`)
  })
}

function totals(lines: readonly { sku: string; units: number }[]): Map<string, number> {
  const total = new Map<string, number>()
  for (const { sku, units } of lines) total.set(sku, (total.get(sku) ?? 0) + units)
  return total
}

function parcelsOf(from: FulfillmentOrder): Parcel[] {
  return from.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ from, lineId: line.lineId, units: line.remainingQuantity }))
}
