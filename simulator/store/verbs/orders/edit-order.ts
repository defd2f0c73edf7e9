import { z } from 'zod'
import { announce, type Change, newId } from '../../change.ts'
import { findActiveLocation, findOrder, findVariant } from '../../find.ts'
import { gid } from '../../ids.ts'
import { shiftTracked } from '../../items/stock.ts'
import { addDemand, type Owed, placesOf, removeDemand } from '../../orders/demand.ts'
import { orderLine, refuseOversell } from '../../orders/order-lines.ts'
import { announceOrder, putOrder, shippedUnits, withLine } from '../../orders/put-order.ts'
import { orderEditedPayload } from '../../payloads/order-edited.ts'
import { Refused } from '../../refusals.ts'
import type { Order, OrderLine } from '../../state.ts'
import { defineVerb, location, order, sku } from '../../verb.ts'

const lineWish = z.object({ sku, units: z.int().min(0), location: location.optional() })
type LineWish = z.output<typeof lineWish>

/** The order as edited so far, and the units each line gained or lost. */
type Edit = { readonly order: Order; readonly deltas: readonly { lineId: string; delta: number }[] }

export const editOrder = defineVerb({
  says: 'Gives lines new quantities, shipped units included; 0 removes what is open, and a new sku is a new line. Removed units are restocked. Several lines of one sku count together.',
  body: z.object({ order, lines: z.array(lineWish).min(1) }),
  example: { order: '#1001', lines: [{ sku: 'MUG-1', units: 1 }] },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    if (found.cancelledAt !== null) throw new Refused(`The order ${found.name} is cancelled.`)
    const edit = wish.lines.reduce<Edit>((edited, line) => editLine(change, edited, line), { order: found, deltas: [] })
    if (edit.deltas.length === 0) return answer(found)

    const kept = putOrder(change, { ...edit.order, edited: true })
    announce(
      change,
      'orders/edited',
      gid('Order', kept.id),
      orderEditedPayload(change.shop, { id: newId(change), orderId: kept.id, at: change.now, deltas: edit.deltas }),
    )
    announceOrder(change, kept, 'orders/updated')
    return answer(kept)
  },
})

function editLine(change: Change, edit: Edit, wish: LineWish): Edit {
  const lines = edit.order.lines.filter((line) => line.sku === wish.sku && line.variantId !== null)
  const lastLine = lines.at(-1)
  if (!lastLine) return addLine(change, edit, wish)
  const delta = wish.units - lines.reduce((sum, line) => sum + line.currentQuantity, 0)
  if (delta > 0) return raise(change, edit, lastLine, delta, wish)
  return delta < 0 ? lower(change, edit, lines, -delta) : edit
}

function addLine(change: Change, edit: Edit, wish: LineWish): Edit {
  if (wish.units === 0) throw new Refused(`The order ${edit.order.name} has no line of ${wish.sku}.`)
  const variant = findVariant(change.shop, wish.sku)
  refuseOversell(change, new Map([[variant, wish.units]]))
  const line = orderLine(change, variant, wish.units)
  const locationId = findActiveLocation(change.shop, wish.location).id
  const grown = { ...edit.order, lines: [...edit.order.lines, line] }
  return owe(change, { ...edit, order: grown }, { line, locationId, units: wish.units })
}

function raise(change: Change, edit: Edit, line: OrderLine, units: number, wish: LineWish): Edit {
  refuseOversell(change, new Map([[findVariant(change.shop, wish.sku), units]]))
  const locationId =
    wish.location === undefined
      ? whereOwed(change, edit.order, line)
      : findActiveLocation(change.shop, wish.location).id
  const raised: OrderLine = {
    ...line,
    quantity: line.quantity + units,
    currentQuantity: line.currentQuantity + units,
    fulfillableQuantity: line.fulfillableQuantity + units,
  }
  return owe(change, { ...edit, order: withLine(edit.order, raised) }, { line: raised, locationId, units })
}

function owe(change: Change, edit: Edit, owed: Owed): Edit {
  return {
    order: addDemand(change, edit.order, [owed]),
    deltas: [...edit.deltas, { lineId: owed.line.id, delta: owed.units }],
  }
}

/** Where the line is owed now; failing that where it last was; else the first location. */
function whereOwed(change: Change, edited: Order, line: OrderLine): string {
  const isActive = (locationId: string) => change.shop.locations.get(locationId)?.active ?? false
  const open = placesOf(change.shop, edited, line.id).map((place) => place.order)
  const past = edited.fulfillmentOrderIds.flatMap((id) => change.shop.fulfillmentOrders.get(id) ?? [])
  const known = [...open, ...past.filter((each) => each.lines.some((there) => there.lineId === line.id)).reverse()]
  return known.find((each) => isActive(each.locationId))?.locationId ?? findActiveLocation(change.shop).id
}

/** The last line gives first. */
function lower(change: Change, edit: Edit, lines: readonly OrderLine[], units: number): Edit {
  const open = lines.reduce((sum, line) => sum + line.fulfillableQuantity, 0)
  if (open < units) {
    const shipped = lines.reduce((sum, line) => sum + shippedUnits(line), 0)
    throw new Refused(`${shipped} of ${lines[0]?.sku} were shipped: the line cannot go below that.`)
  }
  let left = units
  let edited = edit
  for (const line of lines.toReversed()) {
    const taken = Math.min(left, line.fulfillableQuantity)
    if (taken === 0) continue
    left -= taken
    for (const owed of removeDemand(change, edited.order, line, taken)) {
      shiftTracked(change, line.itemId, owed.locationId, { available: owed.claimed })
    }
    edited = {
      order: withLine(edited.order, withoutOpen(line, taken)),
      deltas: [...edited.deltas, { lineId: line.id, delta: -taken }],
    }
  }
  return edited
}

function withoutOpen(line: OrderLine, units: number): OrderLine {
  return {
    ...line,
    currentQuantity: line.currentQuantity - units,
    fulfillableQuantity: line.fulfillableQuantity - units,
  }
}

function answer(edited: Order) {
  return {
    orderId: gid('Order', edited.id),
    orderName: edited.name,
    lines: edited.lines.map((line) => ({
      lineId: gid('LineItem', line.id),
      sku: line.sku,
      units: line.currentQuantity,
      open: line.fulfillableQuantity,
    })),
  }
}
