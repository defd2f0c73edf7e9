// A shop made of numbers alone, so that the process that plays Shopify and the one that fills the tables agree on every
// row of it without telling each other. Line 7 of a shop with 5 items: item 2, 2 units, the second line of order 2.

export type Seed = {
  readonly shop: string
  readonly items: number
  /** Open order lines, three to an order, spread evenly over the items. */
  readonly lines: number
  /** Every so manieth item has stock for half of its lines; all others have plenty. */
  readonly shortEvery: number
}

export type SeededItem = {
  readonly itemId: string
  readonly variantId: string
  readonly sku: string
  readonly title: string
  readonly available: number
  readonly committed: number
}

export type SeededLine = { readonly lineId: string; readonly item: number; readonly units: number }

export const locationId = '68540956971'

/** Ids as long as Shopify's. */
const firstItemId = 47_130_000_000_000
const firstVariantId = 45_080_000_000_000
const firstOrderId = 5_640_000_000_000
const firstLineId = 14_210_000_000_000
const firstOrderedAt = Date.UTC(2026, 0, 5, 8)
const plenty = 1_000_000
const linesAnOrder = 3

function isShort(seed: Seed, item: number): boolean {
  return item % seed.shortEvery === seed.shortEvery - 1
}

export function itemAt(seed: Seed, item: number): SeededItem {
  const committed = committedOf(seed, item)
  return {
    itemId: String(firstItemId + item),
    variantId: String(firstVariantId + item),
    sku: `HOME-${item}`,
    title: `${words[item % words.length]} no. ${item}`,
    available: isShort(seed, item) ? Math.floor(committed / 2) - committed : plenty,
    committed,
  }
}

/** Which item it is that has this id. */
export function itemOf(itemId: string): number {
  return Number(itemId) - firstItemId
}

export function linesOf(seed: Seed, order: number): SeededLine[] {
  const first = order * linesAnOrder
  const count = Math.min(linesAnOrder, seed.lines - first)
  return Array.from({ length: count }, (_, index) => {
    const line = first + index
    return { lineId: lineIdOf(line), item: line % seed.items, units: unitsOf(line) }
  })
}

/** Which variant it is that has this id. */
export function variantOf(variantId: string): number {
  return Number(variantId) - firstVariantId
}

/** Which order comes next behind this id. */
export function orderBehind(orderId: string): number {
  return Math.max(0, Number(orderId) - firstOrderId + 1)
}

export function orderAt(order: number) {
  return {
    orderId: String(firstOrderId + order),
    orderName: `#${1001 + order}`,
    orderedAt: new Date(firstOrderedAt + order * 1_000).toISOString(),
  }
}

export function ordersOf(seed: Seed): number {
  return Math.ceil(seed.lines / linesAnOrder)
}

export function lineIdOf(line: number): string {
  return String(firstLineId + line)
}

function committedOf(seed: Seed, item: number): number {
  let units = 0
  for (let line = item; line < seed.lines; line += seed.items) units += unitsOf(line)
  return units
}

function unitsOf(line: number): number {
  return 1 + (line % 3)
}

const words = ['Enamel mug', 'Linen apron', 'Oak tray', 'Wool blanket', 'Brass hook', 'Garden candle', 'Tea tin']
