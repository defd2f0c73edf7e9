import type { ShopSql } from '../../platform/db/with-shop.ts'

export async function loadShopCurrency(tx: ShopSql): Promise<string | null> {
  const [row] = await tx.query<{ currency: string | null }>('select currency from shop where shop_id = $1')
  return row?.currency ?? null
}
