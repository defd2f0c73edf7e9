import type { ShopSql } from '../with-shop.ts'

/** Whether the item of a row, any with a shop and an `item_id`, was deleted in Shopify; in SQL. */
export function isItemGone(row: string): string {
  return `exists (select from item gone
                   where gone.shop_id = ${row}.shop_id and gone.item_id = ${row}.item_id and gone.deleted_at is not null)`
}

/** Of these items, those that were deleted in Shopify. */
export async function loadItemsGone(tx: ShopSql, shop: string, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select item_id as id from item
      where shop_id = $1 and item_id = any($2::text[]) and deleted_at is not null order by item_id`,
    [shop, itemIds],
  )
  return rows.map((row) => row.id)
}
