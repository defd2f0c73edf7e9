import { type BackorderFilter, filterSql, type Numbered, numbered } from '../../backorders/store/backorder-filter.ts'
import { searchedText, searchPatterns } from '../../backorders/store/backorder-search.ts'
import { plainArray } from '../../platform/db/arrays/plain-array.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { noLongerBroughtSql } from '../../supplier-orders/store/no-longer-brought.ts'
import type { UncoveredDemand } from '../rules/group-facts.ts'

/**
 * Which uncovered demand a merchant wants to order: what a filter shows, chosen backorders, what a supplier sells, or what
 * a supplier order no longer brings.
 */
export type Wanted =
  | { readonly by: 'filter'; readonly filter: BackorderFilter }
  | { readonly by: 'backorders'; readonly backorderIds: readonly string[] }
  | { readonly by: 'supplier'; readonly supplierId: string }
  | { readonly by: 'cancelled'; readonly supplierOrderId: string }

/** Units that nothing will serve yet, what drafts were raised for included. */
export async function loadUncovered(tx: ShopSql, wanted: Wanted): Promise<UncoveredDemand[]> {
  const sql = numbered()
  const condition = await wantedSql(tx, sql, wanted)
  return await tx.query<UncoveredDemand>(
    `select b.backorder_id as backorder, b.line_id as line, b.order_id as "order", b.item_id as item,
            b.location_id as location, b.uncovered as units, (extract(epoch from b.ordered_at) * 1000)::float8 as "orderedAt",
            coalesce(w.rank, 0) as rank
       from backorder b
       left join line_wish w on w.shop_id = $1 and w.line_id = b.line_id
      where b.shop_id = $1 and b.state = 'open' and b.uncovered > 0 ${condition}`,
    sql.values,
  )
}

async function wantedSql(tx: ShopSql, sql: Numbered, wanted: Wanted): Promise<string> {
  switch (wanted.by) {
    case 'backorders':
      return `and b.backorder_id = any(${sql.put(plainArray(wanted.backorderIds))}::bigint[])`
    case 'supplier':
      return `and b.item_id in (select e.item_id from catalogue_entry e
                                 where e.shop_id = $1 and e.supplier_id = ${sql.put(wanted.supplierId)}::bigint)`
    case 'cancelled':
      return `and ${noLongerBroughtSql(sql.put(wanted.supplierOrderId))}`
    case 'filter': {
      const { filter } = wanted
      if (!filter.states.includes('open')) return 'and false'
      const conditions = filterSql(sql, filter)
      if (filter.query === null) return conditions
      const patterns = await searchPatterns(tx, filter.query)
      if (patterns.length === 0) return 'and false'
      return `${conditions} and ${searchedText} ~ all(${sql.put(patterns)}::text[])`
    }
  }
}
