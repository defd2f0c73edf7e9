import type { ShopSql } from '../../platform/db/with-shop.ts'

export type BackorderName = {
  readonly backorderId: string
  readonly orderName: string
  readonly title: string
  readonly sku: string | null
  readonly orderedAt: string
}

/** What people call these backorders, by id. */
export async function loadBackorderNames(
  tx: ShopSql,
  backorderIds: readonly string[],
): Promise<Map<string, BackorderName>> {
  const rows = await tx.query<BackorderName>(
    `select backorder_id::text as "backorderId", order_name as "orderName", title, sku, ordered_at::text as "orderedAt"
       from backorder where shop_id = $1 and backorder_id = any($2::bigint[])`,
    [backorderIds],
  )
  return new Map(rows.map((row) => [row.backorderId, row]))
}
