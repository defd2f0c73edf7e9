import type { ShopSql } from '../with-shop.ts'

/** What day it is where the shop is, `YYYY-MM-DD`; in UTC where that is not known yet. */
export async function loadShopDay(tx: ShopSql, shop: string): Promise<string> {
  const [row] = await tx.query<{ today: string }>(`select to_char(shop_day($1), 'YYYY-MM-DD') as today`, [shop])
  if (!row) throw new Error('the database does not say what day it is')
  return row.today
}
