import type { ShopSql } from '../../../platform/db/with-shop.ts'

/** Of a deleted item, and at a deleted location, nothing is held back any more: nothing is there. */
export async function endHeldBack(
  tx: ShopSql,
  {
    itemIds = [],
    locationIds = [],
  }: { readonly itemIds?: readonly string[]; readonly locationIds?: readonly string[] },
): Promise<void> {
  await tx.query(
    `update stock_point set held_back = 0
      where shop_id = $1 and held_back > 0 and (item_id = any($2::text[]) or location_id = any($3::text[]))`,
    [itemIds, locationIds],
  )
}
