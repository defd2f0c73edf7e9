import { dayTold, type ToldPromise } from '../../../domain/promise/told-promise.ts'
import { isoInstant } from '../backorders/backorder-record.ts'
import { takeInOrder } from '../take-in-order.ts'
import type { ShopSql } from '../with-shop.ts'

/** What was told is kept the first time that it is heard of: nothing later says what was said then. */
export async function keepToldPromises(
  tx: ShopSql,
  shop: string,
  lines: readonly { readonly lineId: string; readonly told: ToldPromise | null }[],
): Promise<void> {
  if (lines.length === 0) return
  const lineIds = lines.map((line) => line.lineId)
  await tx.query(
    `update order_line l set told_from = n.told_from, told_to = n.told_to, told_at = n.told_at
       from unnest($2::text[], $3::date[], $4::date[], $5::timestamptz[]) as n(line_id, told_from, told_to, told_at)
      where l.shop_id = $1 and l.line_id = n.line_id and num_nonnulls(l.told_from, l.told_to, l.told_at) = 0`,
    [
      shop,
      lineIds,
      lines.map(({ told }) => told?.from ?? null),
      lines.map(({ told }) => told?.to ?? null),
      lines.map(({ told }) => told?.at ?? null),
    ],
  )
  const which = 'line_id = any($2::text[])'
  await takeInOrder(tx, shop, { table: 'backorder', key: 'backorder_id', which, values: [lineIds] })
  await tx.query(
    `update backorder b set first_promise = n.day
       from unnest($2::text[], $3::date[]) as n(line_id, day)
      where b.shop_id = $1 and b.line_id = n.line_id and n.day is not null`,
    [shop, lineIds, lines.map(({ told }) => dayTold(told))],
  )
}

/** A `ToldPromise` of `order_line` as `line`, or null. */
export const toldColumn = `
  case when num_nonnulls(line.told_from, line.told_to, line.told_at) > 0
       then jsonb_build_object('from', line.told_from, 'to', line.told_to, 'at', ${isoInstant('line.told_at')})
  end as told`
