import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type BackorderFilter, filterSql, numbered } from './backorder-filter.ts'

/** How many backorders the filter matches, whatever its text. By state and location it is known without counting. */
export async function countBackorders(tx: ShopSql, filter: BackorderFilter): Promise<number> {
  const isCounted = filter.orderId === null && filter.itemId === null && filter.lineId === null && filter.shown === null
  const sql = numbered(filter.states)
  const conditions = filterSql(sql, filter)
  const [counted] = await tx.query<{ lines: number }>(
    `select ${isCounted ? 'coalesce(sum(b.lines), 0)::float8' : 'count(*)::int'} as lines
       from ${isCounted ? 'backorder_count' : 'backorder'} b
      where b.shop_id = $1 and b.state = any($2::text[]) ${conditions}`,
    sql.values,
  )
  return counted?.lines ?? 0
}
