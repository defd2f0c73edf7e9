import { z } from 'zod'
import { announce, type Change } from '../../change.ts'
import { findItem } from '../../find.ts'
import { gid } from '../../ids.ts'
import { levelsOf, shiftStock } from '../../items/stock.ts'
import { isOpen } from '../../orders/demand.ts'
import { itemPayload } from '../../payloads/item.ts'
import { Refused } from '../../refusals.ts'
import { defineVerb, sku } from '../../verb.ts'

export const trackItem = defineVerb({
  says: 'Has the stock of an item counted from now on, or no longer. What its orders owe at that moment takes no stock: nothing is committed for it, then or later.',
  body: z.object({ sku, tracked: z.boolean() }),
  example: { sku: 'MUG-1', tracked: false },
  run(change, wish) {
    const { shop } = change
    const found = findItem(shop, wish.sku)
    if (found.tracked === wish.tracked) {
      throw new Refused(`${wish.sku} is ${wish.tracked ? 'tracked already' : 'not tracked'}.`)
    }
    letGo(change, found.id)
    const item = { ...found, tracked: wish.tracked, updatedAt: change.now }
    shop.items.set(item.id, item)
    announce(change, 'inventory_items/update', gid('InventoryItem', item.id), itemPayload(shop, item))
    return { itemId: gid('InventoryItem', item.id), tracked: item.tracked }
  },
})

/** What was committed is available again, and every open unit is one that took no stock. */
function letGo(change: Change, itemId: string): void {
  for (const { locationId, committed } of levelsOf(change.shop, itemId)) {
    if (committed !== 0) shiftStock(change, itemId, locationId, { available: committed, committed: -committed })
  }
  for (const place of change.shop.fulfillmentOrders.values()) {
    const order = change.shop.orders.get(place.orderId)
    const lineIds = new Set(order?.lines.filter((line) => line.itemId === itemId).map((line) => line.id))
    if (lineIds.size === 0 || !isOpen(place)) continue
    const lines = place.lines.map((line) =>
      lineIds.has(line.lineId) ? { ...line, unclaimed: line.remainingQuantity } : line,
    )
    change.shop.fulfillmentOrders.set(place.id, { ...place, lines })
  }
}
