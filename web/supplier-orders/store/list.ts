import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { SupplierOrderState } from '../rules/supplier-order.ts'
import { type SupplierOrderRecord, supplierOrderColumns, supplierOrderJoins } from './record.ts'

export type SupplierOrderFilter = {
  readonly states: readonly SupplierOrderState[]
  readonly supplierId: string | null
  readonly isLate: boolean
  /** A number, the reference, or part of the supplier's name. */
  readonly query: string | null
}

export type SupplierOrderRecordPage = SequencePage<SupplierOrderRecord & { readonly sequence: string }> & {
  readonly total: number
}

const lateSql = `exists (select from arrival a where a.shop_id = $1 and a.supplier_order_id = o.supplier_order_id
                            and a.is_ordered and a.due < $2::date)`

/** `$1` shop, `$2` today, `$3` states, `$4` supplier, `$5` only late, `$6` text. */
const matches = `o.shop_id = $1 and o.state = any($3::text[]) and ($4::bigint is null or o.supplier_id = $4)
   and (not $5 or ${lateSql})
   and ($6::text is null or o.number::text = regexp_replace(lower($6), '^(#|po-?)', '') or lower(o.reference) = lower($6)
        or strpos(search_key(s.name), search_key($6)) > 0)`

/** One page, the highest number first. */
export async function listSupplierOrders(
  tx: ShopSql,
  { states, supplierId, isLate, query }: SupplierOrderFilter,
  today: string,
  position: SequencePosition | null,
  limit: number,
): Promise<SupplierOrderRecordPage> {
  const values = [today, states, supplierId, isLate, query]
  const page = await readSequencePage(
    ({ beyond, order, from, limit: most }) =>
      tx.query<SupplierOrderRecord & { readonly sequence: string }>(
        `select ${supplierOrderColumns('$2')}, o.number::text as sequence
           from (select o.* from supplier_order o
                   left join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
                  where ${matches} and ($7::bigint is null or o.number ${beyond} $7)
                  order by o.number ${order} limit $8) as o ${supplierOrderJoins}
          order by o.number ${order}`,
        [...values, from, most],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from supplier_order o
       left join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
      where ${matches}`,
    values,
  )
  return { ...page, total: counted?.total ?? 0 }
}

export type SupplierOrderCounts = Readonly<Record<SupplierOrderState | 'late', number>>

/** Of the whole shop. */
export async function countSupplierOrders(tx: ShopSql, today: string): Promise<SupplierOrderCounts> {
  const counts = { draft: 0, ordered: 0, 'partly-received': 0, received: 0, closed: 0, cancelled: 0, late: 0 }
  const rows = await tx.query<{ state: SupplierOrderState | 'late'; orders: number }>(
    `select state, count(*)::int as orders from supplier_order where shop_id = $1 group by state
      union all
     select 'late', count(distinct supplier_order_id)::int from arrival
      where shop_id = $1 and is_ordered and due < $2::date`,
    [today],
  )
  for (const { state, orders } of rows) counts[state] = orders
  return counts
}
