import { z } from 'zod'
import type { ItemFact, ItemGone, LevelFact } from '../../rules/shop-facts.ts'
import { id, named, payloadId, payloadInstant, payloadText, untimed, whole } from './json.ts'

const level = z.object({
  inventory_item_id: id,
  location_id: id,
  available: whole.nullish(),
  updated_at: payloadInstant,
})
const disconnected = z.object({ inventory_item_id: id, location_id: id, ...untimed })
const item = z.object({ ...named, sku: payloadText.nullish(), tracked: z.boolean(), updated_at: payloadInstant })
const deleted = z.object({ id, ...untimed })

/** `inventory_levels/update` and `connect`: `available` only, and a hint only. What is committed must be read. */
export function readLevel(body: unknown, heardAt: string): LevelFact {
  const fact = level.parse(body)
  return {
    kind: 'level',
    itemId: fact.inventory_item_id,
    locationId: fact.location_id,
    available: fact.available ?? null,
    connected: true,
    changedAt: fact.updated_at,
    heardAt,
  }
}

/**
 * `inventory_levels/disconnect` carries two ids and no time: it counts from when it was triggered, in whole seconds as those of
 * other levels, for else the item could not be stocked there again in the same second.
 */
export function readDisconnection(body: unknown, heardAt: string): LevelFact {
  const fact = disconnected.parse(body)
  return {
    kind: 'level',
    itemId: fact.inventory_item_id,
    locationId: fact.location_id,
    available: null,
    connected: false,
    changedAt: wholeSecond(heardAt),
    heardAt,
  }
}

export function readItem(body: unknown, heardAt: string): ItemFact {
  const fact = item.parse(body)
  return {
    kind: 'item',
    itemId: payloadId(fact),
    sku: fact.sku || null,
    tracked: fact.tracked,
    changedAt: fact.updated_at,
    heardAt,
  }
}

export function readItemDeletion(body: unknown, heardAt: string): ItemGone {
  return { kind: 'item-gone', itemId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}

function wholeSecond(at: string): string {
  return new Date(Math.floor(Date.parse(at) / 1000) * 1000).toISOString()
}
