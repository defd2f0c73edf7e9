import type { ShopSql } from '../../platform/db/with-shop.ts'

/** The currency of a supplier that can be ordered from; null where there is none. */
export async function loadCurrencyOfSupplier(tx: ShopSql, supplierId: string): Promise<string | null> {
  const [supplier] = await tx.query<{ currency: string }>(
    'select currency from supplier where shop_id = $1 and supplier_id = $2::bigint and archived_at is null',
    [supplierId],
  )
  return supplier?.currency ?? null
}

export type OrderTerms = { readonly leadTimeDays: number | null; readonly orderDays: readonly number[] }

/** As the supplier says: the lead time, and on which weekdays it takes orders. */
export async function loadOrderTerms(tx: ShopSql, supplierId: string): Promise<OrderTerms> {
  const [supplier] = await tx.query<OrderTerms>(
    `select lead_time_days as "leadTimeDays", coalesce(order_days, '{}') as "orderDays"
       from supplier where shop_id = $1 and supplier_id = $2::bigint`,
    [supplierId],
  )
  return supplier ?? { leadTimeDays: null, orderDays: [] }
}
