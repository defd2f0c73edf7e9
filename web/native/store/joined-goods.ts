import { isHindered } from '../../mirror/store/stock/obstacles.ts'
import { nativeOrigin } from '../../planning/store/days/native-origin.ts'
import { movePins } from '../../planning/store/pins.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type JoinedGoods, unitsNotJoined } from '../rules/joined-goods.ts'
import type { DocumentKey } from './native-documents.ts'

/** SQL: whether a row `j` of joined goods is of this native order, or of a transfer that was found to belong to it later. */
export function isJoinedWith(order: string): string {
  return `(j.kind = ${order}.kind and j.document_id = ${order}.document_id
                 or j.kind = 'transfer' and j.document_id = any(${order}.transfer_ids))`
}

/** SQL: the units of an item that were accepted of a native order, given by SQL of its kind and id. */
function acceptedOf(kind: string, documentId: string, itemId: string): string {
  return `(select coalesce(sum(coalesce((line->>'accepted')::int, (line->>'units')::int - (line->>'open')::int)), 0)::int
             from native_document t, jsonb_array_elements(t.shipments) as s(shipment),
                  jsonb_array_elements(shipment->'lines') as n(line)
            where t.shop_id = $1 and t.kind = 'transfer' and line->>'itemId' = ${itemId}
              and (${kind} = 'transfer' and t.document_id = ${documentId}
                   or t.document_id in (
                      select unnest(p.transfer_ids) from native_document p
                       where p.shop_id = $1 and p.kind = ${kind} and p.document_id = ${documentId})))`
}

export type SameGoodsLine = DocumentKey & {
  readonly name: string
  readonly supplierOrderLineId: string
  readonly itemId: string
  readonly locationId: string
  readonly units: number
}

/**
 * Units that a supplier order has still to bring and a native order brings to the same place, by native order and line. Left out
 * are those that were joined before, with this supplier order or another: no unit of a native order is two others; and those
 * of an item that was deleted in Shopify: nothing of it comes.
 */
export async function loadSameGoods(tx: ShopSql, supplierOrderId: string): Promise<SameGoodsLine[]> {
  // What was accepted before they were joined may be taken back, and comes once more: it was none of the joined goods, of which
  // nothing came by that.
  const lines = await tx.query<SameGoodsLine & { toCome: number; joined: JoinedGoods[] }>(
    `with ours as (
        select supplier_order_line_id, item_id, location_id, sum(units)::float8 as units from arrival
         where shop_id = $1 and supplier_order_id = $2::bigint and is_ordered and not ${isHindered('arrival', 'item-deleted')}
         group by supplier_order_line_id, item_id, location_id
     ),
     theirs as (
        select ordered.kind, ordered.document_id, ordered.name, ordered.transfer_ids, ours.supplier_order_line_id,
               ours.item_id, ours.location_id, ours.units, sum(a.units)::float8 as to_come
          from ours
          join arrival a on a.shop_id = $1 and a.item_id = ours.item_id and a.location_id = ours.location_id
                        and a.native_document is not null
          ${nativeOrigin}
         group by ordered.kind, ordered.document_id, ordered.name, ordered.transfer_ids, ours.supplier_order_line_id,
                  ours.item_id, ours.location_id, ours.units
     )
     select kind, document_id as "documentId", name, supplier_order_line_id::text as "supplierOrderLineId",
            item_id as "itemId", location_id as "locationId", units, to_come as "toCome",
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'units', j.units,
                      'cameSince', greatest(0, ${acceptedOf('j.kind', 'j.document_id', 'j.item_id')} - j.accepted_before))
                      order by j.joined_goods_id), '[]')
               from joined_goods j
              where j.shop_id = $1 and j.item_id = theirs.item_id and j.location_id = theirs.location_id
                and ${isJoinedWith('theirs')}) as joined
       from theirs
      order by name, document_id, theirs.supplier_order_line_id`,
    [supplierOrderId],
  )
  return lines.flatMap(({ toCome, joined, ...line }) => {
    const units = Math.min(line.units, unitsNotJoined(toCome, joined))
    return units > 0 ? [{ ...line, units }] : []
  })
}

/** The merchant says that these goods of a supplier order come with the native order. */
export async function recordJoined(
  tx: ShopSql,
  supplierOrderId: string,
  lines: readonly SameGoodsLine[],
): Promise<void> {
  await tx.query(
    `with same as materialized (
        select told.*, ${acceptedOf('told.kind', 'told.document_id', 'told.item_id')} as accepted_before
          from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
               as told(kind, document_id, item_id, location_id, units))
     insert into joined_goods (shop_id, kind, document_id, supplier_order_id, item_id, location_id, units, accepted_before)
     select $1, kind, document_id, $2::bigint, item_id, location_id, units, accepted_before from same
     returning 1`,
    [
      supplierOrderId,
      lines.map(({ kind }) => kind),
      lines.map(({ documentId }) => documentId),
      lines.map(({ itemId }) => itemId),
      lines.map(({ locationId }) => locationId),
      lines.map(({ units }) => units),
    ],
  )
}

/** Whoever is pinned to goods of these lines, which are joined, is pinned to what of them the native order brings first as well. */
export async function pinToNative(tx: ShopSql, lines: readonly SameGoodsLine[]): Promise<void> {
  const pinned = await tx.query<{ ours: string; native: string }>(
    `select distinct on (ours.arrival_id) ours.arrival_id::text as ours, a.arrival_id::text as native
       from unnest($2::bigint[], $3::text[], $4::text[]) as joined(line_id, kind, document_id)
       join arrival ours on ours.shop_id = $1 and ours.supplier_order_line_id = joined.line_id
       join arrival a on a.shop_id = $1 and a.item_id = ours.item_id and a.location_id = ours.location_id
       ${nativeOrigin}
      where ordered.kind = joined.kind and ordered.document_id = joined.document_id
      order by ours.arrival_id, a.due nulls last, a.arrival_id`,
    [
      lines.map(({ supplierOrderLineId }) => supplierOrderLineId),
      lines.map(({ kind }) => kind),
      lines.map(({ documentId }) => documentId),
    ],
  )
  await movePins(tx, new Map(pinned.map(({ ours, native }) => [ours, [native, ours]])))
}
