import { z } from 'zod'
import type { Change } from '../../change.ts'
import { findActiveLocation, findOrder, fulfillmentOrdersOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { isOpen, isWorkable, placesOf } from '../../orders/demand.ts'
import { mergeFulfillmentOrders, moveFulfillmentOrder, splitFulfillmentOrder } from '../../orders/fulfillment-orders.ts'
import { holdFulfillmentOrder, releaseFulfillmentOrder } from '../../orders/holds.ts'
import { openPortion } from '../../orders/portions.ts'
import { announceOrder, putOrder } from '../../orders/put-order.ts'
import { Refused } from '../../refusals.ts'
import type { FulfillmentOrder, Order } from '../../state.ts'
import { defineVerb, location, order, sku, units } from '../../verb.ts'

const lines = z.array(z.object({ sku, units })).min(1)

export const move = defineVerb({
  says: 'The open units of a sku, or `units` of them, are owed by another location from now on; committed stock follows.',
  body: z.object({ order, sku, location, units: units.optional() }),
  example: { order: '#1001', sku: 'MUG-1', location: 'Second shop' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const to = findActiveLocation(change.shop, wish.location)
    const places = placesOfSku(change, found, wish.sku)
    if (places.length === 0) throw new Refused(`Nothing of ${wish.sku} is open in ${found.name}.`)
    const elsewhere = places.filter((place) => place.order.locationId !== to.id)
    if (elsewhere.length === 0) throw new Refused(`${wish.sku} of ${found.name} is at ${to.name} already.`)
    const free = elsewhere.filter((place) => isWorkable(place.order))
    if (free.length === 0) throw new Refused(`${wish.sku} of ${found.name} is on hold; release it first.`)

    let left = wish.units ?? free.reduce((sum, place) => sum + place.line.remainingQuantity, 0)
    const moved: FulfillmentOrder[] = []
    for (const [id, here] of Map.groupBy(free, (place) => place.order.id)) {
      const portion = here.flatMap(({ line }) => {
        const quantity = Math.min(left, line.remainingQuantity)
        left -= quantity
        return quantity > 0 ? [{ id: line.id, quantity }] : []
      })
      const from = change.shop.fulfillmentOrders.get(id)
      if (from && portion.length > 0) moved.push(moveFulfillmentOrder(change, from, to, portion).moved)
    }
    if (left > 0) throw new Refused(`Only ${(wish.units ?? 0) - left} of ${wish.sku} can be moved.`)
    return routingAnswer(change, found, moved)
  },
})

export const hold = defineVerb({
  says: 'Holds what is open of an order, or the named units (what is left is split off), so that it cannot be fulfilled.',
  body: z.object({
    order,
    lines: lines.optional(),
    reason: z.string().default('OTHER'),
    notes: z.string().nullable().default(null),
    handle: z.string().nullable().default(null),
  }),
  example: { order: '#1001' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const free = fulfillmentOrdersOf(change.shop, found).filter(isWorkable)
    const chosen = wish.lines ? free.flatMap((each) => portionIn(found, each, wish.lines ?? [])) : free.map(whole)
    if (chosen.length === 0) throw new Refused(`Nothing of ${found.name} is open and free.`)
    const held = chosen.map(
      ({ of, portion }) =>
        holdFulfillmentOrder(change, of, {
          reason: wish.reason,
          reasonNotes: wish.notes,
          handle: wish.handle,
          heldByApp: false,
          portion,
        }).held,
    )
    return routingAnswer(change, found, held)
  },
})

export const release = defineVerb({
  says: 'Releases all holds of an order.',
  body: z.object({ order }),
  example: { order: '#1001' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const held = fulfillmentOrdersOf(change.shop, found).filter((each) => each.status === 'ON_HOLD')
    if (held.length === 0) throw new Refused(`Nothing of ${found.name} is on hold.`)
    return routingAnswer(
      change,
      found,
      held.map((each) => releaseFulfillmentOrder(change, each, null)),
    )
  },
})

export const split = defineVerb({
  says: 'Splits a fulfillment order: the named units become another one at the same location.',
  body: z.object({ order, lines }),
  example: { order: '#1001', lines: [{ sku: 'MUG-1', units: 1 }] },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const [chosen] = fulfillmentOrdersOf(change.shop, found)
      .filter(isWorkable)
      .flatMap((each) => portionIn(found, each, wish.lines))
    if (!chosen?.portion) throw new Refused(`None of these units are open and free in ${found.name}.`)
    const { original, remaining } = splitFulfillmentOrder(change, chosen.of, chosen.portion)
    return routingAnswer(change, found, [original, remaining])
  },
})

export const merge = defineVerb({
  says: 'Merges the free fulfillment orders of an order that are at one location, the first one when left out.',
  body: z.object({ order, location: location.optional() }),
  example: { order: '#1001' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const at = findActiveLocation(change.shop, wish.location)
    const here = fulfillmentOrdersOf(change.shop, found).filter((each) => isWorkable(each) && each.locationId === at.id)
    return routingAnswer(change, found, [mergeFulfillmentOrders(change, here)])
  },
})

function placesOfSku(change: Change, found: Order, wanted: string) {
  const ofSku = found.lines.filter((line) => line.sku === wanted)
  if (ofSku.length === 0) throw new Refused(`The order ${found.name} has no line of ${wanted}.`)
  return ofSku.flatMap((line) => placesOf(change.shop, found, line.id))
}

function whole(of: FulfillmentOrder) {
  return { of, portion: null }
}

/** The named units as far as this fulfillment order owes them; more than it owes is refused where it is used. */
function portionIn(found: Order, of: FulfillmentOrder, wanted: readonly { sku: string; units: number }[]) {
  const skuOf = new Map(found.lines.map((line) => [line.id, line.sku]))
  const portion = openPortion(of).flatMap(({ id }) => {
    const line = of.lines.find((each) => each.id === id)
    const wish = wanted.find((each) => each.sku === skuOf.get(line?.lineId ?? ''))
    return wish ? [{ id, quantity: wish.units }] : []
  })
  return portion.length > 0 ? [{ of, portion }] : []
}

function routingAnswer(change: Change, found: Order, touched: readonly FulfillmentOrder[]) {
  const now = change.shop.orders.get(found.id) ?? found
  announceOrder(change, putOrder(change, now), 'orders/updated')
  return {
    orderId: gid('Order', found.id),
    orderName: found.name,
    fulfillmentOrders: touched.filter(isOpen).map((each) => gid('FulfillmentOrder', each.id)),
  }
}
