import { dayInShop } from '../../../platform/db/shop-day.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Day } from '../../../platform/values/day.ts'
import { nativeOrigin } from './native-origin.ts'

/** From whom an arrival comes, and the day it was ordered on where the shop is. */
export type OrderedFrom = { readonly supplierId: string | null; readonly orderedOn: Day | null }

/** By arrival. */
export async function loadOrderedFrom(
  tx: ShopSql,
  arrivals: readonly string[],
): Promise<ReadonlyMap<string, OrderedFrom>> {
  if (arrivals.length === 0) return new Map()
  const rows = await tx.query<OrderedFrom & { readonly arrival: string }>(
    `select a.arrival_id::text as arrival, coalesce(o.supplier_id, s.supplier_id)::text as "supplierId",
            to_char(${dayInShop('coalesce(o.ordered_at, ordered.ordered_at)')}, 'YYYY-MM-DD') as "orderedOn"
       from arrival a
       left join supplier_order o on o.shop_id = $1 and o.supplier_order_id = a.supplier_order_id
       ${nativeOrigin}
       left join supplier s on s.shop_id = $1 and lower(s.name) = lower(ordered.supplier_name)
      where a.shop_id = $1 and a.arrival_id = any($2::bigint[])`,
    [arrivals],
  )
  return new Map(rows.map(({ arrival, ...from }) => [arrival, from]))
}
