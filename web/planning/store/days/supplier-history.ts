import { dayInShop, today } from '../../../platform/db/shop-day.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { type Filled, historyOf, type ReceivedGoods, type SupplierHistory } from '../../rules/days/lead-time.ts'

/** Older than this says little about the next order. */
export const lookedBack = '2 years'

type SupplierDelivery = ReceivedGoods & { readonly supplierId: string }

/** Corrections are no deliveries. */
async function loadDeliveries(tx: ShopSql, supplierIds: readonly string[]): Promise<readonly SupplierDelivery[]> {
  return await tx.query<SupplierDelivery>(
    `select o.supplier_id::text as "supplierId", day - min(${dayInShop('o.ordered_at')}) as days,
            coalesce(sum(l.accepted) filter (where l.due_on is not null), 0)::float8 as dated,
            coalesce(sum(l.accepted) filter (where day <= l.due_on), 0)::float8 as "onTime"
       from supplier_order o
       join receipt_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
       join receipt r on r.shop_id = $1 and r.receipt_id = l.receipt_id
      cross join lateral (select ${dayInShop('r.confirmed_at')} as day) as came
      where o.shop_id = $1 and o.supplier_id = any($2::bigint[]) and o.ordered_at is not null
        and r.state = 'posted' and r.corrects is null and r.confirmed_at > now() - $3::interval and l.accepted > 0
      group by o.supplier_id, o.supplier_order_id, r.receipt_id, day`,
    [supplierIds, lookedBack],
  )
}

/** What receipts say of a supplier, and what is overdue: whoever counts only what came takes the punctual for all. */
export async function loadSupplierHistory(tx: ShopSql, supplierId: string): Promise<SupplierHistory> {
  const deliveries = await loadDeliveries(tx, [supplierId])
  const [filled = { ordered: 0, accepted: 0, overdue: 0 }] = await tx.query<Filled>(
    `select coalesce(sum(case when o.state in ('received', 'closed') then l.units
                              else least(l.accepted, l.units) + late.units end), 0)::float8 as ordered,
            coalesce(sum(least(l.accepted, l.units)), 0)::float8 as accepted, coalesce(sum(late.units), 0)::float8 as overdue
       from supplier_order o
       join supplier_order_line l on l.shop_id = $1 and l.supplier_order_id = o.supplier_order_id
      cross join lateral (
        select coalesce(sum(units), 0) as units from arrival
         where shop_id = $1 and supplier_order_line_id = l.supplier_order_line_id and is_ordered and due < ${today}) as late
      where o.shop_id = $1 and o.supplier_id = $2 and o.ordered_at > now() - $3::interval
        and (o.state in ('received', 'closed') or late.units > 0)`,
    [supplierId, lookedBack],
  )
  return historyOf(deliveries, filled)
}
