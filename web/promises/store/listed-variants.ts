import { isClosed } from '../../mirror/store/stock/obstacles.ts'
import { knownZone, today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// The page of everything on backorder, as far as we know: what a shopper may see of it the storefront decides, by the
// stock of that moment.

/** A variant that shoppers wait for, and what they are told. */
export type ListedVariant = {
  readonly variantId: string
  readonly handle: string
  readonly state: 'backorder' | 'limit-reached'
  readonly from: string | null
  readonly to: string | null
  /** What comes next is overdue, and no new day can be told. */
  readonly delayed: boolean
  readonly note: string | null
  /** Of what the storefront counts as stock, the units that no online order gets. */
  readonly elsewhere: number
}

type ListFilter = { readonly vendor: string | null; readonly collection: string | null }

/**
 * Promised for, to be had in the online store, and without a unit that could ship now: all that is available, less what is
 * so for nobody online. A
 * promise of no more units is one of a limit that is reached, and a day that is past, or of no unit, is none.
 */
const listed = `
  shop_today as materialized (select ${today} as today),
  listed as materialized (
    select p.variant_id, v.product_id, v.online_handle, v.title, v.vendor, v.sku, p.note, p.elsewhere, p.delayed,
           case when p.room = 0 then 'limit-reached' else p.state end as state,
           case when p.to_day >= today and p.units is distinct from 0 then p.from_day end as from_day,
           case when p.to_day >= today and p.units is distinct from 0 then p.to_day end as to_day
      from storefront_promise p
      cross join shop_today
      join variant v on v.shop_id = $1 and v.variant_id = p.variant_id
     where p.shop_id = $1 and p.state in ('backorder', 'limit-reached') and not p.hide
       and v.deleted_at is null and v.online_handle is not null and v.sells_without_stock is not false
       and coalesce((select sum(s.available)
                       from stock_point s
                       join location l on l.shop_id = $1 and l.location_id = s.location_id
                      where s.shop_id = $1 and s.item_id = p.item_id and s.connected and not ${isClosed('l')}), 0) - p.elsewhere <= 0)`

export type ListChoices = { readonly vendors: readonly string[]; readonly collections: readonly string[] }

export type ListPage = {
  /** What the list can be filtered by: vendors, and handles of collections, of what is on it. */
  readonly choices: ListChoices
  readonly variants: readonly ListedVariant[]
  /** From 1, and never beyond the last. */
  readonly page: number
  readonly pages: number
}

type Wish = ListFilter & { readonly page: number; readonly size: number; readonly mostChoices: number }

/** What comes soonest comes first, then what has no day, then what cannot be ordered. */
export async function loadListPage(tx: ShopSql, wish: Wish): Promise<ListPage> {
  const [row] = await tx.query<Omit<ListPage, 'choices'> & ListChoices>(
    `with ${listed},
     chosen as materialized (
       select * from listed
        where ($2::text is null or vendor = $2)
          and ($3::text is null or exists (select from listed_product l
                                            where l.shop_id = $1 and l.product_id = listed.product_id and $3 = any(l.collections)))),
     counted as (
       select pages, least($4, pages) as page
         from (select greatest(1, ceil(count(*)::float8 / $5))::int as pages from chosen) as all_of_them),
     shown as (
       select * from chosen
        order by state = 'limit-reached', to_day nulls last, lower(title), variant_id
        offset (select (page - 1) * $5 from counted) limit $5)
     select page, pages,
            array(select distinct vendor from listed where vendor is not null order by vendor limit $6) as vendors,
            array(select distinct unnest(l.collections) as handle
                    from listed_product l
                   where l.shop_id = $1 and l.product_id in (select product_id from listed) order by handle limit $6) as collections,
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'variantId', variant_id, 'handle', online_handle, 'state', state, 'note', note, 'elsewhere', elsewhere, 'delayed', delayed, 'from', from_day, 'to', to_day)
                      order by state = 'limit-reached', to_day nulls last, lower(title), variant_id), '[]') from shown) as variants
       from counted`,
    [wish.vendor, wish.collection, wish.page, wish.size, wish.mostChoices],
  )
  if (!row) throw new Error('the database does not say what is listed')
  const { vendors, collections, ...page } = row
  return { ...page, choices: { vendors, collections } }
}

/** A variant of which no unit could ship now, and by which day the next one does. */
export type AwaitedVariant = {
  readonly variantId: string
  readonly productId: string
  readonly sku: string | null
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** By how many minutes the shop's clock is before UTC when that day begins. */
  readonly offset: number
}

/** Those of the list of which a day is told, by their ids, from the one after this on. */
export function loadAwaitedVariants(tx: ShopSql, after: string, limit: number): Promise<AwaitedVariant[]> {
  return tx.query<AwaitedVariant>(
    `with ${listed}
     select variant_id as "variantId", product_id as "productId", sku, to_day::text as day,
            (extract(epoch from to_day::timestamp at time zone 'UTC' - to_day::timestamp at time zone ${knownZone}) / 60)::int as "offset"
       from listed
      where state = 'backorder' and to_day is not null and variant_id > $2
      order by variant_id limit $3`,
    [after, limit],
  )
}
