import { type Comparator, type Filter, type Filters, wrong } from './read-search.ts'

type Dated = { readonly id: string; readonly createdAt: string; readonly updatedAt: string }

/** How inventory items are found by the `query` of `inventoryItems`. */
export const itemFilters: Filters<Dated> = {
  file: 'search/plain-filters.ts',
  byName: {
    created_at: byInstant((item) => item.createdAt),
    updated_at: byInstant((item) => item.updatedAt),
    id: byId,
  },
}

/** How variants are found by the `query` of `productVariants`: Shopify knows no filter by the day on which they were made. */
export const variantFilters: Filters<Dated> = {
  file: 'search/plain-filters.ts',
  byName: { updated_at: byInstant((variant) => variant.updatedAt), id: byId },
}

/** Shopify's instants have whole seconds. */
export function byInstant<Row>(instantOf: (row: Row) => string): Filter<Row> {
  return (comparator, value) => {
    const asked = Date.parse(value)
    if (Number.isNaN(asked)) throw wrong(`"${value}" is no date`)
    return (row) => holds(comparator, Date.parse(`${instantOf(row).slice(0, 19)}Z`) - asked)
  }
}

export function byId<Row extends { readonly id: string }>(
  comparator: Comparator,
  value: string,
): (row: Row) => boolean {
  if (!/^\d+$/.test(value)) throw wrong(`"${value}" is no id`)
  const asked = BigInt(value)
  return (row) => holds(comparator, BigInt(row.id) - asked)
}

function holds(comparator: Comparator, difference: bigint | number): boolean {
  if (comparator === '<') return difference < 0
  if (comparator === '<=') return difference <= 0
  if (comparator === '>') return difference > 0
  return comparator === '>=' ? difference >= 0 : Number(difference) === 0
}
