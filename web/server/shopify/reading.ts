import { z } from 'zod'

/** What one query may cost at most, in Shopify's points. Source: Admin API rate limits, single query limit. */
export const dearestQuery = 1000

/** One page of a connection. */
export function page<Node extends z.ZodType>(node: Node) {
  return z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  })
}

/** The list in pieces of at most `size`. */
export function pieces<Thing>(things: readonly Thing[], size: number): Thing[][] {
  const count = Math.ceil(things.length / size)
  return Array.from({ length: count }, (_, index) => things.slice(index * size, (index + 1) * size))
}
