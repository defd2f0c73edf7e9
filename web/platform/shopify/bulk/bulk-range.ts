import type { BulkQueryName } from '../operations.ts'

/** ISO instants: from the one on, and before the other; null where that side is open. */
export type BulkRange = { readonly from: string | null; readonly before: string | null }

/** By which of its times a thing is asked for. Shopify finds no variant by the day on which it was made. */
const timeOf = {
  catalogue: 'updated_at',
  orders: 'created_at',
  routing: 'created_at',
  stock: 'created_at',
} as const satisfies Record<BulkQueryName, string>

/** Whether a thing is in another range once it changed. */
export function isOrderedByChange(name: BulkQueryName): boolean {
  return timeOf[name] === 'updated_at'
}

const firstConnection = /\b(\w+)(?:\(query: "([^"]*)"\))? \{\s+edges/

/**
 * The query of a bulk operation, of what is in the range. Such a query takes no variables, so the range is written into it.
 * https://shopify.dev/docs/api/usage/search-syntax
 */
export function withinRange(name: BulkQueryName, text: string, { from, before }: BulkRange): string {
  const terms = [
    ...(from === null ? [] : [`${timeOf[name]}:>='${wholeSecond(from)}'`]),
    ...(before === null ? [] : [`${timeOf[name]}:<'${wholeSecond(before)}'`]),
  ]
  if (terms.length === 0) return text
  return text.replace(firstConnection, (found, connection: string, filter = '') => {
    const query = [...(filter === '' ? [] : [filter]), ...terms].join(' AND ')
    return found.replace(/^[^{]+/, `${connection}(query: "${query}") `)
  })
}

function wholeSecond(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
