// One change of a shop: every verb works inside one. It is kept as a whole or leaves no trace, and says what Shopify
// would announce. Stock is announced once for each stock point, with the figure it ends on, as Shopify does.

import { levelPayload } from './payloads/level.ts'
import type { Level, ShopEvent, ShopState } from './state.ts'

export type Change = {
  readonly shop: ShopState
  /** ISO instant of this change; never before an earlier one of the shop. */
  readonly now: string
  readonly events: ShopEvent[]
  /** Stock points touched, with what was available before; null where there was no stock point. */
  readonly availableBefore: Map<string, number | null>
}

export type Changed<Answer> = { readonly answer: Answer; readonly events: readonly ShopEvent[] }

/** Runs a change. A refusal thrown from `make` undoes all it wrote. The caller drains `shop.log`. */
export function makeChange<Answer>(
  shop: ShopState,
  clock: () => number,
  make: (change: Change) => Answer,
): Changed<Answer> {
  const before = { nextId: shop.nextId, orderNumber: shop.orderNumber, log: shop.log.length }
  shop.clock = Math.max(shop.clock, clock())
  const now = new Date(shop.clock).toISOString()
  const change: Change = { shop, now, events: [], availableBefore: new Map() }
  try {
    const answer = make(change)
    announceStock(change)
    return { answer, events: change.events }
  } catch (cause) {
    for (const written of shop.log.splice(before.log).reverse()) written.undo()
    shop.nextId = before.nextId
    shop.orderNumber = before.orderNumber
    throw cause
  }
}

export function announce(change: Change, topic: string, subject: string, payload: unknown): void {
  change.events.push({ topic, subject, payload })
}

export function newId(change: Change): string {
  const id = change.shop.nextId
  change.shop.nextId = id + 1n
  return String(id)
}

/** The later of two ISO instants: `updatedAt` never goes backwards. */
export function later(one: string, other: string): string {
  return one > other ? one : other
}

function announceStock(change: Change): void {
  for (const [key, before] of change.availableBefore) {
    const level: Level | undefined = change.shop.levels.get(key)
    if (!level || level.available === (before ?? 0)) continue
    announce(
      change,
      'inventory_levels/update',
      `gid://shopify/InventoryItem/${level.itemId}`,
      levelPayload(change.shop, level),
    )
  }
}
