import type { ShopSql } from '../../platform/db/with-shop.ts'

/** An item as one supplier sells it; what the supplier did not say is null. */
export type OrderableItem = {
  readonly itemId: string
  readonly title: string
  readonly sku: string | null
  readonly supplierSku: string | null
  readonly cost: string | null
  readonly leadTimeDays: number | null
}

/**
 * SQL of what an item is called now, beside a row with its `item_id`: of an item that the shop has, `named.title` and `named.sku`.
 * The first parameter is the shop.
 */
export function namedNow(row: string): string {
  return `left join lateral (
            select coalesce(v.title, i.sku, asked.item_id) as title, coalesce(v.sku, i.sku) as sku
              from (select ${row}.item_id) as asked
              left join item i on i.shop_id = $1 and i.item_id = asked.item_id
              left join lateral (select variant_id, title, sku from variant
                                  where variant.shop_id = $1 and variant.item_id = asked.item_id
                                  order by deleted_at is not null, variant_id limit 1) as v on true
             where i.item_id is not null or v.variant_id is not null) as named on true`
}

/** Those of the items that the shop has. */
export async function loadOrderableItems(
  tx: ShopSql,
  supplierId: string,
  itemIds: readonly string[],
): Promise<Map<string, OrderableItem>> {
  const rows = await tx.query<OrderableItem>(
    `select wanted.item_id as "itemId", named.title, named.sku,
            e.supplier_sku as "supplierSku", trim_scale(e.cost)::text as cost, e.lead_time_days as "leadTimeDays"
       from unnest($3::text[]) as wanted(item_id)
       ${namedNow('wanted')}
       left join catalogue_entry e on e.shop_id = $1 and e.supplier_id = $2::bigint and e.item_id = wanted.item_id
      where named.title is not null`,
    [supplierId, itemIds],
  )
  return new Map(rows.map((row) => [row.itemId, row]))
}
