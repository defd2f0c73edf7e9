import { z } from 'zod'
import { announce, type Change, newId } from '../../change.ts'
import { findActiveLocation, findOrder } from '../../find.ts'
import { gid } from '../../ids.ts'
import { shiftTracked } from '../../items/stock.ts'
import { removeDemand } from '../../orders/demand.ts'
import { announceOrder, putOrder, shippedUnits, withLine } from '../../orders/put-order.ts'
import { refundPayload } from '../../payloads/refund.ts'
import { Refused } from '../../refusals.ts'
import type { Order, OrderLine, Refund, RefundLine } from '../../state.ts'
import { defineVerb, location, order, sku, units } from '../../verb.ts'

type Restock = RefundLine['restock']
type Taken = { readonly line: OrderLine; readonly open: number; readonly shipped: number }

export const refund = defineVerb({
  says: 'Gives money back for units. `cancel`: open units, restocked where they were owed (or at `location`). `return`: shipped units come back to `location`, the first one when left out. `no_restock`: open units first, then shipped ones; nothing comes back.',
  body: z.object({
    order,
    lines: z.array(z.object({ sku, units })).min(1),
    restock: z.enum(['no_restock', 'cancel', 'return']),
    location: location.optional(),
  }),
  example: { order: '#1001', lines: [{ sku: 'MUG-1', units: 1 }], restock: 'cancel' },
  run(change, wish) {
    const found = findOrder(change.shop, wish.order)
    const named = wish.location === undefined ? null : findActiveLocation(change.shop, wish.location).id
    const returnedTo = wish.restock === 'return' ? (named ?? findActiveLocation(change.shop).id) : null

    let kept = found
    const refundLines: RefundLine[] = []
    for (const { sku, units } of wish.lines) {
      for (const taken of takeFrom(kept, sku, units, wish.restock)) {
        refundLines.push(...giveBack(change, kept, taken, wish.restock, returnedTo ?? named))
        kept = withLine(kept, afterRefund(taken))
      }
    }
    const made: Refund = { id: newId(change), createdAt: change.now, lines: refundLines }
    kept = putOrder(change, { ...kept, refunds: [...kept.refunds, made] })
    announce(change, 'refunds/create', gid('Order', kept.id), refundPayload(change.shop, kept, made))
    announceOrder(change, kept, 'orders/updated')
    return { refundId: gid('Refund', made.id), orderId: gid('Order', kept.id), orderName: kept.name }
  },
})

/** Which lines of the sku give the units, and whether open or shipped ones. */
function takeFrom(from: Order, sku: string, units: number, restock: Restock): Taken[] {
  const taken: Taken[] = []
  let left = units
  for (const line of from.lines.filter((each) => each.sku === sku)) {
    const open = restock === 'return' ? 0 : Math.min(left, line.fulfillableQuantity)
    left -= open
    const shipped = restock === 'cancel' ? 0 : Math.min(left, shippedUnits(line))
    left -= shipped
    if (open + shipped > 0) taken.push({ line, open, shipped })
  }
  if (left === 0) return taken
  throw new Refused(
    `The order ${from.name} has only ${units - left} ${refundable[restock]} units of ${sku}, not ${units}.`,
  )
}

const refundable: Record<Restock, string> = { cancel: 'open', return: 'shipped', no_restock: 'refundable' }

/** Moves the stock, and says it as lines of the refund: one for each place. */
function giveBack(
  change: Change,
  from: Order,
  taken: Taken,
  restock: Restock,
  locationId: string | null,
): RefundLine[] {
  const { line } = taken
  const refundLine = (quantity: number, at: string | null): RefundLine => ({
    id: newId(change),
    lineId: line.id,
    quantity,
    restock,
    locationId: at,
  })
  const lines = removeDemand(change, from, line, taken.open).map((owed) => {
    if (restock !== 'cancel') return refundLine(owed.units, null)
    const at = locationId ?? owed.locationId
    shiftTracked(change, line.itemId, at, { available: owed.claimed })
    return refundLine(owed.units, at)
  })
  if (taken.shipped === 0) return lines
  if (restock === 'return' && locationId !== null) {
    shiftTracked(change, line.itemId, locationId, { available: taken.shipped })
  }
  return [...lines, refundLine(taken.shipped, restock === 'return' ? locationId : null)]
}

function afterRefund({ line, open, shipped }: Taken): OrderLine {
  return {
    ...line,
    currentQuantity: line.currentQuantity - open - shipped,
    fulfillableQuantity: line.fulfillableQuantity - open,
  }
}
