import type { ShopSql } from '../with-shop.ts'

/** From when an order's lines wait for stock: a rule of the shop. */
export type CountsFrom = 'placed' | 'paid'

export async function loadCountsFrom(tx: ShopSql, shop: string): Promise<CountsFrom> {
  const [row] = await tx.query<{ from: CountsFrom }>('select counts_from as "from" from shop where shop_id = $1', [
    shop,
  ])
  return row?.from ?? 'placed'
}
