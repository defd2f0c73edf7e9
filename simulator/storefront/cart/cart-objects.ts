// The cart as Liquid sees it, and as scripts do: https://shopify.dev/docs/api/liquid/objects/cart
import type { Product, ShopState, Variant } from '../../store/state.ts'
import { productObject, variantObject } from '../liquid-objects.ts'
import { centsOf } from '../money-format.ts'
import { type Cart, type CartLine, lineKey } from './cart.ts'

export function cartObject(shop: ShopState, cart: Cart, root: string) {
  const items = linesOf(shop, cart).map(({ line, variant, product }, at) => ({
    ...figures(line, variant),
    index: at,
    url: urlOf(root, product, variant),
    url_to_remove: `${root}cart/change?line=${at + 1}&quantity=0`,
    properties: line.properties,
    product: productObject(shop, product, root, variant.id),
    variant: variantObject(shop, variant),
    title: titleOf(product, variant),
  }))
  return { items, item_count: countOf(cart), total_price: totalOf(shop, cart), currency: { iso_code: shop.currency } }
}

export function cartJson(shop: ShopState, cart: Cart, root: string) {
  const items = linesOf(shop, cart).map(({ line, variant, product }) => lineJson(line, variant, product, root))
  const total = totalOf(shop, cart)
  return { item_count: countOf(cart), total_price: total, original_total_price: total, currency: shop.currency, items }
}

function lineJson(line: CartLine, variant: Variant, product: Product, root: string) {
  return {
    ...figures(line, variant),
    // Numbers at Shopify. The simulator's ids are larger than a script's numbers.
    id: variant.id,
    variant_id: variant.id,
    product_id: product.id,
    properties: line.properties,
    title: titleOf(product, variant),
    product_title: product.title,
    variant_title: isPlain(variant) ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    handle: product.handle,
    url: urlOf(root, product, variant),
    image: product.imageUrl,
  }
}

function figures(line: CartLine, variant: Variant) {
  const price = centsOf(variant.price)
  return {
    key: lineKey(line),
    quantity: line.quantity,
    price,
    final_price: price,
    final_line_price: price * line.quantity,
    original_line_price: price * line.quantity,
  }
}

function linesOf(shop: ShopState, cart: Cart): { line: CartLine; variant: Variant; product: Product }[] {
  return cart.flatMap((line) => {
    const variant = shop.variants.get(line.variantId)
    const product = variant && shop.products.get(variant.productId)
    return variant && product ? [{ line, variant, product }] : []
  })
}

function countOf(cart: Cart): number {
  return cart.reduce((sum, { quantity }) => sum + quantity, 0)
}

function totalOf(shop: ShopState, cart: Cart): number {
  return linesOf(shop, cart).reduce((sum, { line, variant }) => sum + centsOf(variant.price) * line.quantity, 0)
}

function urlOf(root: string, product: Product, variant: Variant): string {
  return `${root}products/${encodeURIComponent(product.handle)}?variant=${variant.id}`
}

function titleOf(product: Product, variant: Variant): string {
  return isPlain(variant) ? product.title : `${product.title} - ${variant.title}`
}

function isPlain(variant: Variant): boolean {
  return variant.title === 'Default Title'
}
