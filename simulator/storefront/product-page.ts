import type { Product, ShopState, Variant } from '../store/state.ts'
import { productObject } from './liquid-objects.ts'
import type { Answer } from './pages.ts'
import { rootOf } from './store-routes.ts'

/** The page of a product with one of its variants chosen. */
export function productPage(shop: ShopState, product: Product, chosen: string): Answer {
  const scope = { page_title: product.title, product: productObject(shop, product, rootOf(shop), chosen) }
  return { template: 'product', scope }
}

/** The variant's page again, with the reason why it is not sold. */
export function refusedPage(shop: ShopState, variant: Variant, refusal: string): Answer | null {
  const product = shop.products.get(variant.productId)
  if (!product) return null
  const page = productPage(shop, product, variant.id)
  return { ...page, scope: { ...page.scope, refusal }, status: 422 }
}
