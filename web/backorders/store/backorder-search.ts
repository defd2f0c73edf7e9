// A text is searched for in one of two ways. A word of many lines (mug) is found by walking the list from the top: the
// page is full after a few rows. A word of few lines (1004) is found through the index of words. The newest lines tell
// which it is.

import { backorderStates } from '../../planning/rules/record/backorder.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import {
  type BackorderFilter,
  filterSql,
  inListOrder,
  type ListPlace,
  type Numbered,
  numbered,
  numberedWithoutShop,
  positionSql,
  shownSql,
} from './backorder-filter.ts'
import { countBackorders } from './backorder-total.ts'

export type Search =
  /** A text without a word in it, as `%` is: no line has it. */
  | { readonly way: 'nothing' }
  | { readonly way: 'index'; readonly words: readonly string[] }
  | {
      readonly way: 'walk'
      readonly words: readonly string[]
      /** Regular expressions of which the searched text must match every one. */
      readonly patterns: readonly string[]
      /** Null where the filter alone tells it. */
      readonly total: number | null
      readonly totalIsExact: boolean
    }

const everything: Search = { way: 'walk', words: [], patterns: [], total: null, totalIsExact: true }

/** How many of the newest lines are looked at to tell how common the words are. */
const sampleSize = 2_000
/** The index lists every line of a shop that has a word; beyond this many, walking is quicker. */
const mostFromIndex = 10_000

/** The text that `patterns` are matched with; the index of words is made of the same. */
export const searchedText = "search_key(concat_ws(' ', b.order_name, b.sku, b.title))"

export async function planSearch(tx: ShopSql, filter: BackorderFilter): Promise<Search> {
  if (filter.query === null) return everything
  const words = await wordsOf(tx, filter.query)
  if (words.length === 0) return { way: 'nothing' }

  const patterns = patternsOf(words)
  const { looked, matched } = await sample(tx, filter, patterns)
  if (looked < sampleSize) return { way: 'walk', words, patterns, total: matched, totalIsExact: true }

  const share = matched / looked
  const inShop = await countBackorders(tx, unfiltered)
  if (share * inShop <= mostFromIndex) return { way: 'index', words }
  const total = Math.round(share * (await countBackorders(tx, filter)))
  return { way: 'walk', words, patterns, total, totalIsExact: false }
}

/** Regular expressions of which `searchedText` must match every one for a line to have the words of a query; none where no line can. */
export async function searchPatterns(tx: ShopSql, query: string): Promise<string[]> {
  return patternsOf(await wordsOf(tx, query))
}

async function wordsOf(tx: ShopSql, query: string): Promise<string[]> {
  const [cut] = await tx.queryWithoutShop<{ words: string[] }>('select words_of($1) as words', [query])
  return cut?.words ?? []
}

function patternsOf(words: readonly string[]): string[] {
  return words.map((word) => `(^|[^[:alnum:]])${word}`)
}

const unfiltered: BackorderFilter = {
  states: backorderStates,
  query: null,
  orderId: null,
  itemId: null,
  locationId: null,
  lineId: null,
  shown: null,
}

/** Fewer looked at than the size of the sample: there are no more, and what matched is all that does. */
async function sample(tx: ShopSql, filter: BackorderFilter, patterns: readonly string[]) {
  const sql = numbered(filter.states)
  const conditions = filterSql(sql, filter)
  const [counted] = await tx.query<{ looked: number; matched: number }>(
    `select count(*)::int as looked, count(*) filter (where ${searchedText} ~ all(${sql.put(patterns)}::text[]))::int as matched
       from (select b.* from unnest($2::text[]) as wanted(state)
              cross join lateral (
                    select b.order_name, b.sku, b.title from backorder b
                     where b.shop_id = $1 and b.state = wanted.state ${conditions}
                     order by ${inListOrder('newest')} limit ${sql.put(sampleSize)}) b
              limit ${sql.put(sampleSize)}) b`,
    sql.values,
  )
  return counted ?? { looked: 0, matched: 0 }
}

/**
 * Ids in list order, and how many there are in all, through the index of words. The function that reads it stands alone: no
 * other node could call it.
 */
export async function findByWords(
  tx: ShopSql,
  filter: BackorderFilter,
  words: readonly string[],
  { sort, from }: ListPlace,
  limit: number,
) {
  const { states, orderId, itemId, locationId, lineId, shown } = filter
  const found = 'select backorder_id, ordered_at from find_backorders($1, $2, $3, $4, $5, $6)'
  const values = [words, states, orderId, itemId, locationId, lineId]
  if (shown === null)
    return await pageOf(tx.queryWithoutShop, numberedWithoutShop(...values), found, { sort, from }, limit)
  const [matched] = await tx.queryWithoutShop<{ ids: string[] }>(
    `select array(select backorder_id::text from (${found}) f) as ids`,
    values,
  )
  const sql = numbered(matched?.ids ?? [])
  const ofThese = `select b.backorder_id, b.ordered_at from backorder b
                    where b.shop_id = $1 and b.backorder_id = any($2::bigint[]) and ${shownSql(sql, shown)}`
  return await pageOf(tx.query, sql, ofThese, { sort, from }, limit)
}

async function pageOf(query: ShopSql['query'], sql: Numbered, lines: string, { sort, from }: ListPlace, limit: number) {
  const [found] = await query<{ total: number; ids: string[] }>(
    `with b as materialized (${lines})
     select (select count(*)::int from b) as total,
            array(select b.backorder_id::text from b where true ${positionSql(sql, sort, from)}
                   order by ${inListOrder(sort, from)} limit ${sql.put(limit)}) as ids`,
    sql.values,
  )
  const { total, ids } = found ?? { total: 0, ids: [] }
  return { ids, total, totalIsExact: true }
}
