import { forgetPins } from '../../planning/store/pins.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { LineUnits, SupplierOrderState } from '../../supplier-orders/rules/supplier-order.ts'
import type { LineArrival } from '../rules/receive.ts'
import type { UnitsOfDay } from '../rules/receive-arrivals.ts'

export type PostedLine = {
  readonly supplierOrderLineId: string
  readonly supplierOrderId: string
  readonly number: number
  readonly itemId: string
  readonly locationId: string
  readonly accepted: number
  readonly rejected: number
  readonly heldBack: number
  readonly corrects: string | null
  readonly note: string
  /** What the line of the supplier order says, this included. */
  readonly line: LineUnits & { readonly state: SupplierOrderState }
}

export async function findSupplierOfReceipt(tx: ShopSql, receiptId: string): Promise<string | null> {
  const [receipt] = await tx.query<{ supplierId: string }>(
    'select supplier_id::text as "supplierId" from receipt where shop_id = $1 and receipt_id = $2::bigint',
    [receiptId],
  )
  return receipt?.supplierId ?? null
}

/**
 * The part is posted: its lines say so from now on. Null where it was known already. A receipt whose parts are all posted
 * is posted itself.
 */
export async function recordPosted(tx: ShopSql, receiptId: string, part: number): Promise<PostedLine[] | null> {
  const given = [receiptId, part]
  const marked = await tx.query(
    `update receipt_part set posted_at = now()
      where shop_id = $1 and receipt_id = $2::bigint and part = $3 and posted_at is null returning 1`,
    given,
  )
  if (marked.length === 0) return null
  await tx.query(
    `update receipt set state = 'posted', posted_at = now(), trouble = null, trouble_said = null
      where shop_id = $1 and receipt_id = $2::bigint and not exists (
            select from receipt_part part
             where part.shop_id = $1 and part.receipt_id = $2::bigint and part.posted_at is null)`,
    [receiptId],
  )
  const posted = await tx.query<
    Omit<PostedLine, 'line'> & PostedLine['line'] & { lineAccepted: number; lineRejected: number }
  >(
    `update supplier_order_line as line
        set accepted = line.accepted + came.accepted, rejected = line.rejected + came.rejected
       from receipt_line came, receipt, supplier_order o
      where line.shop_id = $1 and came.shop_id = $1 and came.receipt_id = $2::bigint and came.part = $3
        and line.supplier_order_line_id = came.supplier_order_line_id
        and receipt.shop_id = $1 and receipt.receipt_id = came.receipt_id
        and o.shop_id = $1 and o.supplier_order_id = came.supplier_order_id
     returning line.supplier_order_line_id::text as "supplierOrderLineId", o.supplier_order_id::text as "supplierOrderId",
               o.number, line.item_id as "itemId", receipt.location_id as "locationId", came.accepted, came.rejected,
               came.held_back as "heldBack", receipt.corrects::text, receipt.note, line.units, line.cancelled, o.state,
               line.accepted as "lineAccepted", line.rejected as "lineRejected"`,
    given,
  )
  return posted.map(({ units, cancelled, state, lineAccepted, lineRejected, ...row }) => ({
    ...row,
    line: { units, accepted: lineAccepted, rejected: lineRejected, cancelled, state },
  }))
}

/** What is still to come of these lines, the earliest first. */
export function loadLineArrivals(tx: ShopSql, lineIds: readonly string[]): Promise<LineArrival[]> {
  return tx.query<LineArrival>(
    `select arrival_id::text as arrival, supplier_order_line_id::text as "supplierOrderLine", item_id as item,
            location_id as location, units, due::text
       from arrival where shop_id = $1 and supplier_order_line_id = any($2::bigint[])
      order by due nulls last, arrival_id`,
    [lineIds],
  )
}

/**
 * Of each line of a receipt the days by which its units were due, as of its corrections. Of one that was posted before all days
 * were kept, the earliest of them for all of its units.
 */
