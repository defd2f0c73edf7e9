import { z } from 'zod'
import { announce } from '../../change.ts'
import { findProduct } from '../../find.ts'
import { gid } from '../../ids.ts'
import { dropVariants, forgetItems } from '../../items/forget-items.ts'
import { defineVerb, sku } from '../../verb.ts'

export const deleteProduct = defineVerb({
  says: 'Deletes a product (by its gid, or by the sku of one of its variants) with its variants, items and stock. Orders keep their lines, which no longer name a variant.',
  body: z
    .object({ product: z.string().optional(), sku: sku.optional() })
    .refine((wish) => wish.product !== undefined || wish.sku !== undefined, 'product or sku is needed'),
  example: { product: 'gid://shopify/Product/820982911946154510' },
  run(change, wish) {
    const { shop } = change
    const product = findProduct(shop, wish)
    const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? [])
    dropVariants(change, variants)
    shop.products.delete(product.id)
    announce(change, 'products/delete', gid('Product', product.id), { id: BigInt(product.id) })
    forgetItems(change, new Set(variants.map(({ itemId }) => itemId)))
    return { productId: gid('Product', product.id) }
  },
})
