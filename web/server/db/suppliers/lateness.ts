import type { Lateness } from '../../../domain/supplier-orders/lateness.ts'
import { dayOf, today } from '../shops/shop-day.ts'
import type { ShopSql } from '../with-shop.ts'
import { lookedBack } from './supplier-history.ts'

/** By supplier, how late what came was, and how late what is to come already is; nothing of who was never late. */
export async function loadLateness(
  tx: ShopSql,
  supplierIds: readonly string[],
): Promise<ReadonlyMap<string, Lateness>> {
  if (supplierIds.length === 0) return new Map()
  const rows = await tx.query<{ supplierId: string; days: number; hasCome: boolean }>(
    `select distinct o.supplier_id::text as "supplierId", day - l.due_on as days, true as "hasCome",
            r.receipt_id as happened, l.due_on, o.supplier_order_id
       from supplier_order o
       join receipt_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
       join receipt r on r.shop_id = $1 and r.receipt_id = l.receipt_id
      cross join lateral (select ${dayOf('r.confirmed_at')} as day) as came
      where o.shop_id = $1 and o.supplier_id = any($2::bigint[]) and l.due_on < day
        and r.state = 'posted' and r.corrects is null and r.confirmed_at > now() - $3::interval and l.accepted > 0
      union all
     select distinct o.supplier_id::text, today - a.due, false, null::bigint, a.due, o.supplier_order_id
       from supplier_order o
       join arrival a on a.shop_id = $1 and a.supplier_order_id = o.supplier_order_id and a.is_ordered
      cross join (select ${today} as today) as clock
      where o.shop_id = $1 and o.supplier_id = any($2::bigint[]) and a.due < today`,
    [supplierIds, lookedBack],
  )
  const daysOf = (of: typeof rows, hasCome: boolean) =>
    of.filter((row) => row.hasCome === hasCome).map(({ days }) => days)
  return new Map(
    [...Map.groupBy(rows, ({ supplierId }) => supplierId)].map(([supplierId, of]) => {
      return [supplierId, { came: daysOf(of, true), open: daysOf(of, false) }]
    }),
  )
}
