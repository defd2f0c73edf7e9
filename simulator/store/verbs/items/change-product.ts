import { z } from 'zod'
import { announce, type Change } from '../../change.ts'
import { findProduct, findVariant, itemOf } from '../../find.ts'
import { gid } from '../../ids.ts'
import { announceItem, createVariant, variantWish } from '../../items/create-variant.ts'
import { dropVariants, forgetItems } from '../../items/forget-items.ts'
import { itemPayload } from '../../payloads/item.ts'
import { productPayload } from '../../payloads/product.ts'
import { Refused } from '../../refusals.ts'
import type { Product } from '../../state.ts'
import { defineVerb, sku } from '../../verb.ts'

export const changeProduct = defineVerb({
  says: 'Changes a product (by its gid, or by the sku of one of its variants): its `title`, whether it is to be had `online`; `add`s variants behind its own, and `remove`s some by their skus, with items and stock.',
  body: z
    .object({
      product: z.string().optional(),
      sku: sku.optional(),
      title: z.string().min(1).optional(),
      online: z.boolean().optional(),
      add: z.array(variantWish).max(2048).default([]),
      remove: z.array(sku).max(2048).default([]),
    })
    .refine((wish) => wish.product !== undefined || wish.sku !== undefined, 'product or sku is needed'),
  example: { product: 'gid://shopify/Product/820982911946154510', title: 'Enamel cup', add: [{ sku: 'MUG-2' }] },
  run(change, { title, online, add, remove, ...which }) {
    const { shop, now } = change
    const product = findProduct(shop, which)
    const removed = remove.map((each) => findVariant(shop, each))
    if (removed.some((variant) => variant.productId !== product.id)) throw new Refused('Another product has that sku.')
    const gone = new Set(removed.map((variant) => variant.id))
    const kept = product.variantIds.filter((id) => !gone.has(id))
    dropVariants(change, removed)
    const added = add.map((each) => createVariant(change, each, { productId: product.id, at: now, isNamed: true }))
    if (kept.length + added.length === 0) throw new Refused('A product has at least one variant.')
    const connections = change.events.splice(0)
    announceChanged(change, {
      ...product,
      ...(title !== undefined && { title }),
      ...(online !== undefined && { isOnline: online }),
      variantIds: [...kept, ...added.map((variant) => variant.id)],
    })
    for (const variant of added) announceItem(change, variant)
    change.events.push(...connections)
    forgetItems(change, new Set(removed.map((variant) => variant.itemId)))
    return { productId: gid('Product', product.id) }
  },
})

export const changeVariant = defineVerb({
  says: 'Changes a variant: its `policy`, its own `title`, its sku to `newSku`.',
  body: z
    .object({
      sku,
      policy: z.enum(['CONTINUE', 'DENY']).optional(),
      title: z.string().min(1).optional(),
      newSku: sku.optional(),
    })
    .refine((wish) => (wish.policy ?? wish.title ?? wish.newSku) !== undefined, 'policy, title or newSku is needed'),
  example: { sku: 'MUG-1', policy: 'DENY' },
  run(change, { sku: known, policy, title, newSku }) {
    const { shop, now } = change
    const variant = findVariant(shop, known)
    if (newSku !== undefined && newSku !== known && shop.index.variantIdBySku.has(newSku)) {
      throw new Refused(`There is already a variant with the sku ${newSku}.`)
    }
    const said = { ...(policy && { policy }), ...(title !== undefined && { title }), ...(newSku && { sku: newSku }) }
    shop.variants.set(variant.id, { ...variant, ...said, updatedAt: now })
    announceChanged(change, findProduct(shop, { product: gid('Product', variant.productId) }))
    if (newSku !== undefined) {
      const item = { ...itemOf(shop, variant), sku: newSku, updatedAt: now }
      shop.items.set(item.id, item)
      announce(change, 'inventory_items/update', gid('InventoryItem', item.id), itemPayload(shop, item))
    }
    return { variantId: gid('ProductVariant', variant.id), itemId: gid('InventoryItem', variant.itemId) }
  },
})

/** What changes of a variant changes its product. */
function announceChanged(change: Change, product: Product): void {
  const changed = { ...product, updatedAt: change.now }
  change.shop.products.set(product.id, changed)
  announce(change, 'products/update', gid('Product', product.id), productPayload(change.shop, changed))
}
