import type { ShopSql } from '../../platform/db/with-shop.ts'

/** The pictures of those of the items that have one. */
export async function loadItemPictures(tx: ShopSql, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ item: string; url: string }>(
    `select distinct on (item_id) item_id as item, image_url as url from variant
      where shop_id = $1 and item_id = any($2::text[]) and image_url is not null
      order by item_id, deleted_at is not null, variant_id`,
    [itemIds],
  )
  return new Map(rows.map(({ item, url }) => [item, url]))
}
