import { markEveryOrderDue } from '../../mirror/store/marks/order-marks.ts'
import { toldColumn } from '../../mirror/store/orders/told-column.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import { today } from '../../platform/db/shop-day.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import type { LineDays } from '../rules/line-promise.ts'
import type { MetafieldOwner } from '../rules/metafield-owner.ts'

// Orders whose promises are to be worked out again are marked by whoever writes their backorders, once the merchant has messages
// tell of them.

export type OrderMark = { readonly orderId: string; readonly version: string }

/** One for all rows that change together, taken before they are looked at. */
const nextVersion = `select nextval('order_promise_version_seq') as version`

export type Messaging = {
  /** The merchant has messages tell what is on backorder. */
  readonly isOn: boolean
  readonly owner: MetafieldOwner
  /** The number that Shopify gave the app; null until read. */
  readonly appId: string | null
}

export async function loadMessaging(tx: ShopSql): Promise<Messaging> {
  const [found] = await tx.query<Messaging>(
    'select messages_on as "isOn", messages_owner as owner, app_id as "appId" from shop where shop_id = $1',
  )
  return found ?? { isOn: false, owner: 'app', appId: null }
}

/** Every order with backorders is to carry its promises, or none any more; and none where they were before another owner. */
export async function switchOrderMessages(
  tx: ShopSql,
  { isOn, owner }: Pick<Messaging, 'isOn' | 'owner'>,
): Promise<void> {
  // A plan that is being written has not heard of the switch, and what it writes would be missed here.
  await lockPlans(tx)
  const moved = await tx.query(
    'update shop set messages_owner = $2 where shop_id = $1 and messages_owner <> $2 returning shop_id',
    [owner],
  )
  await tx.query('update shop set messages_on = $2 where shop_id = $1', [isOn])
  await markEveryOrderDue(tx)
  if (moved.length === 0) return
  // What a write under way elsewhere leaves is found by the comparison, which comes first.
  await tx.query(
    `with next as materialized (${nextVersion})
     update order_promise
        set left_elsewhere = true, written = null, write_due = true, trouble = null, version = next.version
       from next
      where shop_id = $1`,
  )
}

/** That the merchant's metafield is defined was seen to, so that what is written has a name in the shop. */
export async function recordDefinition(tx: ShopSql): Promise<void> {
  await tx.query('update shop set messages_defined = true where shop_id = $1')
}

export async function loadOrderMarks(tx: ShopSql, limit: number): Promise<OrderMark[]> {
  return await tx.query<OrderMark>(
    `select order_id as "orderId", version::text from order_promise_due where shop_id = $1 order by order_id limit $2`,
    [limit],
  )
}

/** A mark that was made again meanwhile stays. */
export async function clearOrderMarks(tx: ShopSql, marks: readonly OrderMark[]): Promise<void> {
  const orders = marks.map(({ orderId }) => orderId)
  // Of one, as nearly always, there is no order.
  if (marks.length > 1) {
    const which = 'order_id = any($2::text[])'
    await takeInOrder(tx, { table: 'order_promise_due', key: 'order_id', which, values: [orders] })
  }
  await tx.query(
    `delete from order_promise_due using unnest($2::text[], $3::bigint[]) as seen(id, seen_version)
      where shop_id = $1 and order_id = id and version = seen_version`,
    [orders, marks.map(({ version }) => version)],
  )
}

export type ShortLine = LineDays & {
  readonly orderId: string
  readonly lineId: string
  readonly itemId: string
  readonly variantId: string | null
  readonly title: string
  readonly state: ToldLine['state']
  /** How many of the line's `of` units are on backorder, wherever they are owed. */
  readonly units: number
  readonly of: number
}

/** The lines of these orders with units on backorder, in the order that the shopper knows. */
export async function loadShortLines(tx: ShopSql, orderIds: readonly string[]): Promise<readonly ShortLine[]> {
  return await tx.query<ShortLine>(
    `select line.order_id as "orderId", line.line_id as "lineId", short.item_id as "itemId", line.variant_id as "variantId",
            line.title, case rule.supply when 'made-to-order' then 'made-to-order' else 'backorder' end as state,
            short.units, line.units as of, short.first_promise as "firstPromise", short.ready_on as "readyOn",
            short.is_delayed as "isDelayed", ${toldColumn}
       from (select line_id, min(item_id) as item_id, sum(backordered)::float8 as units,
                    max(first_promise)::text as first_promise,
                    case when bool_and(ready_on is not null) then max(ready_on)::text end as ready_on,
                    coalesce(bool_or(ready_on is null and next_arrival_on < ${today}), false) as is_delayed
               from backorder
              where shop_id = $1 and order_id = any($2::text[]) and state = 'open' and backordered > 0
              group by line_id) short
       join order_line line on line.shop_id = $1 and line.line_id = short.line_id
       left join item_rule rule on rule.shop_id = $1 and rule.item_id = short.item_id
      order by length(line.line_id), line.line_id`,
    [orderIds],
  )
}

/** As it stands in the metafield. */
type ToldLine = {
  readonly line: string
  readonly title: string
  readonly state: 'backorder' | 'made-to-order'
  readonly units: number
  readonly of: number
  readonly from: Day | null
  readonly to: Day | null
  readonly delayed?: true
}

export type WishedOrder = { readonly orderId: string; readonly lines: readonly ToldLine[] }

/**
 * What is to be told of these orders from now on; of those that are not named nothing. What changes is due to be written,
 * whatever was written before: a write that is under way elsewhere may yet arrive.
 */
export async function recordOrderWishes(
  tx: ShopSql,
  orderIds: readonly string[],
  wished: readonly WishedOrder[],
): Promise<void> {
  const told = wished.map(({ orderId }) => orderId)
  const values = [orderIds]
  await takeInOrder(tx, { table: 'order_promise', key: 'order_id', which: 'order_id = any($2::text[])', values })
  await tx.query(
    `insert into order_promise as known (shop_id, order_id, lines)
     select $1, * from unnest($2::text[], $3::jsonb[]) as wished(order_id, lines) order by wished.order_id
         on conflict (shop_id, order_id) do update
        set lines = excluded.lines, version = excluded.version, wished_at = excluded.wished_at, write_due = true, trouble = null
      where known.lines is distinct from excluded.lines`,
    [told, wished.map(({ lines }) => JSON.stringify(lines))],
  )
  await tx.query(
    `with next as materialized (${nextVersion})
     update order_promise
        set lines = null, version = next.version, wished_at = now(), write_due = true, trouble = null
       from next
      where shop_id = $1 and order_id = any($2::text[]) and lines is not null and order_id <> all($3::text[])`,
    [orderIds, told],
  )
}

/** Orders that tell something, or are about to; and those that Shopify refused. */
export async function countTellingOrders(tx: ShopSql): Promise<{ readonly orders: number; readonly troubled: number }> {
  const [counts] = await tx.query<{ orders: number; troubled: number }>(
    `select count(*) filter (where trouble is null)::int as orders, count(*) filter (where trouble is not null)::int as troubled
       from order_promise where shop_id = $1 and lines is not null`,
  )
  return counts ?? { orders: 0, troubled: 0 }
}
