import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { SupplierOrderState } from '../rules/supplier-order.ts'
import { decimalsSql } from './currency-decimals.ts'

/** A supplier order as lists show it. Amounts are decimal text, days and instants ISO text. */
export type SupplierOrderRecord = {
  readonly supplierOrderId: string
  readonly number: number
  readonly reference: string | null
  readonly state: SupplierOrderState
  readonly supplierId: string
  readonly supplierName: string
  readonly locationId: string
  readonly locationName: string | null
  readonly currency: string
  readonly lines: number
  readonly units: number
  readonly accepted: number
  readonly outstanding: number
  readonly subtotal: string
  readonly tax: string
  readonly shipping: string
  readonly nextDue: string | null
  readonly isLate: boolean
  /** What became of the last message that its supplier has or is about to get; null: none. */
  readonly sending: 'waiting' | 'sent' | 'saved' | null
  readonly createdAt: string
  readonly orderedAt: string | null
}

/** `$1` is the shop, `today` an SQL expression. */
export const supplierOrderColumns = (today: string) => `
  o.supplier_order_id::text as "supplierOrderId", o.number, o.reference, o.state, o.supplier_id::text as "supplierId",
  coalesce(s.name, '') as "supplierName", o.location_id as "locationId", l.name as "locationName", o.currency,
  sums.lines, sums.units, sums.accepted, sums.outstanding, trim_scale(sums.subtotal)::text as subtotal,
  trim_scale(o.tax)::text as tax, trim_scale(o.shipping)::text as shipping,
  coming.due::text as "nextDue", coalesce(coming.due < ${today}::date, false) as "isLate",
  (select case when m.saved_as is null then m.state else 'saved' end from supplier_message m
    where m.shop_id = $1 and m.supplier_order_id = o.supplier_order_id and m.state <> 'refused'
    order by m.message_id desc limit 1) as sending,
  ${isoInstant('o.created_at')} as "createdAt", ${isoInstant('o.ordered_at')} as "orderedAt"`

export const supplierOrderJoins = `
  left join supplier s on s.shop_id = $1 and s.supplier_id = o.supplier_id
  left join location l on l.shop_id = $1 and l.location_id = o.location_id
  cross join lateral (
       select count(*)::int as lines, coalesce(sum(line.units), 0)::float8 as units,
              coalesce(sum(line.accepted), 0)::float8 as accepted,
              coalesce(sum(greatest(0, line.units - line.accepted - line.rejected - line.cancelled)), 0)::float8 as outstanding,
              coalesce(sum(round(line.cost * (line.units - line.cancelled), ${decimalsSql('o.currency')})), 0) as subtotal
         from supplier_order_line line
        where line.shop_id = $1 and line.supplier_order_id = o.supplier_order_id) as sums
  cross join lateral (
       select min(arrival.due) as due from arrival
        where arrival.shop_id = $1 and arrival.supplier_order_id = o.supplier_order_id and arrival.is_ordered) as coming`

export type WholeSupplierOrder = SupplierOrderRecord & {
  readonly version: number
  /** All that is still to come has one due day, or none of it has one. */
  readonly isOneDue: boolean
  readonly contact: string | null
  readonly email: string | null
  readonly language: string
  readonly leadTimeDays: number | null
  readonly exchangeRate: string | null
  readonly shopCurrency: string | null
  readonly notes: string
  /** The shop's day on which it was ordered; null: it was not. */
  readonly orderedOn: string | null
  readonly receivedAt: string | null
  readonly closedAt: string | null
  readonly cancelledAt: string | null
}

/** Null for an id that the shop has no supplier order of. */
export async function loadSupplierOrder(
  tx: ShopSql,
  supplierOrderId: string,
  today: string,
): Promise<WholeSupplierOrder | null> {
  const [found] = await tx.query<WholeSupplierOrder>(
    `select ${supplierOrderColumns('$3')}, o.version,
            (select count(distinct coalesce(a.due, 'infinity')) < 2 from arrival a
              where a.shop_id = $1 and a.supplier_order_id = o.supplier_order_id and a.is_ordered) as "isOneDue", s.contact, s.email, coalesce(s.language, 'en') as language,
            s.lead_time_days as "leadTimeDays", trim_scale(o.exchange_rate)::text as "exchangeRate",
            shop.currency as "shopCurrency", o.notes, day_in(shop.time_zone, o.ordered_at)::text as "orderedOn",
            ${isoInstant('o.received_at')} as "receivedAt",
            ${isoInstant('o.closed_at')} as "closedAt", ${isoInstant('o.cancelled_at')} as "cancelledAt"
       from supplier_order o ${supplierOrderJoins}
       join shop on shop.shop_id = $1
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint`,
    [supplierOrderId, today],
  )
  return found ?? null
}

export type LockedSupplierOrder = {
  readonly supplierOrderId: string
  readonly number: number
  readonly version: number
  readonly state: SupplierOrderState
  readonly supplierId: string
  readonly locationId: string
  readonly currency: string
  /** A receipt of it is on its way to Shopify. */
  readonly isReceiving: boolean
}

/** Whoever changes the order meanwhile waits until this transaction ends. Null for one that there is not. */
export async function lockSupplierOrder(tx: ShopSql, supplierOrderId: string): Promise<LockedSupplierOrder | null> {
  const [found] = await tx.query<LockedSupplierOrder>(
    `select o.supplier_order_id::text as "supplierOrderId", o.number, o.version, o.state,
            o.supplier_id::text as "supplierId", o.location_id as "locationId", o.currency,
            exists (select from receipt_line r
                      join receipt on receipt.shop_id = $1 and receipt.receipt_id = r.receipt_id and receipt.state = 'posting'
                     where r.shop_id = $1 and r.supplier_order_id = o.supplier_order_id) as "isReceiving"
       from supplier_order o
      where o.shop_id = $1 and o.supplier_order_id = $2::bigint
        for no key update`,
    [supplierOrderId],
  )
  return found ?? null
}
