// Stock moves. On hand is never stored: it is available + committed + reserved + damaged + safety stock + quality
// control, so the identity holds whatever moves. Items that are not tracked, and deleted ones, do not move with orders.

import { announce, type Change } from '../change.ts'
import { gid } from '../ids.ts'
import { levelPayload } from '../payloads/level.ts'
import type { Level, ShopState } from '../state.ts'

export type Quantity =
  | 'available'
  | 'committed'
  | 'reserved'
  | 'damaged'
  | 'safetyStock'
  | 'qualityControl'
  | 'incoming'

export function levelKey(itemId: string, locationId: string): string {
  return `${itemId}@${locationId}`
}

export function onHand(level: Level): number {
  return level.available + level.committed + level.reserved + level.damaged + level.safetyStock + level.qualityControl
}

export function levelsOf(shop: ShopState, itemId: string): Level[] {
  return [...(shop.index.levelKeysByItem.get(itemId) ?? [])].flatMap((key) => shop.levels.get(key) ?? [])
}

/** Units for sale over all active locations. */
export function availableInShop(shop: ShopState, itemId: string): number {
  return levelsOf(shop, itemId)
    .filter((level) => level.active)
    .reduce((sum, level) => sum + level.available, 0)
}

/** The stock point, stocking the item at the location first where it never was. */
export function connectLevel(change: Change, itemId: string, locationId: string): Level {
  const key = levelKey(itemId, locationId)
  const there = change.shop.levels.get(key)
  if (there) return there
  const level: Level = {
    id: locationId,
    itemId,
    locationId,
    active: change.shop.locations.get(locationId)?.active ?? false,
    available: 0,
    committed: 0,
    reserved: 0,
    damaged: 0,
    safetyStock: 0,
    qualityControl: 0,
    incoming: 0,
    updatedAt: change.now,
  }
  change.shop.levels.set(key, level)
  announce(change, 'inventory_levels/connect', gid('InventoryItem', itemId), levelPayload(change.shop, level))
  return level
}

/** Adds to quantities of one stock point. */
export function shiftStock(
  change: Change,
  itemId: string,
  locationId: string,
  by: Readonly<Partial<Record<Quantity, number>>>,
): Level {
  const key = levelKey(itemId, locationId)
  const level = connectLevel(change, itemId, locationId)
  if (!change.availableBefore.has(key)) change.availableBefore.set(key, level.available)
  const moved: Level = {
    ...level,
    available: level.available + (by.available ?? 0),
    committed: level.committed + (by.committed ?? 0),
    reserved: level.reserved + (by.reserved ?? 0),
    damaged: level.damaged + (by.damaged ?? 0),
    safetyStock: level.safetyStock + (by.safetyStock ?? 0),
    qualityControl: level.qualityControl + (by.qualityControl ?? 0),
    incoming: level.incoming + (by.incoming ?? 0),
    updatedAt: change.now,
  }
  change.shop.levels.set(key, moved)
  return moved
}

/** As `shiftStock`, for what orders do: nothing moves for an item that is deleted or not tracked. */
export function shiftTracked(
  change: Change,
  itemId: string | null,
  locationId: string,
  by: Readonly<Partial<Record<Quantity, number>>>,
): void {
  if (itemId !== null && change.shop.items.get(itemId)?.tracked) shiftStock(change, itemId, locationId, by)
}
