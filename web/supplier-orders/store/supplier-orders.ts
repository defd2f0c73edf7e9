import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { SupplierOrderState } from '../rules/supplier-order.ts'

export type NewSupplierOrder = {
  readonly supplierId: string
  readonly locationId: string
  readonly currency: string
  readonly notes?: string
}

/**
 * The first of `count` numbers in a row. Whoever else asks waits until this transaction ends, and one that fails gives
 * its numbers back: there are no gaps.
 */
async function giveNumbers(tx: ShopSql, count: number): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    `insert into supplier_order_number as known (shop_id, last) values ($1, $2)
         on conflict (shop_id) do update set last = known.last + excluded.last
     returning last`,
    [count],
  )
  return (row?.last ?? count) - count + 1
}

/**
 * New drafts, numbered in the order they are given in; answers their ids and numbers in that order. Their exchange rate is
 * 1 in the shop's own currency, else what was said last of the currency.
 */
export async function insertSupplierOrders(
  tx: ShopSql,
  orders: readonly NewSupplierOrder[],
): Promise<{ supplierOrderId: string; number: number }[]> {
  if (orders.length === 0) return []
  const first = await giveNumbers(tx, orders.length)
  const rows = await tx.query<{ supplierOrderId: string; number: number }>(
    `with valued as materialized (
        select n.*,
               case when n.currency = (select shop.currency from shop where shop.shop_id = $1) then 1
                    else (select o.exchange_rate from supplier_order o
                           where o.shop_id = $1 and o.currency = n.currency and o.exchange_rate is not null
                           order by o.number desc limit 1) end as exchange_rate
          from unnest($2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[])
               as n(number, supplier_id, location_id, currency, notes))
     insert into supplier_order (shop_id, number, supplier_id, location_id, currency, notes, exchange_rate)
     select $1, valued.* from valued
     returning supplier_order_id::text as "supplierOrderId", number`,
    [
      orders.map((_, at) => first + at),
      orders.map((order) => order.supplierId),
      orders.map((order) => order.locationId),
      orders.map((order) => order.currency),
      orders.map((order) => order.notes ?? ''),
    ],
  )
  return rows.sort((one, other) => one.number - other.number)
}

export type NewOrderLine = {
  readonly supplierOrderId: string
  readonly itemId: string
  readonly supplierSku: string | null
  readonly sku: string | null
  readonly title: string
  readonly units: number
  readonly cost: string | null
}

/**
 * Each item of an order at most once. Where the order has the item already its units are added to that line, whose cost
 * stays. Answers the lines' ids, keyed `order@item`.
 */
export async function addOrderLines(tx: ShopSql, lines: readonly NewOrderLine[]): Promise<Map<string, string>> {
  if (lines.length === 0) return new Map()
  const rows = await tx.query<{ id: string; supplierOrderId: string; itemId: string }>(
    `insert into supplier_order_line as known (shop_id, supplier_order_id, item_id, supplier_sku, sku, title, units, cost)
     select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::numeric[])
         on conflict (shop_id, supplier_order_id, item_id) do update
        set units = known.units + excluded.units, cost = coalesce(known.cost, excluded.cost),
            supplier_sku = coalesce(known.supplier_sku, excluded.supplier_sku)
     returning supplier_order_line_id::text as id, supplier_order_id::text as "supplierOrderId", item_id as "itemId"`,
    [
      lines.map((line) => line.supplierOrderId),
      lines.map((line) => line.itemId),
      lines.map((line) => line.supplierSku),
      lines.map((line) => line.sku),
      lines.map((line) => line.title),
      lines.map((line) => line.units),
      lines.map((line) => line.cost),
    ],
  )
  return new Map(rows.map((row) => [`${row.supplierOrderId}@${row.itemId}`, row.id]))
}

export type OrderedFor = {
  readonly supplierOrderLineId: string
  readonly lineId: string
  readonly locationId: string
  readonly units: number
}

/** Which order lines a supplier order line is raised for; units of a line that it has already are added. */
export async function addOrderedFor(tx: ShopSql, rows: readonly OrderedFor[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into ordered_for as known (shop_id, supplier_order_line_id, line_id, location_id, units)
     select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::int[])
         on conflict (shop_id, supplier_order_line_id, line_id, location_id) do update
        set units = known.units + excluded.units`,
    [
      rows.map((row) => row.supplierOrderLineId),
      rows.map((row) => row.lineId),
      rows.map((row) => row.locationId),
      rows.map((row) => row.units),
    ],
  )
}

/** More units of drafts' lines are for what their place owes. */
export async function addForOwed(
  tx: ShopSql,
  rows: readonly { readonly supplierOrderLineId: string; readonly units: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `update supplier_order_line line set for_owed = line.for_owed + more.units
       from unnest($2::bigint[], $3::int[]) as more(id, units)
      where line.shop_id = $1 and line.supplier_order_line_id = more.id`,
    [rows.map((row) => row.supplierOrderLineId), rows.map((row) => row.units)],
  )
}

/** Whoever looked at an order before this must look again before changing it. */
export async function raiseVersions(tx: ShopSql, supplierOrderIds: readonly string[]): Promise<void> {
  if (supplierOrderIds.length === 0) return
  await tx.query(
    `update supplier_order set version = version + 1, changed_at = now()
      where shop_id = $1 and supplier_order_id = any($2::bigint[])`,
    [supplierOrderIds],
  )
}

/** Into another state, with the moment at which that was first reached. */
export async function moveSupplierOrder(
  tx: ShopSql,
  supplierOrderId: string,
  state: SupplierOrderState,
): Promise<void> {
  await tx.query(
    `update supplier_order
        set state = $3, version = version + 1, changed_at = now(),
            ordered_at = case $3 when 'ordered' then coalesce(ordered_at, moment) when 'draft' then null else ordered_at end,
            received_at = case when $3 = 'received' then coalesce(received_at, moment) else received_at end,
            closed_at = case when $3 = 'closed' then moment end,
            cancelled_at = case when $3 = 'cancelled' then moment end
       from (select now() as moment) as clock
      where shop_id = $1 and supplier_order_id = $2::bigint`,
    [supplierOrderId, state],
  )
}

export type OrderTexts = {
  readonly notes?: string | undefined
  readonly tax?: string | undefined
  readonly shipping?: string | undefined
  readonly exchangeRate?: string | null | undefined
}

/** What is absent stays as it is. */
export async function updateOrderTexts(
  tx: ShopSql,
  supplierOrderId: string,
  { notes, tax, shipping, exchangeRate }: OrderTexts,
): Promise<void> {
  await tx.query(
    `update supplier_order
        set notes = coalesce($3, notes), tax = coalesce($4, tax), shipping = coalesce($5, shipping),
            exchange_rate = case when $6 then $7 else exchange_rate end
      where shop_id = $1 and supplier_order_id = $2::bigint`,
    [supplierOrderId, notes ?? null, tax ?? null, shipping ?? null, exchangeRate !== undefined, exchangeRate ?? null],
  )
}
