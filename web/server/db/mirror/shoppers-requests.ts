import { takeInOrder } from '../take-in-order.ts'
import type { ShopSql } from '../with-shop.ts'

export type ShopperRequest = {
  readonly wish: 'forget' | 'data'
  readonly orderIds: readonly string[]
  readonly at: string
}

/**
 * Notes the wish with the orders that are known. What can be forgotten is forgotten by `forget_closed_orders`: of an order with units
 * still to ship its name and lines are needed until they are.
 */
export async function recordShopperRequest(
  tx: ShopSql,
  shop: string,
  { wish, orderIds, at }: ShopperRequest,
): Promise<void> {
  const which = 'order_id = any($2::text[])'
  await takeInOrder(tx, shop, { table: 'shop_order', key: 'order_id', which, values: [orderIds] })
  const column = wish === 'forget' ? 'forget_asked_at' : 'data_asked_at'
  await tx.query(`update shop_order set ${column} = $3 where shop_id = $1 and order_id = any($2::text[])`, [
    shop,
    orderIds,
    at,
  ])
  if (wish === 'forget') await tx.query('select forget_closed_orders($1)', [shop])
}
