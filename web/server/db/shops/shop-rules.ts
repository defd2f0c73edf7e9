import type { Cause } from '../../../domain/shop-facts.ts'
import { databaseTime } from '../database-time.ts'
import { loadCountsUnclaimed } from '../planning/claims.ts'
import { markItemsDue } from '../planning/due-items.ts'
import { lockPlans } from '../planning/plan-lock.ts'
import type { ShopSql } from '../with-shop.ts'

export type ShopRules = {
  readonly countsUnclaimed: boolean
  readonly unclaimed: { readonly units: number; readonly items: number }
}

export async function loadShopRules(tx: ShopSql, shop: string): Promise<ShopRules> {
  const [unclaimed] = await tx.query<ShopRules['unclaimed']>(
    `select coalesce(sum(least(unclaimed, open)), 0)::int as units, count(distinct item_id)::int as items
       from order_line where shop_id = $1 and unclaimed > 0 and open > 0`,
    [shop],
  )
  return {
    countsUnclaimed: await loadCountsUnclaimed(tx, shop),
    unclaimed: unclaimed ?? { units: 0, items: 0 },
  }
}

/** Whether units that took no stock are in the queue. Every item that has some is planned again. */
export async function setCountsUnclaimed(tx: ShopSql, shop: string, countsUnclaimed: boolean): Promise<void> {
  await lockPlans(tx, shop)
  const changed = await tx.query(
    `update shop set counts_unclaimed = $2 where shop_id = $1 and counts_unclaimed <> $2 returning shop_id`,
    [shop, countsUnclaimed],
  )
  if (changed.length === 0) return
  const items = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line where shop_id = $1 and unclaimed > 0 and open > 0 and item_id is not null`,
    [shop],
  )
  const cause: Cause = {
    kind: 'merchant',
    topic: countsUnclaimed ? 'rules/unclaimed-counted' : 'rules/unclaimed-left-out',
    triggeredAt: await databaseTime(tx),
  }
  await markItemsDue(tx, shop, new Map(items.map((row) => [row.item_id, [cause]])))
  await tx.query('select nudge_shop($1)', [shop])
}
