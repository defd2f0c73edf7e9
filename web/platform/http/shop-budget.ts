import type { ShopSql } from '../db/with-shop.ts'

/** Units that a shop may use up at once, and how many of them it has again each second. */
export type Budget = { readonly perSecond: number; readonly burst: number }

/** What is used up of the budget by now. */
const unitsNow =
  'greatest(0, known.units - $3::float8 * greatest(0, extract(epoch from excluded.at - known.at))::float8)'

/** Uses up units of the shop's budget, which all processes share; false where it has not so many left, and none are used. */
export async function spendUnits(tx: ShopSql, units: number, { perSecond, burst }: Budget): Promise<boolean> {
  const spent = await tx.query(
    `insert into shop_budget as known (shop_id, units, at) values ($1, $2, clock_timestamp())
         on conflict (shop_id) do update
        set units = ${unitsNow} + excluded.units, at = greatest(excluded.at, known.at)
      where ${unitsNow} + excluded.units <= $4::float8
     returning 1`,
    [units, perSecond, burst],
  )
  return spent.length > 0
}
