import type { ShopSql } from './with-shop.ts'

// The page of everything on backorder, as far as we know: what a shopper may see of it the storefront decides, by the
// stock of that moment.

/** A variant that shoppers wait for, and what they are told. */
export type ListedVariant = {
  readonly variantId: string
  readonly handle: string
  readonly state: 'backorder' | 'limit-reached'
  readonly from: string | null
  readonly to: string | null
  readonly note: string | null
}

export type ListFilter = { readonly vendor: string | null; readonly collection: string | null }

/**
 * Promised for, to be had in the online store, and without a unit that could ship now from a location that is open. A
 * promise of no more units is one of a limit that is reached, and a day that is past, or of no unit, is none.
 */
const listed = `
  listed as materialized (
    select p.variant_id, v.product_id, v.online_handle, v.title, v.vendor, p.note,
           case when p.room = 0 then 'limit-reached' else p.state end as state,
           case when p.to_day >= shop_day($1) and p.units is distinct from 0 then p.from_day end as from_day,
           case when p.to_day >= shop_day($1) and p.units is distinct from 0 then p.to_day end as to_day
      from storefront_promise p
      join variant v on v.shop_id = $1 and v.variant_id = p.variant_id
     where p.shop_id = $1 and p.state in ('backorder', 'limit-reached') and not p.hide
       and v.deleted_at is null and v.online_handle is not null and v.sells_without_stock is not false
       and coalesce((select sum(s.available)
                       from stock_point s
                       join location l on l.shop_id = $1 and l.location_id = s.location_id
                      where s.shop_id = $1 and s.item_id = p.item_id and s.connected and l.active and l.deleted_at is null), 0) <= 0)`

/** As a shopper asked; null for what was not asked. */
const chosen = `
  from listed
 where ($2::text is null or vendor = $2)
   and ($3::text is null or exists (select from listed_product l where l.shop_id = $1 and l.product_id = listed.product_id
                                       and $3 = any(l.collections)))`

export type ListChoices = { readonly vendors: readonly string[]; readonly collections: readonly string[] }

/** What the page can be filtered by: vendors and handles of collections of what is on it, the first so many. */
export async function loadListChoices(tx: ShopSql, shop: string, most: number): Promise<ListChoices> {
  const [row] = await tx.query<ListChoices>(
    `with ${listed}
     select array(select distinct vendor from listed where vendor is not null order by vendor limit $2) as vendors,
            array(select distinct unnest(l.collections) as handle
                    from listed_product l
                   where l.shop_id = $1 and l.product_id in (select product_id from listed) order by handle limit $2) as collections`,
    [shop, most],
  )
  return row ?? { vendors: [], collections: [] }
}

export async function countListedVariants(tx: ShopSql, shop: string, filter: ListFilter): Promise<number> {
  const sql = `with ${listed} select count(*)::int as count ${chosen}`
  const [row] = await tx.query<{ count: number }>(sql, [shop, filter.vendor, filter.collection])
  return row?.count ?? 0
}

/** What comes soonest comes first, then what has no day, then what cannot be ordered. */
export async function loadListedVariants(
  tx: ShopSql,
  shop: string,
  filter: ListFilter,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<ListedVariant[]> {
  return await tx.query<ListedVariant>(
    `with ${listed}
     select variant_id as "variantId", online_handle as handle, state, note,
            to_char(from_day, 'YYYY-MM-DD') as "from", to_char(to_day, 'YYYY-MM-DD') as "to"
     ${chosen}
      order by state = 'limit-reached', to_day nulls last, lower(title), variant_id
      offset $4 limit $5`,
    [shop, filter.vendor, filter.collection, skip, limit],
  )
}
