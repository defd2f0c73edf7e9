import { GraphQLError } from 'graphql'
import type { AdminContext } from './resolver.ts'

export type Paging = { first?: number | null; after?: string | null }

export const paging = ['first', 'after'] as const

const largestPage = 250

type Connection<Node> = {
  nodes: Node[]
  edges: { cursor: string; node: Node }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

type Row = { readonly id: string }

/** What a list is sorted by, besides the id. Without it a list is in an order of its own. */
export type Sorting<Node> = { readonly isReverse: boolean; valueOf(node: Node): string }

/** A connection of one record: a page of it, or all of it in a bulk operation. */
export function connection<Node extends Row>(
  list: readonly Node[],
  args: Paging,
  { bulk }: Pick<AdminContext, 'bulk'>,
): Connection<Node> {
  return bulk === null ? page(list, args) : whole(list)
}

/** The connection a query begins with: a page of it, or what a bulk operation reads of it now. */
export function rootConnection<Node extends Row>(
  rows: { list(): readonly Node[]; find(id: string): Node | undefined },
  args: Paging,
  { bulk }: Pick<AdminContext, 'bulk'>,
  sorting?: Sorting<Node>,
): Connection<Node> {
  if (bulk === null) return page(rows.list(), args, sorting)
  if (bulk.step === 'list') {
    bulk.learn(inOrder(rows.list(), sorting).map(({ id }) => id))
    return whole([])
  }
  return whole(bulk.ids.map((id) => rows.find(id)).filter((row): row is Node => row !== undefined))
}

function page<Node extends Row>(list: readonly Node[], paging: Paging, sorting?: Sorting<Node>): Connection<Node> {
  const size = paging.first
  if (size == null) throw badRequest('you must provide one of first or last')
  if (size < 1 || size > largestPage) throw badRequest(`first must be between 1 and ${largestPage}`)
  const sorted = inOrder(list, sorting)
  const start = paging.after == null ? 0 : positionAfter(sorted, readCursor(paging.after), sorting)
  return {
    ...whole(sorted.slice(start, start + size), sorting),
    ...pageInfo(sorted, start, size, sorting),
  }
}

function pageInfo<Node extends Row>(sorted: readonly Node[], start: number, size: number, sorting?: Sorting<Node>) {
  const ends = [sorted[start], sorted.slice(start, start + size).at(-1)]
  const [startCursor = null, endCursor = null] = ends.map((node) => (node ? cursorOf(node, sorting) : null))
  return {
    pageInfo: { hasNextPage: start + size < sorted.length, hasPreviousPage: start > 0, startCursor, endCursor },
  }
}

function whole<Node extends Row>(nodes: readonly Node[], sorting?: Sorting<Node>): Connection<Node> {
  return {
    nodes: [...nodes],
    edges: nodes.map((node) => ({ cursor: cursorOf(node, sorting), node })),
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  }
}

function inOrder<Node extends Row>(list: readonly Node[], sorting?: Sorting<Node>): readonly Node[] {
  if (sorting === undefined) return list
  const sign = sorting.isReverse ? -1 : 1
  return list.toSorted((one, other) => sign * compare(placeOf(one, sorting), placeOf(other, sorting)))
}

type Place = { readonly last_id: string; readonly last_value?: string | undefined }

function placeOf<Node extends Row>(node: Node, sorting: Sorting<Node> | undefined): Place {
  return sorting === undefined ? { last_id: node.id } : { last_id: node.id, last_value: sorting.valueOf(node) }
}

function compare(one: Place, other: Place): number {
  const [value = '', otherValue = ''] = [one.last_value, other.last_value]
  if (value !== otherValue) return value < otherValue ? -1 : 1
  return (
    one.last_id.length - other.last_id.length ||
    (one.last_id < other.last_id ? -1 : Number(one.last_id > other.last_id))
  )
}

/** Cursors name the record before the page and its value, so that a page goes on where it was though records moved. */
function cursorOf<Node extends Row>(node: Node, sorting?: Sorting<Node>): string {
  return Buffer.from(JSON.stringify(placeOf(node, sorting))).toString('base64')
}

function readCursor(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
    if (isPlace(place)) return place
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw invalidCursor()
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'last_id' in value && typeof value.last_id === 'string'
}

function positionAfter<Node extends Row>(sorted: readonly Node[], place: Place, sorting?: Sorting<Node>): number {
  if (sorting === undefined) {
    const index = sorted.findIndex((node) => node.id === place.last_id)
    if (index < 0) throw invalidCursor()
    return index + 1
  }
  if (typeof place.last_value !== 'string') throw invalidCursor()
  const sign = sorting.isReverse ? -1 : 1
  const index = sorted.findIndex((node) => sign * compare(placeOf(node, sorting), place) > 0)
  return index < 0 ? sorted.length : index
}

function invalidCursor(): GraphQLError {
  return badRequest('Invalid cursor for current pagination sort.')
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}
