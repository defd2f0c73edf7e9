import { isUnsettled } from '../backorders/recorded-backorders.ts'
import { lockPlans } from '../planning/plan-lock.ts'
import type { ShopSql } from '../with-shop.ts'

// Orders of which nothing is still to ship. After as many days as the shop says nobody needs to know what they were called and what their
// backorders went through. Ids, units and times stay, and what was told: late news are known to be late by them, what was
// sent is counted by them, and who has something to ship again is told what was told.

/** Where a shop's list goes on: by the time of the order, then its id. */
export type FinishedPosition = { readonly orderedAt: string; readonly orderId: string }

export type ForgottenOrders = {
  readonly orders: number
  /** Null at the end of the list. */
  readonly next: FinishedPosition | null
}

/**
 * Forgets the finished ones among the next `most` orders: a short transaction, beside which the lane goes on. One that somebody writes, or
 * whose shopper waits to be told what is kept of it, is passed over until the next time.
 */
export async function forgetFinishedOrders(
  tx: ShopSql,
  shop: string,
  after: FinishedPosition | null,
  most: number,
): Promise<ForgottenOrders> {
  await lockPlans(tx, shop)
  const page = await tx.query<FinishedPosition>(
    `select order_id as "orderId", ordered_at::text as "orderedAt" from shop_order, shop
      where shop_order.shop_id = $1 and shop.shop_id = $1 and forgotten_at is null
        and ordered_at < now() - make_interval(days => keeps_finished_days)
        and (ordered_at, order_id) > ($2::timestamptz, $3)
      order by ordered_at, order_id limit $4`,
    [shop, after?.orderedAt ?? '-infinity', after?.orderId ?? '', most],
  )
  const orderIds = await takeFinished(
    tx,
    shop,
    page.map(({ orderId }) => orderId),
  )
  await deleteBackorders(tx, shop, orderIds)
  await forgetNames(tx, shop, orderIds)
  return { orders: orderIds.length, next: page.length < most ? null : (page.at(-1) ?? null) }
}

/** Of these, the ones of which nothing was to ship, and nothing heard, for so long; nobody else writes them until the transaction ends. */
async function takeFinished(tx: ShopSql, shop: string, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<{ order_id: string }>(
    `select o.order_id from shop_order o, shop
      where o.shop_id = $1 and shop.shop_id = $1 and o.order_id = any($2::text[]) and o.forgotten_at is null
        and not o.read_due
        and greatest(o.changed_at, o.heard_at, o.touched_at) < now() - make_interval(days => keeps_finished_days)
        and not exists (select from order_line l where l.shop_id = $1 and l.order_id = o.order_id and l.open > 0)
        and not exists (
            select from backorder b
             where b.shop_id = $1 and b.order_id = o.order_id
               and (${isUnsettled} or b.changed_at >= now() - make_interval(days => keeps_finished_days)))
        and not exists (
            select from order_promise p
             where p.shop_id = $1 and p.order_id = o.order_id and (p.lines is not null or p.written is not null))
        and not exists (
            select from data_request_order n
              join data_request r on r.shop_id = $1 and r.data_request_id = n.data_request_id and r.answered_at is null
             where n.shop_id = $1 and n.order_id = o.order_id)
      order by o.order_id for no key update of o skip locked`,
    [shop, orderIds],
  )
  return rows.map((row) => row.order_id)
}

/** With their ledger, and what they add to the counts. */
async function deleteBackorders(tx: ShopSql, shop: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const gone = await tx.query<{ id: string; location: string; state: string }>(
    `delete from backorder where shop_id = $1 and order_id = any($2::text[])
     returning backorder_id::text as id, location_id as location, state`,
    [shop, orderIds],
  )
  if (gone.length === 0) return
  await tx.query('delete from ledger where shop_id = $1 and backorder_id = any($2::bigint[])', [
    shop,
    gone.map(({ id }) => id),
  ])
  await tx.query(
    `insert into backorder_count as known (shop_id, location_id, state, lines)
     select $1, location_id, state, -count(*) from unnest($2::text[], $3::text[]) as gone(location_id, state)
      group by location_id, state order by location_id, state
         on conflict (shop_id, location_id, state) do update set lines = known.lines + excluded.lines`,
    [shop, gone.map(({ location }) => location), gone.map(({ state }) => state)],
  )
}

/** News of an order bring its names back, and the time until they are forgotten begins anew. */
async function forgetNames(tx: ShopSql, shop: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query(
    `update order_line set title = 'Removed', sku = null where shop_id = $1 and order_id = any($2::text[])`,
    [shop, orderIds],
  )
  await tx.query(
    `update shop_order set name = case when name = '' then '' else 'Removed' end, forgotten_at = now()
      where shop_id = $1 and order_id = any($2::text[])`,
    [shop, orderIds],
  )
}
