import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'

const mark = 'on conflict (shop_id, order_id) do update set version = excluded.version'

/**
 * Every order that messages may tell something of; and what was written is to be compared with what is there. What is being
 * worked out has no row yet: it is marked already, and is marked anew.
 */
export async function markEveryOrderDue(tx: ShopSql): Promise<void> {
  await tx.query('update shop set messages_defined = false where shop_id = $1 and messages_defined')
  await takeInOrder(tx, { table: 'order_promise', key: 'order_id' })
  await tx.query('update order_promise set compare_due = true where shop_id = $1 and not compare_due')
  await tx.query(
    `with told as materialized (
        select order_id from order_promise where shop_id = $1
         union
        select order_id from order_promise_due where shop_id = $1
         union
        select order_id from backorder, shop
         where backorder.shop_id = $1 and state = 'open' and shop.shop_id = $1 and messages_on)
     insert into order_promise_due (shop_id, order_id) select $1, order_id from told order by order_id ${mark}`,
  )
}

/** The orders that wait for goods of this supplier: what is said of the supplier is said of the orders. */
export async function markOrdersOfSupplierDue(tx: ShopSql, supplierId: string): Promise<void> {
  const supplied = 'select item_id from catalogue_entry where shop_id = $1 and supplier_id = $2::bigint'
  await markOrdersDue(tx, `item_id in (${supplied})`, [supplierId])
}

/** Of these orders, those that tell how much of a line is on backorder, and of how many units: the line may have others now. */
export async function markTellingOrdersDue(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `with telling as materialized (
        select order_id from order_promise where shop_id = $1 and order_id = any($2::text[]) and lines is not null
         union
        select order_id from order_promise_due where shop_id = $1 and order_id = any($2::text[]))
     insert into order_promise_due (shop_id, order_id) select $1, order_id from telling order by order_id ${mark}`,
    [orderIds],
  )
}

/** Whose backorders were written, and are told of. */
export async function markOrdersWithMessagesDue(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `with told as materialized (
        select distinct order_id from unnest($2::text[]) as order_id, shop where shop.shop_id = $1 and messages_on)
     insert into order_promise_due (shop_id, order_id) select $1, order_id from told order by order_id ${mark}`,
    [orderIds],
  )
}

/** The orders that wait for these items. */
export async function markOrdersOfItemsDue(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await markOrdersDue(tx, 'item_id = any($2::text[])', [itemIds])
}

export async function markOrdersOfVariantDue(tx: ShopSql, variantId: string): Promise<void> {
  await markOrdersDue(tx, 'variant_id = $2', [variantId])
}

async function markOrdersDue(tx: ShopSql, which: string, values: readonly unknown[]): Promise<void> {
  await tx.query(
    `with waiting as materialized (
        select distinct order_id from backorder, shop
         where backorder.shop_id = $1 and ${which} and state = 'open' and shop.shop_id = $1 and messages_on)
     insert into order_promise_due (shop_id, order_id) select $1, order_id from waiting order by order_id ${mark}`,
    values,
  )
}
