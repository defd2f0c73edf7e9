import type { OperationName } from './operations.ts'

/** What one query may cost at most is 1,000 points: https://shopify.dev/docs/api/usage/limits. The rest is headroom. */
const pointsWished = 900
/** Of a page, and of a list of ids. */
const longest = 250

/** A query that asks for a number of things, and the points that each is guessed to cost until an answer has told. */
export type Shape = { readonly operation: OperationName; readonly variables: object; readonly points: number }

export type PageSizes = {
  /** How many things to ask for at once, 1 to 250. */
  fitting(shape: Shape): number
  /** An answer told what its query cost. */
  learn(operation: OperationName, variables: object, requestedQueryCost: number): void
  /** Shopify found the query too dear. */
  halve(operation: OperationName, variables: object): void
}

/**
 * Sizes of pages by what answers say that they cost, for what a page costs follows no rule that Shopify tells. A longer page
 * costs less a thing, so sizes grow from answer to answer until they fit.
 */
export function createPageSizes(): PageSizes {
  const costs = new Map<string, { readonly count: number; readonly each: number }>()
  const limits = new Map<string, number>()
  return {
    fitting({ operation, variables, points }) {
      const { kind } = kindOf(operation, variables)
      const each = costs.get(kind)?.each ?? points
      return Math.max(1, Math.min(limits.get(kind) ?? longest, Math.floor(pointsWished / each)))
    },
    learn(operation, variables, requestedQueryCost) {
      const { kind, count } = kindOf(operation, variables)
      // The last piece of a reading is small, and tells less than the whole ones before.
      if (count < (costs.get(kind)?.count ?? 1)) return
      costs.set(kind, { count, each: requestedQueryCost / count })
    },
    halve(operation, variables) {
      const { kind, count } = kindOf(operation, variables)
      limits.set(kind, Math.max(1, Math.floor(count / 2)))
      costs.delete(kind)
    },
  }
}

/** Queries of one kind differ in how many things they ask for, and in which. */
function kindOf(operation: OperationName, variables: object): { readonly kind: string; readonly count: number } {
  let count = 1
  const sizes = Object.entries(variables).filter(([name, value]: [string, unknown]) => {
    if (name === 'first' && typeof value === 'number') count = value
    if (Array.isArray(value)) count = Math.max(1, value.length)
    return name !== 'first' && (typeof value === 'number' || typeof value === 'boolean')
  })
  return { kind: JSON.stringify([operation, sizes.toSorted(([one], [other]) => (one < other ? -1 : 1))]), count }
}
