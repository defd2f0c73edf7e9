import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'

/** The currency that a supplier is paid in, also one that nothing new is ordered from. */
export async function loadPaidIn(tx: ShopSql, supplierId: string): Promise<string | null> {
  const [supplier] = await tx.query<{ currency: string }>(
    'select currency from supplier where shop_id = $1 and supplier_id = $2::bigint',
    [supplierId],
  )
  return supplier?.currency ?? null
}

/**
 * It was ordered before it came in. Where nobody knows on which day, none is kept: how long a supplier takes is learned from
 * that.
 */
export async function keepAsOrdered(
  tx: ShopSql,
  supplierOrderId: string,
  { reference, orderedOn }: { readonly reference: string; readonly orderedOn: Day | null },
): Promise<void> {
  await tx.query(
    `update supplier_order
        set state = 'ordered', reference = $3,
            ordered_at = ($4::date + interval '12 hours')
                         at time zone known_zone((select shop.time_zone from shop where shop.shop_id = $1))
      where shop_id = $1 and supplier_order_id = $2::bigint`,
    [supplierOrderId, reference, orderedOn],
  )
}
