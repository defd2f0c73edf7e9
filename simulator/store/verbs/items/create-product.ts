import { z } from 'zod'
import { announce, newId } from '../../change.ts'
import { gid } from '../../ids.ts'
import { announceItem, createVariant, variantWish } from '../../items/create-variant.ts'
import { freeHandle, handleOf } from '../../items/handles.ts'
import { productPayload } from '../../payloads/product.ts'
import type { Product } from '../../state.ts'
import { defineVerb } from '../../verb.ts'

export const createProduct = defineVerb({
  says: 'A new product. `stock` is units by location (gid or name); without it the item is stocked at the first location with none. `policy` is CONTINUE, `tracked` true, `vendor` the shop’s name unless said otherwise; `online` false keeps it out of the online store, `collections` are titles, `at` is when it was made, now unless said otherwise.',
  body: z.object({
    title: z.string().min(1),
    imageUrl: z.string().nullish(),
    vendor: z.string().min(1).optional(),
    online: z.boolean().default(true),
    collections: z.array(z.string().min(1)).max(20).optional(),
    variants: z.array(variantWish).min(1).max(2048),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  example: {
    title: 'Enamel mug',
    variants: [{ sku: 'MUG-1', price: '12.50', stock: { 'Shop location': 5 }, policy: 'CONTINUE', tracked: true }],
  },
  run(change, wish) {
    const { shop } = change
    const productId = newId(change)
    const at = wish.at === undefined ? change.now : new Date(wish.at).toISOString()
    const made = { productId, at, isNamed: wish.variants.length > 1 }
    const variants = wish.variants.map((each) => createVariant(change, each, made))
    const product: Product = {
      id: productId,
      title: wish.title,
      handle: freeHandle(shop, handleOf(wish.title)),
      vendor: wish.vendor ?? shop.name,
      ...(!wish.online && { isOnline: false }),
      ...(wish.collections && { collections: wish.collections }),
      tags: [],
      variantIds: variants.map((variant) => variant.id),
      imageUrl: wish.imageUrl ?? null,
      createdAt: at,
      updatedAt: at,
    }
    shop.products.set(productId, product)
    const connections = change.events.splice(0)
    announce(change, 'products/create', gid('Product', productId), productPayload(shop, product))
    for (const variant of variants) announceItem(change, variant)
    change.events.push(...connections)
    return {
      productId: gid('Product', productId),
      variants: variants.map((variant) => ({
        variantId: gid('ProductVariant', variant.id),
        itemId: gid('InventoryItem', variant.itemId),
        sku: variant.sku,
      })),
    }
  },
})