export async function loadCameOfDays(tx: ShopSql, receiptId: string): Promise<Map<string, UnitsOfDay[]>> {
  const rows = await tx.query<{ lineId: string; days: UnitsOfDay[] }>(
    `select supplier_order_line_id::text as "lineId",
            coalesce(came_of_days, jsonb_build_array(jsonb_build_object('due', due_on, 'units', accepted + rejected))) as days
       from receipt_line where shop_id = $1 and receipt_id = $2::bigint`,
    [receiptId],
  )
  return new Map(rows.map(({ lineId, days }) => [lineId, days]))
}

export async function saveCameOfDays(
  tx: ShopSql,
  receiptId: string,
  days: ReadonlyMap<string, readonly UnitsOfDay[]>,
): Promise<void> {
  await tx.query(
    `update receipt_line as line set came_of_days = came.days
       from unnest($3::bigint[], $4::jsonb[]) as came(line_id, days)
      where line.shop_id = $1 and line.receipt_id = $2::bigint and line.supplier_order_line_id = came.line_id`,
    [receiptId, [...days.keys()], [...days.values()].map((each) => JSON.stringify(each))],
  )
}

/** Makes the recorded arrivals of these lines those that are left. */
export async function keepArrivals(
  tx: ShopSql,
  lineIds: readonly string[],
  left: readonly LineArrival[],
): Promise<void> {
  await tx.query(
    'delete from arrival where shop_id = $1 and supplier_order_line_id = any($2::bigint[]) and arrival_id <> all($3::bigint[])',
    [lineIds, left.map((arrival) => arrival.arrival)],
  )
  await tx.query(
    `update arrival set units = kept.units
       from unnest($2::bigint[], $3::int[]) as kept(id, units)
      where arrival.shop_id = $1 and arrival.arrival_id = kept.id and arrival.units <> kept.units`,
    [left.map((arrival) => arrival.arrival), left.map((arrival) => arrival.units)],
  )
  const gone = await tx.query<{ arrival: string }>(
    `select distinct arrival_id::text as arrival
       from line_wish, unnest(array_prepend(pin, also_pinned)) as pinned(arrival_id)
      where shop_id = $1 and pin is not null
        and not exists (select from arrival where arrival.shop_id = $1 and arrival.arrival_id = pinned.arrival_id)`,
  )
  await forgetPins(
    tx,
    gone.map(({ arrival }) => arrival),
  )
}

/** Lines of orders that nothing more is expected of: what would be still to come of them is cancelled. */
export async function cancelOutstanding(tx: ShopSql, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return
  await tx.query(
    `update supplier_order_line set cancelled = least(units, cancelled + greatest(0, units - accepted - rejected - cancelled))
      where shop_id = $1 and supplier_order_line_id = any($2::bigint[])`,
    [lineIds],
  )
}

export async function loadUnitsOfOrders(
  tx: ShopSql,
  supplierOrderIds: readonly string[],
): Promise<(LineUnits & { readonly supplierOrderId: string; readonly state: SupplierOrderState })[]> {
  return await tx.query(
    `select o.supplier_order_id::text as "supplierOrderId", o.state, line.units, line.accepted, line.rejected, line.cancelled
       from supplier_order o
       join supplier_order_line line on line.shop_id = $1 and line.supplier_order_id = o.supplier_order_id
      where o.shop_id = $1 and o.supplier_order_id = any($2::bigint[])`,
    [supplierOrderIds],
  )
}

/** Whoever looked at one of them before this must look again before changing it. */
export async function moveOrders(tx: ShopSql, states: ReadonlyMap<string, SupplierOrderState>): Promise<void> {
  await tx.query(
    `update supplier_order o
        set state = moved.state, version = version + 1, changed_at = now(),
            received_at = case when moved.state in ('received', 'closed') then coalesce(received_at, moment) end
       from unnest($2::bigint[], $3::text[]) as moved(id, state), (select now() as moment) as clock
      where o.shop_id = $1 and o.supplier_order_id = moved.id`,
    [[...states.keys()], [...states.values()]],
  )
}
