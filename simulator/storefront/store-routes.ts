import type { ShopState } from '../store/state.ts'

export function rootOf(shop: ShopState): string {
  return `/storefront/${shop.shop}/`
}

/** Liquid's `routes`: https://shopify.dev/docs/api/liquid/objects/routes */
export function routesOf(shop: ShopState): Record<string, string> {
  const root = rootOf(shop)
  return {
    root_url: root,
    cart_url: `${root}cart`,
    cart_add_url: `${root}cart/add`,
    cart_change_url: `${root}cart/change`,
    cart_update_url: `${root}cart/update`,
  }
}
