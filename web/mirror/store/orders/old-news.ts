import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { askForOrders } from './order-reads.ts'
import type { OrderNews } from './orders.ts'

// Webhooks tell of orders as they were when they were sent, and may come at any time: one that was set aside, or that somebody sends once more. What
// is known of an order says which of them are late. Of an order that left the mirror nothing is known but that it was not heard of after
// `shop.orders_left_until`.

/** The shortest time after which an order leaves, or what its shop says where that is shorter. */
const leastDays = 60

/**
 * Of what webhooks tell, what can be recorded. Of an order that is not known, as it was when others that left were last heard of, it is
 * no matter where nothing was open then: it had left finished, and whatever happened since is told by newer news. Otherwise the order is to be read.
 */
export async function leaveOutOldNews(tx: ShopSql, told: readonly OrderNews[]): Promise<readonly OrderNews[]> {
  const old = await findOld(tx, told)
  if (old.size === 0) return told
  // Who lets one of them go just now has said so when these locks are given.
  const which = 'order_id = any($2::text[])'
  await takeInOrder(tx, { table: 'shop_order', key: 'order_id', which, values: [[...old]] })
  const rows = await tx.query<{ order_id: string }>(
    `select told.order_id from unnest($2::text[], $3::timestamptz[]) as told(order_id, changed_at)
       join shop on shop.shop_id = $1 and told.changed_at <= shop.orders_left_until
       left join shop_order known on known.shop_id = $1 and known.order_id = told.order_id
                                 and (known.name <> '' or known.deleted_at is not null)
      where known.order_id is null`,
    columnsOf(told.filter(({ fact }) => old.has(fact.orderId))),
  )
  const unsure = new Set(rows.map((row) => row.order_id))
  const open = told.filter(({ fact }) => unsure.has(fact.orderId) && fact.lines.some((line) => line.open > 0))
  await askForOrders(
    tx,
    open.map(({ fact }) => fact.orderId),
  )
  return told.filter(({ fact }) => !unsure.has(fact.orderId))
}

/** Those that tell of a time at which an order that may have left by now was last heard of: hardly ever one. */
async function findOld(tx: ShopSql, told: readonly OrderNews[]): Promise<ReadonlySet<string>> {
  if (told.length === 0) return new Set()
  const rows = await tx.query<{ order_id: string }>(
    `select told.order_id from shop, unnest($2::text[], $3::timestamptz[]) as told(order_id, changed_at)
      where shop.shop_id = $1
        and told.changed_at <= greatest(now() - make_interval(days => least(keeps_finished_days, ${leastDays})), orders_left_until)`,
    columnsOf(told),
  )
  return new Set(rows.map((row) => row.order_id))
}

function columnsOf(told: readonly OrderNews[]): [string[], string[]] {
  return [told.map(({ fact }) => fact.orderId), told.map(({ fact }) => fact.changedAt)]
}
