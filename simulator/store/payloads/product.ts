import { gid } from '../ids.ts'
import { availableInShop } from '../items/stock.ts'
import type { Product, ShopState, Variant } from '../state.ts'
import { wireTime } from './wire-time.ts'

/** Shopify writes out the first hundred variants and names the rest in `variant_gids`. */
const VARIANTS_IN_FULL = 100

export function productPayload(shop: ShopState, product: Product) {
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? [])
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: null,
    created_at: wireTime(product.createdAt, shop.timezone),
    handle: product.handle,
    id: BigInt(product.id),
    product_type: '',
    published_at: product.isOnline === false ? null : wireTime(product.createdAt, shop.timezone),
    template_suffix: null,
    title: product.title,
    updated_at: wireTime(product.updatedAt, shop.timezone),
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: variants.slice(0, VARIANTS_IN_FULL).map((variant, at) => variantPayload(shop, variant, at + 1)),
    options: [{ name: 'Title', position: 1, values: variants.map((variant) => variant.title) }],
    images: [],
    image: product.imageUrl === null ? null : { position: 1, src: product.imageUrl },
    media: [],
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      updated_at: variant.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  }
}

function variantPayload(shop: ShopState, variant: Variant, position: number) {
  const units = availableInShop(shop, variant.itemId)
  return {
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    barcode: variant.barcode,
    compare_at_price: null,
    created_at: wireTime(variant.createdAt, shop.timezone),
    id: BigInt(variant.id),
    inventory_policy: variant.policy.toLowerCase(),
    position,
    price: variant.price,
    product_id: BigInt(variant.productId),
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: wireTime(variant.updatedAt, shop.timezone),
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: BigInt(variant.itemId),
    inventory_quantity: units,
    old_inventory_quantity: units,
  }
}
