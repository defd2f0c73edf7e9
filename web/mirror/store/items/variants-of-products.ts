import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { ProductFact } from '../../rules/shop-facts.ts'
import { titleSeparator } from '../../rules/title.ts'

/**
 * News of a product writes out its first hundred variants only. The others are to be read where they are not known as they
 * are named, and so are those that are named no more: whether they are gone Shopify says where it is asked for them.
 * Each product at most once, after the variants that were written out are recorded.
 */
export async function askForVariantsOf(tx: ShopSql, products: readonly ProductFact[]): Promise<void> {
  if (products.length === 0) return
  const named = products.flatMap(({ productId, variants }) => variants.map((variant) => ({ productId, ...variant })))
  const wanted = await tx.query<{ variant_id: string; product_id: string }>(
    `with product as materialized (
            select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                       as told(product_id, title, vendor, online_handle, changed_at)),
          named as materialized (
            select * from unnest($7::text[], $8::text[], $9::timestamptz[], $10::bool[])
                       as told(product_id, variant_id, changed_at, is_told))
     select named.variant_id, named.product_id
       from named join product using (product_id)
       left join variant known on known.shop_id = $1 and known.variant_id = named.variant_id
      where not named.is_told
        and (known.variant_id is null
             or known.deleted_at is null and not known.read_due
                and (known.item_id is null
                     or date_trunc('second', named.changed_at) > known.changed_at or named.changed_at >= known.heard_at
                     or product.changed_at >= known.changed_at
                        and ((known.vendor, known.online_handle) is distinct from (product.vendor, product.online_handle)
                             or known.title <> product.title and not starts_with(known.title, product.title || $11))))
      union all
     select known.variant_id, known.product_id
       from product join variant known on known.shop_id = $1 and known.product_id = product.product_id
      where known.deleted_at is null and not known.read_due and known.changed_at <= product.changed_at
        and known.variant_id not in (select variant_id from named)
      order by variant_id`,
    [
      products.map((product) => product.productId),
      products.map((product) => product.title),
      products.map((product) => product.vendor),
      products.map((product) => product.onlineHandle),
      products.map((product) => product.changedAt),
      named.map((variant) => variant.productId),
      named.map((variant) => variant.variantId),
      named.map((variant) => variant.changedAt),
      named.map((variant) => variant.isTold),
      titleSeparator,
    ],
  )
  if (wanted.length === 0) return
  await tx.query(
    `insert into variant as known (shop_id, variant_id, product_id, read_due, changed_at)
     select $1, variant_id, product_id, true, 'epoch'::timestamptz from unnest($2::text[], $3::text[]) as told(variant_id, product_id)
      order by variant_id
         on conflict (shop_id, variant_id) do update set read_due = true where known.deleted_at is null`,
    [wanted.map((row) => row.variant_id), wanted.map((row) => row.product_id)],
  )
}
