import { z } from 'zod'
import { announce, type Change } from '../../change.ts'
import { findActiveLocation, findItem, findLocation } from '../../find.ts'
import { gid } from '../../ids.ts'
import { connectLevel, levelKey, levelsOf, onHand, shiftStock } from '../../items/stock.ts'
import { disconnectedLevelPayload } from '../../payloads/level.ts'
import { Refused } from '../../refusals.ts'
import type { Item, Level, Location } from '../../state.ts'
import { defineVerb, location, sku } from '../../verb.ts'

export const setStock = defineVerb({
  says: 'Counts stock: so many units are available there now. An item never stocked there is stocked there.',
  body: z.object({ sku, location: location.optional(), available: z.int() }),
  example: { sku: 'MUG-1', available: 20 },
  run(change, wish) {
    const { item, at } = place(change, wish)
    const before = connectLevel(change, item.id, at.id)
    return levelAnswer(shiftStock(change, item.id, at.id, { available: wish.available - before.available }))
  },
})

export const reportStock = defineVerb({
  says: 'A fulfilment service or an ERP writes what is available at its place: so many units as it counts, whatever orders wait there; or less what is committed, where it minds them. Of one that minds none nothing is ever below zero.',
  body: z.object({
    sku,
    location: location.optional(),
    counted: z.int().min(0),
    mindsOrders: z.boolean().default(false),
  }),
  example: { sku: 'MUG-1', location: 'Depot', counted: 12 },
  run(change, wish) {
    const { item, at } = place(change, wish)
    const before = connectLevel(change, item.id, at.id)
    const available = wish.counted - (wish.mindsOrders ? before.committed : 0)
    return levelAnswer(shiftStock(change, item.id, at.id, { available: available - before.available }))
  },
})

export const adjustStock = defineVerb({
  says: 'Units come in (delta above zero) or go (below zero) without an order.',
  body: z.object({ sku, location: location.optional(), delta: z.int() }),
  example: { sku: 'MUG-1', delta: 12 },
  run(change, wish) {
    const { item, at } = place(change, wish)
    return levelAnswer(shiftStock(change, item.id, at.id, { available: wish.delta }))
  },
})

export const connectLocation = defineVerb({
  says: 'Stocks an item at a location where it was not stocked, with none or `available` units.',
  body: z.object({ sku, location, available: z.int().default(0) }),
  example: { sku: 'MUG-1', location: 'Second shop', available: 4 },
  run(change, wish) {
    const { item, at } = place(change, wish)
    if (change.shop.levels.has(levelKey(item.id, at.id))) {
      throw new Refused(`${wish.sku} is stocked at ${at.name} already.`)
    }
    return levelAnswer(shiftStock(change, item.id, at.id, { available: wish.available }))
  },
})

export const disconnectLocation = defineVerb({
  says: 'Stops stocking an item at a location that owes none of it.',
  body: z.object({ sku, location }),
  example: { sku: 'MUG-1', location: 'Second shop' },
  run(change, wish) {
    const { shop } = change
    const item = findItem(shop, wish.sku)
    const at = findLocation(shop, wish.location)
    const level = shop.levels.get(levelKey(item.id, at.id))
    if (!level) throw new Refused(`${wish.sku} is not stocked at ${at.name}.`)
    if (level.committed !== 0) throw new Refused(`${at.name} still owes ${level.committed} of ${wish.sku} to orders.`)
    if (levelsOf(shop, item.id).length === 1) throw new Refused(`${wish.sku} is stocked nowhere else.`)
    shop.levels.delete(levelKey(item.id, at.id))
    const payload = disconnectedLevelPayload(level)
    announce(change, 'inventory_levels/disconnect', gid('InventoryItem', item.id), payload)
    return { itemId: gid('InventoryItem', item.id), locationId: gid('Location', at.id) }
  },
})

function place(change: Change, wish: { sku: string; location?: string | undefined }): { item: Item; at: Location } {
  return { item: findItem(change.shop, wish.sku), at: findActiveLocation(change.shop, wish.location) }
}

function levelAnswer(level: Level) {
  return {
    itemId: gid('InventoryItem', level.itemId),
    locationId: gid('Location', level.locationId),
    available: level.available,
    committed: level.committed,
    onHand: onHand(level),
  }
}
