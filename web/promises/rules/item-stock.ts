// What a storefront may count of an item. It knows one figure of stock, the sum of what is available everywhere, and that is not
// what the next order finds: 5 are available of which 3 are held back, so 2 are ready; or -1 is, because an order of 6 waits to be
// paid, and all 5 on the shelf are. `elsewhere` is the difference, which the storefront takes off its figure.

export type ItemStock = {
  /** Units that the queue leaves on the shelves from which online orders are fulfilled: the next order gets them now. */
  readonly ready: number
  /** What the storefront's figure has in it beyond these; below zero where it has fewer. */
  readonly elsewhere: number
}

export type PointStock = {
  readonly available: number
  /** Whether online orders are fulfilled from there. */
  readonly isOnline: boolean
  /** What the queue leaves on the shelf. */
  readonly left: number
  /** Units that the shelf cannot serve, or owes. */
  readonly lacking: number
}

/**
 * Of all points that the storefront's figure adds up. While something is ready, the figure less `elsewhere` is just that; while
 * nothing is, it is what lacks, below zero, so that `elsewhere` stays as it is however many more are sold.
 */
export function itemStock(points: readonly PointStock[]): ItemStock {
  let [counted, ready, lacking] = [0, 0, 0]
  for (const point of points) {
    counted += point.available
    if (!point.isOnline) continue
    ready += point.left
    lacking += point.lacking
  }
  return { ready, elsewhere: ready > 0 ? counted - ready : counted + lacking }
}
