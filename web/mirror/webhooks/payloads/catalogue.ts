import { z } from 'zod'
import type { LocationFact, LocationGone, ProductFact, ProductGone, VariantFact } from '../../rules/shop-facts.ts'
import { address, id, idFromGid, named, payloadId, payloadInstant, payloadText, untimed } from './json.ts'

const product = z.object({
  ...named,
  title: payloadText.nullish(),
  vendor: payloadText.nullish(),
  handle: payloadText.nullish(),
  status: payloadText.nullish(),
  published_at: payloadText.nullish(),
  updated_at: payloadInstant,
  image: z.object({ src: address.nullish() }).nullish(),
  variants: z.array(
    z.object({
      ...named,
      title: payloadText.nullish(),
      sku: payloadText.nullish(),
      barcode: payloadText.nullish(),
      inventory_policy: payloadText.nullish(),
      inventory_item_id: id.nullish(),
      updated_at: payloadInstant.nullish(),
    }),
  ),
  variant_gids: z.array(z.object({ admin_graphql_api_id: idFromGid, updated_at: payloadInstant.nullish() })).nullish(),
})
const location = z.object({
  ...named,
  name: payloadText.nullish(),
  active: z.boolean().nullish(),
  updated_at: payloadInstant,
})
const deleted = z.object({ id, ...untimed })

/** `products/create` and `update`. The payload has the first hundred variants in full, and names all of them. */
export function readProduct(body: unknown, heardAt: string): (VariantFact | ProductFact)[] {
  const fact = product.parse(body)
  const isOnline = fact.published_at != null && fact.status === 'active'
  const ofProduct = {
    productId: payloadId(fact),
    title: fact.title ?? '',
    vendor: fact.vendor || null,
    onlineHandle: (isOnline && fact.handle) || null,
    changedAt: fact.updated_at,
    heardAt,
  }
  const variants = fact.variants.map(
    (variant): VariantFact => ({
      ...ofProduct,
      kind: 'variant',
      variantId: payloadId(variant),
      itemId: variant.inventory_item_id ?? null,
      variantTitle: variant.title ?? null,
      sku: variant.sku || null,
      imageUrl: fact.image?.src ?? null,
      barcode: variant.barcode || null,
      sellsWithoutStock: variant.inventory_policy == null ? null : variant.inventory_policy === 'continue',
    }),
  )
  if (fact.variant_gids == null) return variants
  const told = new Set(variants.map(({ variantId }) => variantId))
  const named = fact.variant_gids.map(({ admin_graphql_api_id: variantId, updated_at: changedAt }) => ({
    variantId,
    changedAt: changedAt ?? null,
    isTold: told.has(variantId),
  }))
  return [...variants, { ...ofProduct, kind: 'product', variants: named }]
}

export function readProductDeletion(body: unknown, heardAt: string): ProductGone {
  return { kind: 'product-gone', productId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}

export function readLocation(body: unknown, heardAt: string): LocationFact {
  const fact = location.parse(body)
  return {
    kind: 'location',
    locationId: payloadId(fact),
    name: fact.name ?? '',
    active: fact.active ?? true,
    changedAt: fact.updated_at,
    heardAt,
  }
}

export function readLocationDeletion(body: unknown, heardAt: string): LocationGone {
  return { kind: 'location-gone', locationId: deleted.parse(body).id, changedAt: heardAt, heardAt }
}
