import type { ShopSql } from '../with-shop.ts'

/** An item as one supplier sells it; what the supplier did not say is null. */
export type OrderableItem = {
  readonly itemId: string
  readonly title: string
  readonly sku: string | null
  readonly supplierSku: string | null
  readonly cost: string | null
  readonly leadTimeDays: number | null
}

/** Those of the items that the shop has. */
export async function loadOrderableItems(
  tx: ShopSql,
  shop: string,
  supplierId: string,
  itemIds: readonly string[],
): Promise<Map<string, OrderableItem>> {
  const rows = await tx.query<OrderableItem>(
    `select asked.item_id as "itemId", coalesce(v.title, i.sku, asked.item_id) as title, coalesce(v.sku, i.sku) as sku,
            e.supplier_sku as "supplierSku", trim_scale(e.cost)::text as cost, e.lead_time_days as "leadTimeDays"
       from unnest($3::text[]) as asked(item_id)
       left join item i on i.shop_id = $1 and i.item_id = asked.item_id
       left join lateral (select variant_id, title, sku from variant
                           where variant.shop_id = $1 and variant.item_id = asked.item_id
                           order by deleted_at is not null, variant_id limit 1) as v on true
       left join catalogue_entry e on e.shop_id = $1 and e.supplier_id = $2::bigint and e.item_id = asked.item_id
      where i.item_id is not null or v.variant_id is not null`,
    [shop, supplierId, itemIds],
  )
  return new Map(rows.map((row) => [row.itemId, row]))
}
