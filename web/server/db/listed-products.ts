import type { ShopSql } from './with-shop.ts'

/** Asks for the collections of what is listed, unless somebody did so of late. */
export async function askForCollections(tx: ShopSql, shop: string): Promise<void> {
  await tx.query(
    `with asked as (
       update shop set collections_asked_at = now()
        where shop_id = $1 and coalesce(collections_asked_at, '-infinity') < now() - interval '10 minutes'
       returning shop_id)
     select nudge_collections(shop_id) from asked`,
    [shop],
  )
}

/** Products that shoppers may be waiting for, whatever is in stock of them at the moment. */
export async function loadPromisedProducts(tx: ShopSql, shop: string): Promise<string[]> {
  const rows = await tx.query<{ product: string }>(
    `select distinct v.product_id as product
       from storefront_promise p
       join variant v on v.shop_id = $1 and v.variant_id = p.variant_id
      where p.shop_id = $1 and p.state in ('backorder', 'limit-reached') and v.online_handle is not null
        and v.product_id is not null
      order by 1`,
    [shop],
  )
  return rows.map(({ product }) => product)
}

export type ProductCollections = { readonly productId: string; readonly collections: readonly string[] }

export async function recordCollections(
  tx: ShopSql,
  shop: string,
  products: readonly ProductCollections[],
): Promise<void> {
  await tx.query(
    `insert into listed_product (shop_id, product_id, collections, read_at)
     select $1, p->>'productId', array(select jsonb_array_elements_text(p->'collections')), now()
       from jsonb_array_elements($2::jsonb) as p
         on conflict (shop_id, product_id) do update set collections = excluded.collections, read_at = excluded.read_at`,
    [shop, JSON.stringify(products)],
  )
}

/** Nobody waits for these any more, or Shopify has them no longer. */
export async function forgetOtherProducts(tx: ShopSql, shop: string, productIds: readonly string[]): Promise<void> {
  await tx.query('delete from listed_product where shop_id = $1 and not product_id = any($2::text[])', [
    shop,
    productIds,
  ])
}
