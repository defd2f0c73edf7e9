/** So often Shopify fails at a thing alone before it is the thing. */
const mostFailures = 3

/**
 * Things at which Shopify failed although it was asked about each alone, and did not say that it is the thing: it may as
 * well be in trouble itself.
 */
export type Suspects = {
  /** It failed again. True once that is no chance any more. */
  fail(shop: string, id: string): boolean
  /** Shopify told of them. */
  clear(shop: string, ids: readonly string[]): void
}

export function createSuspects(): Suspects {
  const failures = new Map<string, number>()
  return {
    fail(shop, id) {
      const count = (failures.get(`${shop} ${id}`) ?? 0) + 1
      failures.set(`${shop} ${id}`, count)
      return count >= mostFailures
    },
    clear(shop, ids) {
      if (failures.size > 0) for (const id of ids) failures.delete(`${shop} ${id}`)
    },
  }
}
