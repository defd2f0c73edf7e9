import { z } from 'zod'
import { announce, type Change, newId } from '../change.ts'
import { findActiveLocation } from '../find.ts'
import { freeHandle, handleOf } from '../handles.ts'
import { gid } from '../ids.ts'
import { itemPayload } from '../payloads/item.ts'
import { productPayload } from '../payloads/product.ts'
import { Refused } from '../refusals.ts'
import type { Product, Variant } from '../state.ts'
import { connectLevel, shiftStock } from '../stock.ts'
import { defineVerb, sku } from '../verb.ts'

const variantWish = z.object({
  sku,
  price: z.union([z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number'), z.number().min(0)]).default('0.00'),
  title: z.string().optional(),
  barcode: z.string().min(1).nullish(),
  stock: z.record(z.string(), z.int()).optional(),
  policy: z.enum(['CONTINUE', 'DENY']).default('CONTINUE'),
  tracked: z.boolean().default(true),
})

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

type Made = { readonly productId: string; readonly at: string; readonly isNamed: boolean }

function createVariant(change: Change, wish: z.output<typeof variantWish>, { productId, at, isNamed }: Made): Variant {
  const { shop } = change
  if (shop.index.variantIdBySku.has(wish.sku)) throw new Refused(`There is already a variant with the sku ${wish.sku}.`)
  const itemId = newId(change)
  shop.items.set(itemId, {
    id: itemId,
    sku: wish.sku,
    tracked: wish.tracked,
    requiresShipping: true,
    createdAt: at,
    updatedAt: at,
  })
  const variant: Variant = {
    id: newId(change),
    productId,
    itemId,
    title: wish.title ?? (isNamed ? wish.sku : 'Default Title'),
    sku: wish.sku,
    barcode: wish.barcode ?? null,
    price: Number(wish.price).toFixed(2),
    policy: wish.policy,
    createdAt: at,
    updatedAt: at,
  }
  shop.variants.set(variant.id, variant)
  stockAtFirst(change, itemId, wish.stock)
  return variant
}

function stockAtFirst(change: Change, itemId: string, stock: Readonly<Record<string, number>> | undefined): void {
  if (stock === undefined) connectLevel(change, itemId, findActiveLocation(change.shop).id)
  for (const [location, available] of Object.entries(stock ?? {})) {
    shiftStock(change, itemId, findActiveLocation(change.shop, location).id, { available })
  }
}

function announceItem(change: Change, variant: Variant): void {
  const item = change.shop.items.get(variant.itemId)
  if (item) announce(change, 'inventory_items/create', gid('InventoryItem', item.id), itemPayload(change.shop, item))
}
