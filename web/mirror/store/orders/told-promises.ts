import { isoInstant } from '../../../platform/db/iso-instant.ts'
import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { isPlausible, type StandingPromise } from '../../rules/plausible-promise.ts'
import { dayTold, type ToldPromise } from '../../rules/told-promise.ts'
import { markOrdersWithMessagesDue } from '../marks/order-marks.ts'

type LineOfOrder = {
  readonly orderId: string
  readonly lineId: string
  readonly variantId: string | null
  readonly told: ToldPromise | null
}

/** Implausible: nothing is told, and that is remembered, for what is shown by the next news is no longer what was shown then. */
export type Judged<Line extends LineOfOrder> = Line & { readonly isDoubted: boolean }

/** What browsers say that their shoppers were told, as far as it can have been. The orders are recorded already. */
export async function judgeTold<Line extends LineOfOrder>(
  tx: ShopSql,
  lines: readonly Line[],
): Promise<Judged<Line>[]> {
  const telling = lines.filter((line) => line.told !== null)
  if (telling.length === 0) return lines.map((line) => ({ ...line, isDoubted: false }))
  // Where the shop's zone is not known yet, the earliest day that it may have been.
  const orders = await tx.query<{ orderId: string; at: string; day: string }>(
    `select order_id as "orderId", ${isoInstant('ordered_at')} as at,
            (day_in(time_zone, ordered_at) - case when time_zone is null then 1 else 0 end)::text as day
       from shop_order, shop where shop_order.shop_id = $1 and shop.shop_id = $1 and order_id = any($2::text[])`,
    [[...new Set(telling.map((line) => line.orderId))]],
  )
  const standing = await loadStanding(
    tx,
    telling.flatMap((line) => line.variantId ?? []),
  )
  const orderOf = new Map(orders.map((order) => [order.orderId, order]))
  return lines.map((line) => {
    const order = orderOf.get(line.orderId)
    if (line.told === null || order === undefined) return { ...line, told: null, isDoubted: false }
    const isDoubted = !isPlausible(line.told, order, standing.get(line.variantId ?? '') ?? null)
    return { ...line, told: isDoubted ? null : line.told, isDoubted }
  })
}

/** By variant, what Shopify has and what is wished alike: while another is being written, either may be shown. */
async function loadStanding(tx: ShopSql, variantIds: readonly string[]): Promise<Map<string, StandingPromise>> {
  const rows = await tx.query<StandingPromise & { variantId: string }>(
    `select variant_id as "variantId", written->>'at' as at, written->>'from' as "from", written->>'to' as "to"
       from storefront_promise
      where shop_id = $1 and variant_id = any($2::text[]) and not write_due and written->>'at' is not null`,
    [[...new Set(variantIds)]],
  )
  return new Map(rows.map((row) => [row.variantId, row]))
}

/** What was told is kept the first time that it is heard of: nothing later says what was said then. */
export async function keepToldPromises(tx: ShopSql, lines: readonly Judged<LineOfOrder>[]): Promise<void> {
  if (lines.length === 0) return
  const lineIds = lines.map((line) => line.lineId)
  await tx.query(
    `update order_line l
        set told_from = n.told_from, told_to = n.told_to, told_at = n.told_at, told_doubted = n.is_doubted
       from unnest($2::text[], $3::date[], $4::date[], $5::timestamptz[], $6::bool[])
            as n(line_id, told_from, told_to, told_at, is_doubted)
      where l.shop_id = $1 and l.line_id = n.line_id
        and num_nonnulls(l.told_from, l.told_to, l.told_at) = 0 and not l.told_doubted`,
    [
      lineIds,
      lines.map(({ told }) => told?.from ?? null),
      lines.map(({ told }) => told?.to ?? null),
      lines.map(({ told }) => told?.at ?? null),
      lines.map(({ isDoubted }) => isDoubted),
    ],
  )
  const which = 'line_id = any($2::text[])'
  await takeInOrder(tx, { table: 'backorder', key: 'backorder_id', which, values: [lineIds] })
  const written = await tx.query<{ order_id: string }>(
    `update backorder b set first_promise = n.day
       from unnest($2::text[], $3::date[]) as n(line_id, day)
      where b.shop_id = $1 and b.line_id = n.line_id and n.day is not null
     returning b.order_id`,
    [lineIds, lines.map(({ told }) => dayTold(told))],
  )
  await markOrdersWithMessagesDue(
    tx,
    written.map((row) => row.order_id),
  )
}
