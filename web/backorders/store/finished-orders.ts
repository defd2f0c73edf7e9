import { countsReceived } from '../../mirror/store/stock/counts-received.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import { findUnreadFulfillments } from '../../planning/store/record/fulfilled-units.ts'
import { isUnsettled } from '../../planning/store/record/recorded-backorders.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

// Orders of which nothing is still to ship. After as many days as the shop says they leave the mirror, with all that hangs on them. Of
// all that left one time is kept: who tells of an unknown order as it was before that is not believed (`mirror/store/orders/old-news.ts`).

/** Where a shop's list goes on: by the time of the order, then its id. */
export type FinishedPosition = { readonly orderedAt: string; readonly orderId: string }

export type ForgottenOrders = {
  readonly orders: number
  /** Null at the end of the list. */
  readonly next: FinishedPosition | null
}

/** An order may have hundreds of lines: what is looked at in one transaction has no more than so many, unless it is one order. */
const linesAtOnce = 4_000

/**
 * Forgets the finished ones among the next `most` orders: a short transaction, beside which the lane goes on. One that somebody writes, or
 * whose shopper waits to be told what is kept of it, is passed over until the next time. One whose shopper asked to be forgotten stays,
 * without its names: that it was asked is still to be known when the order comes back.
 */
export async function forgetFinishedOrders(
  tx: ShopSql,
  after: FinishedPosition | null,
  most: number,
): Promise<ForgottenOrders> {
  await lockPlans(tx)
  const listed = await listOldOrders(tx, after, most)
  const page = listed.filter(({ linesSoFar }, nth) => nth === 0 || linesSoFar <= linesAtOnce)
  const finished = await takeFinished(
    tx,
    page.map(({ orderId }) => orderId),
  )
  const needed = await askWhatWasSent(tx, finished)
  const leaving = finished.filter((orderId) => !needed.has(orderId))
  if (leaving.length > 0) {
    await tx.query('select forget_causes($1, $2::text[])', [leaving])
    await deleteBackorders(tx, leaving)
    await deleteOrders(tx, leaving)
    await keepWhenTheyLeft(tx)
  }
  const isEnd = listed.length < most && page.length === listed.length
  return { orders: leaving.length, next: isEnd ? null : (page.at(-1) ?? null) }
}

/** None of them was heard of after this. */
async function keepWhenTheyLeft(tx: ShopSql): Promise<void> {
  const [heard] = await tx.query<{ until: string }>(
    'select (now() - make_interval(days => keeps_finished_days))::text as until from shop where shop_id = $1',
  )
  await tx.query('update shop set orders_left_until = greatest(orders_left_until, $2) where shop_id = $1', [
    heard?.until,
  ])
}

async function listOldOrders(tx: ShopSql, after: FinishedPosition | null, most: number) {
  return await tx.query<FinishedPosition & { readonly linesSoFar: number }>(
    `select order_id as "orderId", ordered_at::text as "orderedAt",
            sum((select count(*) from order_line l where l.shop_id = $1 and l.order_id = old.order_id))
              over (order by ordered_at, order_id)::float8 as "linesSoFar"
       from (select order_id, ordered_at from shop_order, shop
              where shop_order.shop_id = $1 and shop.shop_id = $1 and forget_asked_at is null
                and ordered_at < now() - make_interval(days => keeps_finished_days)
                and (ordered_at, order_id) > ($2::timestamptz, $3)
              order by ordered_at, order_id limit $4) as old
      order by ordered_at, order_id`,
    [after?.orderedAt ?? '-infinity', after?.orderId ?? '', most],
  )
}

/**
 * Of these, the ones of which nothing was to ship, and nothing heard, for so long, and that no supplier order or message waits for;
 * nobody else writes them until the transaction ends.
 */
