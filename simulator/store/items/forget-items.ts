import { announce, type Change } from '../change.ts'
import { gid } from '../ids.ts'
import { dropMetafieldsOf } from '../metafields.ts'
import { announceOrder, putOrder } from '../orders/put-order.ts'
import { deletedItemPayload } from '../payloads/item.ts'
import type { Variant } from '../state.ts'
import { levelKey, levelsOf } from './stock.ts'

/** Takes the variants' rows away, with what apps wrote about them. Announces nothing. */
export function dropVariants({ shop }: Change, variants: readonly Variant[]): void {
  for (const variant of variants) shop.variants.delete(variant.id)
  dropMetafieldsOf(shop, ...variants.map((variant) => gid('ProductVariant', variant.id)))
}

/** With variants go their items and stock. Orders keep their lines, which no longer name a variant. */
export function forgetItems(change: Change, itemIds: ReadonlySet<string>): void {
  for (const itemId of itemIds) deleteItem(change, itemId)
  forgetInOrders(change, itemIds)
}

function deleteItem(change: Change, itemId: string): void {
  const { shop } = change
  const item = shop.items.get(itemId)
  if (!item) return
  for (const level of levelsOf(shop, itemId)) shop.levels.delete(levelKey(itemId, level.locationId))
  shop.items.delete(itemId)
  announce(change, 'inventory_items/delete', gid('InventoryItem', itemId), deletedItemPayload(item))
}

function forgetInOrders(change: Change, itemIds: ReadonlySet<string>): void {
  for (const order of change.shop.orders.values()) {
    if (!order.lines.some((line) => line.itemId !== null && itemIds.has(line.itemId))) continue
    const isOpen = order.lines.some((line) => line.fulfillableQuantity > 0)
    const lines = order.lines.map((line) =>
      line.itemId !== null && itemIds.has(line.itemId)
        ? { ...line, variantId: null, productId: null, itemId: null }
        : line,
    )
    const changed = putOrder(change, { ...order, lines })
    if (isOpen) announceOrder(change, changed, 'orders/updated')
  }
}
