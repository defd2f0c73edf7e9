import { movePins } from '../../planning/store/pins.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type ChangedArrival, whereGoodsWent } from '../rules/moved-goods.ts'
import type { NativeArrival } from '../rules/native-arrivals.ts'
import type { RecordedArrival } from '../rules/native-receipts.ts'
import type { DocumentKey, KeptDocument } from './native-documents.ts'

/** What is recorded as still to come of these documents, the earliest first. */
export async function loadNativeArrivals(tx: ShopSql, documents: readonly DocumentKey[]): Promise<RecordedArrival[]> {
  return await tx.query<RecordedArrival>(
    `select arrival_id::text as arrival, native_kind as kind, native_document as "documentId", native_shipment as shipment,
            item_id as item, location_id as location, units, due::text
       from unnest($2::text[], $3::text[]) as d(kind, id)
       join arrival on shop_id = $1 and native_kind = d.kind and native_document = d.id
      order by due nulls last, arrival_id`,
    [documents.map(({ kind }) => kind), documents.map(({ documentId }) => documentId)],
  )
}

/**
 * Makes the arrivals of these documents the wanted ones; what is as it was is not written. Whoever is pinned to an arrival is
 * pinned to those that its goods went to; `came` has the units of it that came, by arrival. Answers what differed. The caller holds
 * `lockPlans`.
 */
export async function writeNativeArrivals(
  tx: ShopSql,
  documents: readonly (DocumentKey & Pick<KeptDocument, 'transferIds'>)[],
  wanted: readonly NativeArrival[],
  came: ReadonlyMap<string, number>,
): Promise<ChangedArrival[]> {
  const changed = await tx.query<ChangedArrival>(
    `with wanted as (
        select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::date[])
                 as w(kind, id, shipment, item_id, location_id, units, due)
     ), recorded as (
        select a.* from unnest($9::text[], $10::text[]) as d(kind, id)
          join arrival a on a.shop_id = $1 and a.native_kind = d.kind and a.native_document = d.id
     ), gone as (
        delete from arrival a using recorded r
         where a.shop_id = $1 and a.arrival_id = r.arrival_id and not exists (
               select from wanted w where w.kind = r.native_kind and w.id = r.native_document
                                      and w.shipment = r.native_shipment and w.item_id = r.item_id)
         returning a.arrival_id, a.native_kind, a.native_document, a.item_id, a.location_id, a.due, a.units as before, 0 as after
     ), put as (
        insert into arrival as known (shop_id, native_kind, native_document, native_shipment, item_id, location_id, units, due, is_ordered)
        select $1, kind, id, shipment, item_id, location_id, units, due, true from wanted order by kind, id, shipment, item_id
            on conflict (shop_id, native_kind, native_document, native_shipment, item_id) where native_document is not null
            do update set location_id = excluded.location_id, units = excluded.units, due = excluded.due
         where (known.location_id, known.units, known.due) is distinct from (excluded.location_id, excluded.units, excluded.due)
        returning arrival_id, native_kind, native_document, item_id, location_id, due, units as after
     ), changed as (
        select * from gone
         union all
        select put.arrival_id, put.native_kind, put.native_document, put.item_id, put.location_id, put.due, coalesce(r.units, 0), put.after
          from put left join recorded r on r.arrival_id = put.arrival_id
     )
     select arrival_id::text as arrival, native_kind as kind, native_document as "documentId", item_id as item, location_id as location, before, after
       from changed order by due nulls last, arrival_id`,
    [
      wanted.map((one) => one.kind),
      wanted.map((one) => one.documentId),
      wanted.map((one) => one.shipment),
      wanted.map((one) => one.item),
      wanted.map((one) => one.location),
      wanted.map((one) => one.units),
      wanted.map((one) => one.due),
      documents.map(({ kind }) => kind),
      documents.map(({ documentId }) => documentId),
    ],
  )
  await movePins(tx, whereGoodsWent(changed, documents, came))
  return changed
}