async function takeFinished(tx: ShopSql, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<{ order_id: string }>(
    `select o.order_id from shop_order o, shop
      where o.shop_id = $1 and shop.shop_id = $1 and o.order_id = any($2::text[]) and o.forget_asked_at is null
        and not o.read_due
        and greatest(o.changed_at, o.heard_at, o.touched_at, o.deleted_at) < now() - make_interval(days => keeps_finished_days)
        and not exists (select from order_line l where l.shop_id = $1 and l.order_id = o.order_id and l.open > 0)
        and not exists (
            select from backorder b
             where b.shop_id = $1 and b.order_id = o.order_id
               and (${isUnsettled} or b.changed_at >= now() - make_interval(days => keeps_finished_days)))
        and not exists (
            select from order_line l
              join ordered_for f on f.shop_id = $1 and f.line_id = l.line_id
              join supplier_order_line s on s.shop_id = $1 and s.supplier_order_line_id = f.supplier_order_line_id
              join supplier_order so on so.shop_id = $1 and so.supplier_order_id = s.supplier_order_id
                                    and so.state in ('draft', 'ordered')
             where l.shop_id = $1 and l.order_id = o.order_id)
        and not exists (
            select from order_promise p
             where p.shop_id = $1 and p.order_id = o.order_id
               and (p.lines is not null or p.written is not null or p.write_due or p.left_elsewhere))
        and not exists (select from order_promise_due d where d.shop_id = $1 and d.order_id = o.order_id)
        and not exists (
            select from data_request_order n
              join data_request r on r.shop_id = $1 and r.data_request_id = n.data_request_id and r.answered_at is null
             where n.shop_id = $1 and n.order_id = o.order_id)
      order by o.order_id for no key update of o skip locked`,
    [orderIds],
  )
  return rows.map((row) => row.order_id)
}

/** Of these, the ones of which it is still to be read what was sent, as that counts: their items are due, so it is read before they are planned. */
async function askWhatWasSent(tx: ShopSql, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const unread = await findUnreadFulfillments(tx, orderIds)
  if (unread.length > 0) {
    const cause = { kind: 'reconcile', topic: 'orders/read', triggeredAt: await databaseTime(tx) } as const
    await markItemsDue(tx, new Map(unread.map(({ itemId }) => [itemId, [cause]])))
    await tx.query('select nudge_shop($1)')
  }
  return new Set(unread.map(({ orderId }) => orderId))
}

/** With their ledger, and what they add to the counts. */
async function deleteBackorders(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  const gone = await tx.query<{ id: string; location: string; state: string }>(
    `delete from backorder where shop_id = $1 and order_id = any($2::text[])
     returning backorder_id::text as id, location_id as location, state`,
    [orderIds],
  )
  if (gone.length === 0) return
  await tx.query('delete from ledger where shop_id = $1 and backorder_id = any($2::bigint[])', [
    gone.map(({ id }) => id),
  ])
  await tx.query(
    `insert into backorder_count as known (shop_id, location_id, state, lines)
     select $1, location_id, state, -count(*) from unnest($2::text[], $3::text[]) as gone(location_id, state)
      group by location_id, state order by location_id, state
         on conflict (shop_id, location_id, state) do update set lines = known.lines + excluded.lines`,
    [gone.map(({ location }) => location), gone.map(({ state }) => state)],
  )
}

const besideOrders = ['fulfillment_order_line', 'scheduled_units', 'order_promise'] as const
const besideLines = ['line_wish', 'released_line', 'peg', 'ordered_for', 'rebuild_difference'] as const

async function deleteOrders(tx: ShopSql, orderIds: readonly string[]): Promise<void> {
  const lines = await tx.query<{ id: string; item: string | null }>(
    'delete from order_line where shop_id = $1 and order_id = any($2::text[]) returning line_id as id, item_id as item',
    [orderIds],
  )
  const lineIds = lines.map(({ id }) => id)
  for (const table of besideOrders) {
    await tx.query(`delete from ${table} where shop_id = $1 and order_id = any($2::text[])`, [orderIds])
  }
  for (const table of besideLines) {
    await tx.query(`delete from ${table} where shop_id = $1 and line_id = any($2::text[])`, [lineIds])
  }
  // Where only what was received counts, what was sent is counted for good.
  await tx.query(
    `delete from fulfilled_units sent
      where shop_id = $1 and order_id = any($2::text[]) and (item_id = any($3::text[]) or item_id is null)
        and not ${countsReceived('sent')}`,
    [orderIds, [...new Set(lines.flatMap(({ item }) => item ?? []))]],
  )
  await tx.query(
    `delete from reconcile_difference
      where shop_id = $1 and (thing = 'order' and thing_id = any($2::text[])
                              or thing = 'backorder' and split_part(thing_id, '@', 1) = any($3::text[]))`,
    [orderIds, lineIds],
  )
  await tx.query('delete from shop_order where shop_id = $1 and order_id = any($2::text[])', [orderIds])
}
