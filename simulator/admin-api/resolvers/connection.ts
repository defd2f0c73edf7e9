import { GraphQLError } from 'graphql'

export type Paging = { first?: number | null; after?: string | null }

export const paging = ['first', 'after'] as const

const largestPage = 250

type Connection<Node> = {
  nodes: Node[]
  edges: { cursor: string; node: Node }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** One page of a list that is already in its order. Cursors name the record before the page, as Shopify's do. */
export function connection<Node extends { id: string }>(list: readonly Node[], paging: Paging): Connection<Node> {
  const size = paging.first
  if (size == null) throw new GraphQLError('you must provide one of first or last', { extensions: badRequest })
  if (size < 1 || size > largestPage) {
    throw new GraphQLError(`first must be between 1 and ${largestPage}`, { extensions: badRequest })
  }
  const start = paging.after == null ? 0 : positionAfter(list, paging.after)
  const nodes = list.slice(start, start + size)
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: start + size < list.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

const badRequest = { code: 'BAD_REQUEST' }

function cursorOf(node: { id: string }): string {
  return Buffer.from(JSON.stringify({ last_id: node.id })).toString('base64')
}

function positionAfter(list: readonly { id: string }[], cursor: string): number {
  const index = list.findIndex((node) => cursorOf(node) === cursor)
  if (index < 0) throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: badRequest })
  return index + 1
}
