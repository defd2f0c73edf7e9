import type { Product, ShopState } from '../store/state.ts'

/** Products whose title or one of whose skus holds every word searched for, by title. */
export function searchProducts(state: ShopState, terms: string): Product[] {
  const words = terms.toLowerCase().split(/\s+/).filter(Boolean)
  const found = [...state.products.values()].filter((product) => {
    if (product.isOnline === false) return false
    if (words.length === 0) return true
    const text = searchText(state, product)
    return words.every((word) => text.includes(word))
  })
  return found.sort((one, other) => compare(one.title, other.title) || compare(one.id, other.id))
}

export type Page<Entry> = { entries: Entry[]; number: number; count: number }

export function pageOf<Entry>(list: readonly Entry[], wanted: number, size: number): Page<Entry> {
  const count = Math.max(1, Math.ceil(list.length / size))
  const number = Math.min(Math.max(1, Number.isInteger(wanted) ? wanted : 1), count)
  return { entries: list.slice((number - 1) * size, number * size), number, count }
}

function searchText(state: ShopState, product: Product): string {
  const skus = product.variantIds.map((id) => state.variants.get(id)?.sku ?? '')
  return [product.title, ...skus].join(' ').toLowerCase()
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
