import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { isUnread } from '../stock/obstacles.ts'
import { allOrdersScope } from './unshown-orders.ts'

/** What is missing of orders that are too old for the app to read. */
export type OlderOrders = {
  /** Open ones that are as they were last known. */
  readonly lastKnown: number
  /** Committed units that belong to ones of which nothing is known. */
  readonly unlistedUnits: number
}

export async function countOlderOrders(tx: ShopSql): Promise<OlderOrders> {
  const [counted] = await tx.query<OlderOrders>(
    `select (select count(*)::int from shop_order o
              where o.shop_id = $1 and ${isUnread('o')}
                and exists (select from order_line line
                             where line.shop_id = $1 and line.order_id = o.order_id and line.open > 0)) as "lastKnown",
            (select coalesce(sum(strangers), 0)::float8 from stock_point
              where shop_id = $1 and strangers > 0) as "unlistedUnits"`,
  )
  return counted ?? { lastKnown: 0, unlistedUnits: 0 }
}

/**
 * The merchant let the app read orders of any age: those that it could not read are read, and an import finds those that it
 * never heard of.
 */
export async function askForUnreadOrders(tx: ShopSql): Promise<void> {
  await tx.query(
    `update shop_order set read_due = true, touched_at = 'infinity', read_from = null, routing_due = routed_at is not null
      where shop_id = $1 and deleted_at is null and ${isUnread('shop_order')}`,
  )
}

/** Whether the app may read orders of any age, by what Shopify lists as granted. */
export function readsEveryOrder(scopes: readonly string[]): boolean {
  return scopes.includes(allOrdersScope)
}
