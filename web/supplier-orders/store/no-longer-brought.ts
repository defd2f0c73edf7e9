import { draftUnitsJoin } from '../../backorders/store/backorder-record.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/**
 * Condition on `backorder` as b, with the shop as `$1`: it waited for an item of the supplier order when units of it were
 * cancelled, at the place where they would have come.
 */
export function noLongerBroughtSql(supplierOrderId: string): string {
  return `(b.item_id, b.location_id) in (
            select line.item_id, cancelled.location_id
              from supplier_order cancelled
              join supplier_order_line line
                on line.shop_id = $1 and line.supplier_order_id = cancelled.supplier_order_id
             where cancelled.shop_id = $1 and cancelled.supplier_order_id = ${supplierOrderId}::bigint and line.cancelled > 0)
          and b.opened_at <= (
            select max(event.at) from supplier_order_event event
             where event.shop_id = $1 and event.supplier_order_id = ${supplierOrderId}::bigint
               and event.kind in ('cancelled', 'units-cancelled'))`
}

/** The same of `owed_stock` as owed: it was owed then, at the place where they would have come. */
export function noLongerFilledSql(supplierOrderId: string): string {
  return `((owed.item_id, owed.location_id) in (
            select line.item_id, cancelled.location_id
              from supplier_order cancelled
              join supplier_order_line line
                on line.shop_id = $1 and line.supplier_order_id = cancelled.supplier_order_id
             where cancelled.shop_id = $1 and cancelled.supplier_order_id = ${supplierOrderId}::bigint and line.cancelled > 0)
          and owed.since <= (
            select max(event.at) from supplier_order_event event
             where event.shop_id = $1 and event.supplier_order_id = ${supplierOrderId}::bigint
               and event.kind in ('cancelled', 'units-cancelled')))`
}

export type ToOrderAgain = {
  readonly lines: number
  readonly units: number
  /** Units beside those that fill what places owe. */
  readonly owed: number
}

/** What a supplier order no longer brings, and neither another one nor a draft does. */
export async function countToOrderAgain(tx: ShopSql, supplierOrderId: string): Promise<ToOrderAgain> {
  const [waiting] = await tx.query<{ lines: number; units: number }>(
    `select count(*)::int as lines, coalesce(sum(waiting.units), 0)::float8 as units
       from (select b.uncovered - least(b.uncovered, draft.units) as units
               from backorder b ${draftUnitsJoin}
              where b.shop_id = $1 and b.state = 'open' and b.uncovered > 0 and ${noLongerBroughtSql('$2')}) as waiting
      where waiting.units > 0`,
    [supplierOrderId],
  )
  const [owed] = await tx.query<{ units: number }>(
    `select coalesce(sum(greatest(0, owed.units - owed.pegged - draft.units)), 0)::float8 as units
       from owed_stock owed
      cross join lateral (
            select coalesce(sum(l.for_owed), 0)::float8 as units
              from supplier_order_line l
              join supplier_order o on o.shop_id = $1 and o.supplier_order_id = l.supplier_order_id
             where l.shop_id = $1 and l.item_id = owed.item_id and o.location_id = owed.location_id
               and o.state = 'draft') as draft
      where owed.shop_id = $1 and ${noLongerFilledSql('$2')}`,
    [supplierOrderId],
  )
  return { lines: waiting?.lines ?? 0, units: waiting?.units ?? 0, owed: owed?.units ?? 0 }
}
