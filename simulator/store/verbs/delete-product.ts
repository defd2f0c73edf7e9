import { z } from 'zod'
import { announce, type Change } from '../change.ts'
import { findProduct } from '../find.ts'
import { gid } from '../ids.ts'
import { dropMetafieldsOf } from '../metafields.ts'
import { deletedItemPayload } from '../payloads/item.ts'
import { announceOrder, putOrder } from '../put-order.ts'
import { levelKey, levelsOf } from '../stock.ts'
import { defineVerb, sku } from '../verb.ts'

export const deleteProduct = defineVerb({
  says: 'Deletes a product (by its gid, or by the sku of one of its variants) with its variants, items and stock. Orders keep their lines, which no longer name a variant.',
  body: z
    .object({ product: z.string().optional(), sku: sku.optional() })
    .refine((wish) => wish.product !== undefined || wish.sku !== undefined, 'product or sku is needed'),
  example: { product: 'gid://shopify/Product/820982911946154510' },
  run(change, wish) {
    const { shop } = change
    const product = findProduct(shop, wish)
    const itemIds = new Set(product.variantIds.flatMap((id) => shop.variants.get(id)?.itemId ?? []))
    for (const id of product.variantIds) shop.variants.delete(id)
    dropMetafieldsOf(shop, ...product.variantIds.map((id) => gid('ProductVariant', id)))
    shop.products.delete(product.id)
    announce(change, 'products/delete', gid('Product', product.id), { id: BigInt(product.id) })
    for (const itemId of itemIds) deleteItem(change, itemId)
    forgetInOrders(change, itemIds)
    return { productId: gid('Product', product.id) }
  },
})

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
