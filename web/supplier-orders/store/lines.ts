import type { ShopSql } from '../../platform/db/with-shop.ts'
import { namedNow } from '../../suppliers/store/orderable-items.ts'
import type { LineUnits } from '../rules/supplier-order.ts'

export type SupplierOrderLineRecord = LineUnits & {
  readonly supplierOrderLineId: string
  readonly itemId: string
  readonly supplierSku: string | null
  readonly sku: string | null
  readonly title: string
  readonly cost: string | null
}

/** All lines of an order, by title. Those of a draft are called as the shop calls their items; those of others, as when they were ordered. */
export function loadOrderLines(tx: ShopSql, supplierOrderId: string): Promise<SupplierOrderLineRecord[]> {
  return tx.query<SupplierOrderLineRecord>(
    `select supplier_order_line_id::text as "supplierOrderLineId", line.item_id as "itemId", line.supplier_sku as "supplierSku",
            ${skuOfLine} as sku, ${titleOfLine} as title, line.units, line.accepted, line.rejected, line.cancelled,
            trim_scale(line.cost)::text as cost
       from supplier_order_line line
       join supplier_order o on o.shop_id = $1 and o.supplier_order_id = line.supplier_order_id
       ${namedNow('line')}
      where line.shop_id = $1 and line.supplier_order_id = $2::bigint
      order by lower(${titleOfLine}), supplier_order_line_id`,
    [supplierOrderId],
  )
}

const isCalledAsNow = `o.state = 'draft' and named.title is not null`
const titleOfLine = `case when ${isCalledAsNow} then named.title else line.title end`
const skuOfLine = `case when ${isCalledAsNow} then named.sku else line.sku end`

/** The lines of a draft that is ordered now keep what their items are called. */
export async function keepNames(tx: ShopSql, lines: readonly SupplierOrderLineRecord[]): Promise<void> {
  await tx.query(
    `update supplier_order_line as line set title = told.title, sku = told.sku
       from unnest($2::bigint[], $3::text[], $4::text[]) as told(id, title, sku)
      where line.shop_id = $1 and line.supplier_order_line_id = told.id
        and (line.title, line.sku) is distinct from (told.title, told.sku)`,
    [lines.map((line) => line.supplierOrderLineId), lines.map((line) => line.title), lines.map((line) => line.sku)],
  )
}

export type ArrivalRecord = {
  readonly arrivalId: string
  readonly supplierOrderLineId: string
  readonly itemId: string
  readonly units: number
  readonly due: string | null
}

/** What is still to come of an order, the earliest first. */
export function loadArrivalsOfOrder(tx: ShopSql, supplierOrderId: string): Promise<ArrivalRecord[]> {
  return tx.query<ArrivalRecord>(
    `select arrival_id::text as "arrivalId", supplier_order_line_id::text as "supplierOrderLineId",
            item_id as "itemId", units, due::text
       from arrival
      where shop_id = $1 and supplier_order_id = $2::bigint
      order by due nulls last, arrival_id`,
    [supplierOrderId],
  )
}

export type ChangedLine = {
  readonly supplierOrderLineId: string
  readonly units: number
  readonly cancelled: number
  readonly cost: string | null
}

export async function updateOrderLines(tx: ShopSql, changes: readonly ChangedLine[]): Promise<void> {
  if (changes.length === 0) return
  await tx.query(
    `update supplier_order_line as line set units = n.units, cancelled = n.cancelled, cost = n.cost
       from unnest($2::bigint[], $3::int[], $4::int[], $5::numeric[]) as n(id, units, cancelled, cost)
      where line.shop_id = $1 and line.supplier_order_line_id = n.id`,
    [
      changes.map((line) => line.supplierOrderLineId),
      changes.map((line) => line.units),
      changes.map((line) => line.cancelled),
      changes.map((line) => line.cost),
    ],
  )
}

/** With what they were raised for and what was to come of them. */
export async function deleteOrderLines(tx: ShopSql, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return
  for (const table of ['arrival', 'ordered_for', 'supplier_order_line']) {
    await tx.query(`delete from ${table} where shop_id = $1 and supplier_order_line_id = any($2::bigint[])`, [lineIds])
  }
}

/** What was cancelled of an order that becomes a draft again was never ordered. */
export async function restoreDraftLines(tx: ShopSql, supplierOrderId: string): Promise<void> {
  const gone = await tx.query<{ id: string }>(
    `select supplier_order_line_id::text as id from supplier_order_line
      where shop_id = $1 and supplier_order_id = $2::bigint and cancelled >= units`,
    [supplierOrderId],
  )
  await deleteOrderLines(
    tx,
    gone.map(({ id }) => id),
  )
  await tx.query(
    `update supplier_order_line set units = units - cancelled, cancelled = 0
      where shop_id = $1 and supplier_order_id = $2::bigint and cancelled > 0`,
    [supplierOrderId],
  )
}

/**
 * A draft's line that has fewer units now fills what is owed, and then serves those that ordered first; what it does not
 * serve any more is to be ordered again. Records are found by their line, never by the index of locations, in which every one may be.
 */
export async function trimOrderedFor(tx: ShopSql, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return
  await tx.query(
    `update supplier_order_line set for_owed = units
      where shop_id = $1 and supplier_order_line_id = any($2::bigint[]) and for_owed > units`,
    [lineIds],
  )
  const ranked = `
    with ranked as (
      select f.supplier_order_line_id as id, f.line_id, f.location_id, f.units,
             greatest(0, least(f.units, line.units - line.for_owed - sum(f.units) over earlier + f.units))::int as kept
        from ordered_for f
        join supplier_order_line line on line.shop_id = $1 and line.supplier_order_line_id = f.supplier_order_line_id
        left join backorder b on b.shop_id = $1 and b.line_id = f.line_id and b.location_id || '' = f.location_id
       where f.shop_id = $1 and f.supplier_order_line_id = any($2::bigint[])
      window earlier as (partition by f.supplier_order_line_id order by b.ordered_at, f.line_id, f.location_id))`
  const same =
    'f.shop_id = $1 and (f.supplier_order_line_id, f.line_id, f.location_id) = (r.id, r.line_id, r.location_id)'
  await tx.query(
    `${ranked}, gone as (delete from ordered_for f using ranked r where ${same} and r.kept = 0)
     update ordered_for f set units = r.kept from ranked r where ${same} and r.kept between 1 and r.units - 1`,
    [lineIds],
  )
}
