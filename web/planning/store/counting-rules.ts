import type { ShopSql } from '../../platform/db/with-shop.ts'

/** From when an order's lines wait for stock. */
export type CountsFrom = 'placed' | 'paid'

/** Which open units are in the queue, by the rules of the shop. */
export type CountingRules = {
  readonly countsFrom: CountsFrom
  /** Whether units that took no stock are. */
  readonly countsUnclaimed: boolean
}

export async function loadCountingRules(tx: ShopSql): Promise<CountingRules> {
  const [row] = await tx.query<CountingRules>(
    'select counts_from as "countsFrom", counts_unclaimed as "countsUnclaimed" from shop where shop_id = $1',
  )
  return row ?? { countsFrom: 'placed', countsUnclaimed: true }
}
