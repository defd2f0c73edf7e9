import type { ShopSql } from '../../platform/db/with-shop.ts'
import {
  type BackorderFilter,
  filterSql,
  inListOrder,
  type ListPlace,
  type ListPosition,
  type ListSort,
  numbered,
  positionSql,
} from './backorder-filter.ts'
import { type BackorderRecord, recordColumns, recordJoins } from './backorder-record.ts'
import { findByWords, planSearch, type Search, searchedText } from './backorder-search.ts'
import { countBackorders } from './backorder-total.ts'

export type BackorderPage = {
  readonly rows: readonly BackorderRecord[]
  readonly total: number
  readonly totalIsExact: boolean
  readonly next: ListPosition | null
  readonly previous: ListPosition | null
}

/** One page. Reading back as far as the first row gives the whole first page. */
export async function listBackorders(
  tx: ShopSql,
  filter: BackorderFilter,
  sort: ListSort,
  position: ListPosition | null,
  limit: number,
): Promise<BackorderPage> {
  const search = await planSearch(tx, filter)
  let from = position
  let found = await findIds(tx, filter, search, { sort, from }, limit + 1)
  if (from?.direction === 'before' && found.ids.length <= limit) {
    from = null
    found = await findIds(tx, filter, search, { sort, from }, limit + 1)
  }
  const rows = await loadRecords(tx, found.ids.slice(0, limit), sort)
  return {
    rows,
    ...neighbours(rows, from, found.ids.length > limit),
    total: found.total,
    totalIsExact: found.totalIsExact,
  }
}

type Found = { readonly ids: readonly string[]; readonly total: number; readonly totalIsExact: boolean }

async function findIds(
  tx: ShopSql,
  filter: BackorderFilter,
  search: Search,
  place: ListPlace,
  limit: number,
): Promise<Found> {
  if (search.way === 'nothing') return { ids: [], total: 0, totalIsExact: true }
  if (search.way === 'index') return await findByWords(tx, filter, search.words, place, limit)
  const ids = await walkIds(tx, filter, search.patterns, place, limit)
  if (search.total === null) return { ids, total: await countBackorders(tx, filter), totalIsExact: true }
  // The sample promised many, and here are few: a word may be common in open lines and in no closed one.
  if (!search.totalIsExact && ids.length < limit) return await findByWords(tx, filter, search.words, place, limit)
  return { ids, total: search.total, totalIsExact: search.totalIsExact }
}

/** How far one walk goes for lines with the words, in lines. */
const longestWalk = 5_000

/** Ids in list order, by one short walk through an index for each state. */
async function walkIds(
  tx: ShopSql,
  filter: BackorderFilter,
  patterns: readonly string[],
  { sort, from }: ListPlace,
  limit: number,
): Promise<string[]> {
  const sql = numbered(filter.states)
  const order = `order by ${inListOrder(sort, from)} limit`
  const lines = `select b.* from backorder b
                  where b.shop_id = $1 and b.state = wanted.state ${filterSql(sql, filter)} ${positionSql(sql, sort, from)}`
  const most = sql.put(limit)
  const walk =
    patterns.length === 0
      ? `${lines} ${order} ${most}`
      : `select b.* from (${lines} ${order} ${sql.put(longestWalk)}) b
          where ${searchedText} ~ all(${sql.put(patterns)}::text[]) ${order} ${most}`
  const rows = await tx.query<{ id: string }>(
    `select b.backorder_id as id from unnest($2::text[]) as wanted(state) cross join lateral (${walk}) b ${order} ${most}`,
    sql.values,
  )
  return rows.map((row) => row.id)
}

function loadRecords(tx: ShopSql, ids: readonly string[], sort: ListSort): Promise<BackorderRecord[]> {
  return tx.query<BackorderRecord>(
    `select ${recordColumns} from backorder b ${recordJoins}
      where b.shop_id = $1 and b.backorder_id = any($2::bigint[])
      order by ${inListOrder(sort)}`,
    [ids],
  )
}

function neighbours(rows: readonly BackorderRecord[], from: ListPosition | null, hasMore: boolean) {
  const [first, last] = [rows[0], rows.at(-1)]
  const hasNext = hasMore || from?.direction === 'before'
  return {
    next: last && hasNext ? positionOf(last, 'after') : null,
    previous: first && from ? positionOf(first, 'before') : null,
  }
}

function positionOf(row: BackorderRecord, direction: 'after' | 'before'): ListPosition {
  return { direction, orderedAtMicros: row.orderedAtMicros, backorderId: row.backorderId }
}
