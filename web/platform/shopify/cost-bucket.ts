import type { Cost } from './admin-reply.ts'
import type { OperationName } from './operations.ts'

/**
 * What a shop's bucket of points held when Shopify last told us, and at what pace it fills.
 * 400 points at noon, filled with 100 a second: a query of 1,000 fits six seconds after noon.
 * https://shopify.dev/docs/api/usage/limits
 */
type CostBucket = {
  readonly available: number
  readonly capacity: number
  readonly restoredPerSecond: number
  readonly atMs: number
}

export type CostBuckets = {
  /** Milliseconds until a query like this one fits and leaves this share of a full bucket to others. */
  waitMs(shop: string, query: string, leaving?: number): number
  /** Counts a query as sent, before its answer tells what is left. */
  spend(shop: string, query: string): void
  learn(shop: string, query: string, cost: Cost): void
}

/**
 * The points left, shop by shop. Estimates of this process alone: another process draws from the same bucket, and a
 * THROTTLED answer corrects us both.
 */
export function createCostBuckets(now: () => number): CostBuckets {
  const buckets = new Map<string, CostBucket>()
  const costs = new Map<string, number>()

  return {
    waitMs(shop, query, leaving = 0) {
      const bucket = buckets.get(shop)
      if (!bucket) return 0
      // What fits into no bucket waits for a full one, and Shopify says no.
      const needed = Math.min((costs.get(query) ?? 0) + leaving * bucket.capacity, bucket.capacity)
      return Math.max(0, Math.ceil(((needed - levelAt(bucket, now())) / bucket.restoredPerSecond) * 1000))
    },
    spend(shop, query) {
      const bucket = buckets.get(shop)
      if (!bucket) return
      const atMs = now()
      buckets.set(shop, { ...bucket, available: levelAt(bucket, atMs) - (costs.get(query) ?? 0), atMs })
    },
    learn(shop, query, { requestedQueryCost, throttleStatus }) {
      const { currentlyAvailable: available, maximumAvailable: capacity, restoreRate } = throttleStatus
      costs.set(query, requestedQueryCost)
      buckets.set(shop, { available, capacity, restoredPerSecond: restoreRate, atMs: now() })
    },
  }
}

function levelAt({ available, capacity, restoredPerSecond, atMs }: CostBucket, now: number): number {
  return Math.min(capacity, available + (restoredPerSecond * Math.max(0, now - atMs)) / 1000)
}

/** One name for all queries of one cost: it follows from numbers, switches and list lengths, not from ids and cursors. */
export function costliness(operation: OperationName, variables: object): string {
  const sizes = Object.entries(variables).flatMap(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [[name, value.length]]
    return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : []
  })
  return JSON.stringify([operation, sizes])
}
