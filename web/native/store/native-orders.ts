import { nativeDue } from '../../mirror/store/marks/native-reading.ts'
import { nativeOrigin } from '../../planning/store/days/native-origin.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { isJoinedWith } from './joined-goods.ts'
import type { DocumentKey } from './native-documents.ts'

export type NativeOrderRecord = DocumentKey & {
  readonly name: string
  readonly supplierName: string | null
  readonly locationName: string | null
  readonly units: number
  readonly awaited: number
  readonly withoutOwnDay: number
  readonly orderedAt: string | null
  readonly nextDue: string | null
  readonly isLate: boolean
  readonly typedDue: string | null
  /** The supplier orders that the merchant said are the same delivery, in that order. */
  readonly joined: readonly { readonly supplierOrderId: string; readonly number: number }[]
}

/** What brings goods, the next to come first: purchase orders with their transfers, and transfers of none. */
export async function listNativeOrders(
  tx: ShopSql,
  limit: number,
): Promise<{ readonly rows: NativeOrderRecord[]; readonly total: number }> {
  const rows = await tx.query<NativeOrderRecord & { total: number }>(
    `select ordered.kind, ordered.document_id as "documentId", ordered.name, ordered.supplier_name as "supplierName",
            min(location.name) as "locationName", sum(a.units)::float8 as units, coalesce(sum(pegged.units), 0)::float8 as awaited,
            (sum(a.units) filter (where shipped.arrives_at is null))::float8 as "withoutOwnDay",
            ${isoInstant('ordered.ordered_at')} as "orderedAt", to_char(min(a.due), 'YYYY-MM-DD') as "nextDue", coalesce(min(a.due) < ${today}, false) as "isLate",
            to_char(ordered.typed_due, 'YYYY-MM-DD') as "typedDue", (count(*) over ())::int as total,
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'supplierOrderId', o.supplier_order_id::text, 'number', o.number) order by first_joined), '[]')
               from (select j.supplier_order_id as joined_id, min(j.joined_goods_id) as first_joined from joined_goods j
                      where j.shop_id = $1 and ${isJoinedWith('ordered')} group by j.supplier_order_id) as same
               join supplier_order o on o.shop_id = $1 and o.supplier_order_id = joined_id) as joined
       from arrival a ${nativeOrigin}
       left join location on location.shop_id = $1 and location.location_id = a.location_id
       left join lateral (
            select one->>'arrivesAt' as arrives_at from jsonb_array_elements(document.shipments) as s(one)
             where one->>'shipmentId' = a.native_shipment limit 1) as shipped on true
       left join lateral (
            select sum(peg.units) as units from peg where peg.shop_id = $1 and peg.arrival_id = a.arrival_id) as pegged on true
      where a.shop_id = $1 and a.native_document is not null
      group by ordered.kind, ordered.document_id, ordered.name, ordered.supplier_name, ordered.typed_due, ordered.ordered_at,
               ordered.transfer_ids
      order by min(a.due) nulls last, ordered.name, ordered.document_id
      limit $2`,
    [limit],
  )
  return {
    rows: rows.map(({ total: _, ...row }) => ({ ...row, withoutOwnDay: row.withoutOwnDay ?? 0 })),
    total: rows[0]?.total ?? 0,
  }
}

export type NativeState = { readonly isReading: boolean; readonly readAt: string | null; readonly isRefused: boolean }

/** How far the reading of them is. */
export async function loadNativeState(tx: ShopSql): Promise<NativeState> {
  const [state] = await tx.query<NativeState>(
    `select exists (${nativeDue}) and r.trouble is null as "isReading",
            ${isoInstant('r.finished_at')} as "readAt", r.trouble is not null as "isRefused"
       from (select) as this left join native_reading r on r.shop_id = $1`,
  )
  return state ?? { isReading: false, readAt: null, isRefused: false }
}

/** The scopes that reading them takes, as the database knows them. */
export const nativeScopes = [
  'read_inventory_transfers',
  'read_inventory_shipments',
  'read_inventory_shipments_received_items',
  'read_inventory_purchase_orders',
] as const

/** Keeps the day that the merchant typed, and answers what the document is called; null where there is none. */
export async function recordTypedDue(
  tx: ShopSql,
  { kind, documentId }: DocumentKey,
  due: string | null,
): Promise<string | null> {
  const [found] = await tx.query<{ name: string }>(
    `update native_document set typed_due = $4::date
      where shop_id = $1 and kind = $2 and document_id = $3 and gone_at is null returning name`,
    [kind, documentId, due],
  )
  return found?.name ?? null
}

/** Keeps whether it counts, and answers what the document is called; null where there is none. */
export async function recordLeftOut(
  tx: ShopSql,
  { kind, documentId }: DocumentKey,
  isLeftOut: boolean,
): Promise<string | null> {
  const [found] = await tx.query<{ name: string }>(
    `update native_document set is_left_out = $4
      where shop_id = $1 and kind = $2 and document_id = $3 and gone_at is null returning name`,
    [kind, documentId, isLeftOut],
  )
  return found?.name ?? null
}

export type LeftOutRecord = DocumentKey & { readonly name: string; readonly supplierName: string | null }

/** What the merchant left out, as long as Shopify has it open. */
export async function listLeftOut(tx: ShopSql, limit: number): Promise<LeftOutRecord[]> {
  return await tx.query<LeftOutRecord>(
    `select kind, document_id as "documentId", name, supplier_name as "supplierName" from native_document
      where shop_id = $1 and is_left_out and gone_at is null and not is_archived
        and status not in ('TRANSFERRED', 'CANCELED')
      order by name, document_id limit $2`,
    [limit],
  )
}
