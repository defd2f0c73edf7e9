import type { ShopSql } from '../../platform/db/with-shop.ts'

/** A supplier order by what another program calls it. */
export type OrderKey = { readonly supplierId: string; readonly reference: string }

export type ReferencedOrder = OrderKey & {
  readonly supplierOrderId: string
  readonly number: number
  readonly locationId: string
  /** Whether goods of it are on their way. */
  readonly isOpen: boolean
  readonly state: string
  readonly itemIds: readonly string[]
}

/** The supplier orders that came in by these numbers, written in capitals or not. */
export async function loadKnownOrders(tx: ShopSql, wanted: readonly OrderKey[]): Promise<ReferencedOrder[]> {
  if (wanted.length === 0) return []
  return await tx.query<ReferencedOrder>(
    `select o.supplier_order_id::text as "supplierOrderId", o.supplier_id::text as "supplierId", o.reference, o.number,
            o.location_id as "locationId", o.state,
            o.state in ('ordered', 'partly-received') as "isOpen",
            array(select line.item_id from supplier_order_line line
                   where line.shop_id = $1 and line.supplier_order_id = o.supplier_order_id) as "itemIds"
       from (select distinct supplier_id, lower(reference) as reference
               from unnest($2::bigint[], $3::text[]) as w(supplier_id, reference)) wanted
       join supplier_order o on o.shop_id = $1 and o.supplier_id = wanted.supplier_id
                            and lower(o.reference) = wanted.reference and o.reference is not null`,
    [wanted.map(({ supplierId }) => supplierId), wanted.map(({ reference }) => reference)],
  )
}
