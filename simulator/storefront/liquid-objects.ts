// Shopify's Liquid objects, as far as the theme and app blocks use them:
// https://shopify.dev/docs/api/liquid/objects
import { gid } from '../store/ids.ts'
import type { Order, Product, ShopState, Variant } from '../store/state.ts'
import { centsOf } from './money-format.ts'

export type VariantObject = {
  id: string
  title: string
  sku: string
  price: number
  available: boolean
  inventory_management: 'shopify' | null
  inventory_policy: 'continue' | 'deny'
  inventory_quantity: number
  metafields: { $app: Record<string, { value: unknown }> }
}

/** Liquid lists no more of a product's variants. */
const listedVariants = 250

export function productObject(state: ShopState, product: Product, root: string, selected?: string) {
  const variants = product.variantIds.flatMap((id) => {
    const variant = state.variants.get(id)
    return variant === undefined ? [] : [variantObject(state, variant)]
  })
  const chosen = variants.find((variant) => variant.id === selected)
  const prices = variants.map((variant) => variant.price)
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    url: `${root}products/${encodeURIComponent(product.handle)}`,
    featured_image: product.imageUrl,
    price: prices.length === 0 ? 0 : Math.min(...prices),
    price_varies: new Set(prices).size > 1,
    available: variants.some((variant) => variant.available),
    has_only_default_variant: variants.length === 1,
    selected_or_first_available_variant: chosen ?? variants.find((variant) => variant.available) ?? variants[0],
    variants: variants.slice(0, listedVariants),
    variants_count: variants.length,
  }
}

export function variantObject(state: ShopState, variant: Variant): VariantObject {
  const isTracked = state.items.get(variant.itemId)?.tracked === true
  const quantity = available(state, variant.itemId)
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price: centsOf(variant.price),
    available: !isTracked || quantity > 0 || variant.policy === 'CONTINUE',
    inventory_management: isTracked ? 'shopify' : null,
    inventory_policy: variant.policy === 'CONTINUE' ? 'continue' : 'deny',
    inventory_quantity: quantity,
    metafields: { $app: appMetafields(state, variant) },
  }
}

/** What the app wrote about the variant, in its reserved namespace. */
function appMetafields(state: ShopState, variant: Variant): Record<string, { value: unknown }> {
  const promise = state.metafields.get(`${gid('ProductVariant', variant.id)}/$app/promise`)
  return promise ? { promise: { value: JSON.parse(promise.value) } } : {}
}

/** What the app wrote about its own installation, by namespace and key. */
export function installationMetafields(state: ShopState): Record<string, Record<string, { value: unknown }>> {
  const found: Record<string, Record<string, { value: unknown }>> = {}
  for (const { ownerId, namespace, key, type, value } of state.metafields.values()) {
    if (!ownerId.startsWith('gid://shopify/AppInstallation/')) continue
    found[namespace] = { ...found[namespace], [key]: { value: type === 'json' ? JSON.parse(value) : value } }
  }
  return found
}

/** Liquid adds up what is available over all locations. */
function available(state: ShopState, itemId: string): number {
  let sum = 0
  for (const key of state.index.levelKeysByItem.get(itemId) ?? []) {
    const level = state.levels.get(key)
    if (level?.active) sum += level.available
  }
  return sum
}

export function orderObject(order: Order) {
  return {
    name: order.name,
    line_items: order.lines.map((line) => ({
      title: line.title,
      variant_title: line.variantTitle,
      sku: line.sku,
      quantity: line.currentQuantity,
      final_line_price: centsOf(line.price) * line.currentQuantity,
    })),
  }
}
