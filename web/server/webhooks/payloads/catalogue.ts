import { z } from 'zod'
import type { LocationFact, LocationGone, ProductGone, VariantFact } from '../../../domain/shop-facts.ts'
import { address, id, idOf, instant, named, text, untimed } from './json.ts'

const product = z.object({
  ...named,
  title: text.nullish(),
  vendor: text.nullish(),
  handle: text.nullish(),
  status: text.nullish(),
  published_at: text.nullish(),
  updated_at: instant,
  image: z.object({ src: address.nullish() }).nullish(),
  variants: z.array(
    z.object({
      ...named,
      title: text.nullish(),
      sku: text.nullish(),
      barcode: text.nullish(),
      inventory_policy: text.nullish(),
      inventory_item_id: id.nullish(),
      updated_at: instant.nullish(),
    }),
  ),
})
const location = z.object({ ...named, name: text.nullish(), active: z.boolean().nullish(), updated_at: instant })
const deleted = z.object({ id, ...untimed })

/**
 * `products/create` and `update`. The payload has the first hundred variants in full; the others are read when an
 * order names them.
 */
export function readProduct(body: unknown, heardAt: string): VariantFact[] {
  const fact = product.parse(body)
  const isOnline = fact.published_at != null && fact.status === 'active'
  return fact.variants.map((variant) => ({
    kind: 'variant',
    variantId: idOf(variant),
    productId: idOf(fact),
    itemId: variant.inventory_item_id ?? null,
    title: fact.title ?? '',
    variantTitle: variant.title ?? null,
    sku: variant.sku || null,
    imageUrl: fact.image?.src ?? null,
    vendor: fact.vendor || null,
    barcode: variant.barcode || null,
    sellsWithoutStock: variant.inventory_policy == null ? null : variant.inventory_policy === 'continue',
    onlineHandle: (isOnline && fact.handle) || null,
    changedAt: fact.updated_at,
    heardAt,
  }))
}

export function readProductDeletion(body: unknown, heardAt: string): ProductGone {
  return { kind: 'product-gone', productId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}

export function readLocation(body: unknown, heardAt: string): LocationFact {
  const fact = location.parse(body)
  return {
    kind: 'location',
    locationId: idOf(fact),
    name: fact.name ?? '',
    active: fact.active ?? true,
    changedAt: fact.updated_at,
    heardAt,
  }
}

export function readLocationDeletion(body: unknown, heardAt: string): LocationGone {
  return { kind: 'location-gone', locationId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}
