import type { ShopState } from '../store/state.ts'
import { searchProducts } from '../storefront/catalogue.ts'

export type FoundItem = { sku: string; title: string; price: string; available: number }

const shown = 8

/** The first items that a few words or a code find, each with what is available over all locations. */
export function findItems(state: ShopState, terms: string): FoundItem[] {
  const found: FoundItem[] = []
  for (const product of searchProducts(state, terms)) {
    for (const id of product.variantIds) {
      const variant = state.variants.get(id)
      if (variant === undefined || variant.sku === '') continue
      const title = product.variantIds.length > 1 ? `${product.title} · ${variant.title}` : product.title
      found.push({ sku: variant.sku, title, price: variant.price, available: available(state, variant.itemId) })
      if (found.length === shown) return found
    }
  }
  return found
}

function available(state: ShopState, itemId: string): number {
  const keys = [...(state.index.levelKeysByItem.get(itemId) ?? [])]
  return keys.reduce((sum, key) => sum + (state.levels.get(key)?.available ?? 0), 0)
}
