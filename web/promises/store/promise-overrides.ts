import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Override } from '../rules/override.ts'

/**
 * By variant id, what the merchant wants told of the variants that these items are sold as: what is said of the variant
 * itself, else what is said of the supplier that it is bought from. Variants that nothing is said of are left out. A fixed
 * day that is past where the shop is comes as no day.
 */
export async function loadOverrides(tx: ShopSql, itemIds: readonly string[]): Promise<Map<string, Override>> {
  if (itemIds.length === 0) return new Map()
  const rows = await tx.query<Override & { variantId: string }>(
    `select v.variant_id as "variantId", o.note, o.hide,
            case when o.fixed_day >= ${today} then to_char(o.fixed_day, 'YYYY-MM-DD') end as day
       from variant v
       left join promise_override own on own.shop_id = $1 and own.about = 'variant' and own.about_id = v.variant_id
       left join lateral (${supplierOf('v.item_id')}) preferred on own.about_id is null
       join promise_override o on o.shop_id = $1
        and (o.about, o.about_id) = (case when own.about_id is null then 'supplier' else 'variant' end,
                                     coalesce(own.about_id, preferred.supplier_id::text))
      where v.shop_id = $1 and v.item_id = any($2::text[]) and v.deleted_at is null`,
    [itemIds],
  )
  return new Map(rows.map(({ variantId, ...override }) => [variantId, override]))
}

/** SQL of the supplier that an item is bought from, for a query whose first parameter is the shop. */
export function supplierOf(itemId: string): string {
  return `
    select e.supplier_id
      from catalogue_entry e
      join supplier s on s.shop_id = $1 and s.supplier_id = e.supplier_id and s.archived_at is null
     where e.shop_id = $1 and e.item_id = ${itemId} and not e.discontinued
     order by e.rank, e.supplier_id limit 1`
}
