import type { ShopSql } from '../../platform/db/with-shop.ts'

/** Products that shoppers may be waiting for, whatever is in stock of them at the moment. */
const promised = `
  select distinct v.product_id
    from storefront_promise p
    join variant v on v.shop_id = $1 and v.variant_id = p.variant_id
   where p.shop_id = $1 and p.state in ('backorder', 'limit-reached') and v.online_handle is not null
     and v.product_id is not null`

/** Of these nobody has read anything yet. */
const unread = `
  select product_id from (${promised}) promised
   where not exists (select from listed_product l where l.shop_id = $1 and l.product_id = promised.product_id)`
const goodFor = `interval '10 minutes'`

/** Asks for the collections of what is listed, unless somebody did so of late: of products that are new to the list, soon. */
export async function askForCollections(tx: ShopSql): Promise<void> {
  const asked = await tx.query(
    `update shop set collections_asked_at = now()
      where shop_id = $1
        and (collections_asked_at is null or collections_asked_at < now() - ${goodFor}
             or collections_asked_at < now() - interval '2 seconds' and exists (${unread}))
     returning 1`,
  )
  if (asked.length > 0) await tx.query('select nudge_collections($1)')
}

/** The products whose collections are to be read (again). What nobody waits for any more is forgotten. */
export async function takeUnreadProducts(tx: ShopSql): Promise<string[]> {
  await tx.query(`delete from listed_product where shop_id = $1 and product_id not in (${promised})`)
  const rows = await tx.query<{ product_id: string }>(
    `${unread}
      union all
     select product_id from listed_product where shop_id = $1 and read_at < now() - ${goodFor}`,
  )
  return rows.map((row) => row.product_id)
}

export type ProductCollections = { readonly productId: string; readonly collections: readonly string[] }

export async function recordCollections(tx: ShopSql, products: readonly ProductCollections[]): Promise<void> {
  await tx.query(
    `insert into listed_product (shop_id, product_id, collections, read_at)
     select $1, p->>'productId', array(select jsonb_array_elements_text(p->'collections')), now()
       from jsonb_array_elements($2::jsonb) as p
         on conflict (shop_id, product_id) do update set collections = excluded.collections, read_at = excluded.read_at`,
    [JSON.stringify(products)],
  )
}

/** Where shoppers find the page: merchants may move it, and only shoppers' requests tell. */
export async function recordPagePath(tx: ShopSql, path: string): Promise<void> {
  await tx.query(
    'update shop set backorder_page_path = $2 where shop_id = $1 and backorder_page_path is distinct from $2',
    [path],
  )
}

/** Null: nobody has looked at it yet. */
export async function loadPagePath(tx: ShopSql): Promise<string | null> {
  const [row] = await tx.query<{ path: string | null }>(
    'select backorder_page_path as path from shop where shop_id = $1',
  )
  return row?.path ?? null
}
