import type { ShopSql } from './with-shop.ts'

/** SQL of the zone that the shop is in, in a query whose first parameter is the shop. Asked once a statement, however many rows it has. */
export const knownZone = '(select known_zone((select shop.time_zone from shop where shop.shop_id = $1)))'

/** SQL of the day that an instant is where the shop is, in a query whose first parameter is the shop; in UTC where its zone is not known yet. */
export const dayInShop = (instant: string) => `((${instant}) at time zone ${knownZone})::date`

/** SQL of what day it is where the shop is, in a query whose first parameter is the shop. It is worked out once for all rows. */
export const today = `(select ${dayInShop('now()')})`

/** What day it is where the shop is, `YYYY-MM-DD`; in UTC where that is not known yet. */
export async function loadShopDay(tx: ShopSql): Promise<string> {
  const [row] = await tx.query<{ today: string }>(`select to_char(${today}, 'YYYY-MM-DD') as today`)
  if (!row) throw new Error('the database does not say what day it is')
  return row.today
}
