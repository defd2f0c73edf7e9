import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { recordDataRequest } from './data-requests.ts'

export type ShopperRequest = {
  readonly wish: 'forget' | 'data'
  /** Shopify's id of a request for data; null where it gave none. */
  readonly requestId: string | null
  readonly orderIds: readonly string[]
  readonly at: string
}

/** Keeps what a shopper wants of the orders that Shopify names. Where no id says which request it is, its time does. */
export async function recordShopperRequest(tx: ShopSql, asked: ShopperRequest): Promise<void> {
  if (asked.wish === 'forget') await forgetOrders(tx, asked)
  else await recordDataRequest(tx, { ...asked, requestId: asked.requestId ?? `at ${asked.at}` })
}

/**
 * What can be forgotten is forgotten by `forget_closed_orders`: of an order with units still to ship its name and lines are needed until they
 * are. Of orders that are not known there is nothing but that other requests name them.
 */
async function forgetOrders(tx: ShopSql, { orderIds, at }: Pick<ShopperRequest, 'orderIds' | 'at'>): Promise<void> {
  const which = 'order_id = any($2::text[])'
  await takeInOrder(tx, { table: 'shop_order', key: 'order_id', which, values: [orderIds] })
  // Of one that was finished long ago more is kept than of one whose shopper asks: it is forgotten once more.
  await tx.query(
    `update shop_order set forget_asked_at = $3, forgotten_at = null where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds, at],
  )
  await tx.query('select forget_closed_orders($1)')
  await tx.query(
    `delete from data_request_order
      where shop_id = $1 and order_id = any($2::text[])
        and order_id not in (select order_id from shop_order where shop_id = $1 and order_id = any($2::text[]))`,
    [orderIds],
  )
}
