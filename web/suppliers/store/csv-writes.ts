// Writes what the rows of a checked file say. What they do not say stays as it is.

import { markItemsToldOtherwise, markSuppliersTakeOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type Addresses, addressesLine, noAddresses } from '../rules/addresses.ts'
import { recordAddressChanges } from './address-changes.ts'
import type { CsvUploadRecord } from './csv-uploads.ts'

export type WrittenBatch = {
  readonly written: number
  /** The last line that was looked at; null where there was none. */
  readonly last: number | null
}

/** Suppliers that a catalogue names and nobody knew when it was checked. */
export async function createNamedSuppliers(
  tx: ShopSql,
  { newSuppliers, newSuppliersIn }: CsvUploadRecord,
): Promise<void> {
  if (newSuppliers.length === 0 || newSuppliersIn === null) return
  await tx.query(
    `insert into supplier (shop_id, name, currency) select $1, name, $3 from unnest($2::text[]) name order by lower(name)
         on conflict (shop_id, lower(name)) do nothing`,
    [newSuppliers, newSuppliersIn],
  )
}

/** What a page of a file is written after, and who hands it in. */
export type WrittenBy = { readonly after: number; readonly limit: number; readonly user: string | null }

/** The next rows after a line that have something new to say. */
const nextRows = `
  select line, says from csv_upload_row
   where shop_id = $1 and upload_id = $2 and line > $3 and outcome in ('create', 'update') order by line limit $4`

const saidSupplier = `
  from (${nextRows}) as rows
 cross join lateral jsonb_to_record(rows.says) as said(
       "supplierId" bigint, name text, contact text, email text, "alsoTo" text[], cc text[], language text, currency text, "leadTimeDays" int,
       "minimumValue" numeric, "orderDays" int[], notes text)`

export async function writeSuppliers(
  tx: ShopSql,
  uploadId: string,
  { after, limit, user }: WrittenBy,
): Promise<WrittenBatch> {
  const values = [uploadId, after, limit]
  const before = await tx.query<{ supplierId: string; from: Addresses; to: Addresses }>(
    `select s.supplier_id::text as "supplierId", json_build_object('email', s.email, 'alsoTo', s.also_to, 'cc', s.cc) as "from",
            json_build_object('email', coalesce(said.email, s.email), 'alsoTo', coalesce(said."alsoTo", s.also_to),
                              'cc', coalesce(said.cc, s.cc)) as "to"
       ${saidSupplier}
      join supplier s on s.shop_id = $1 and s.supplier_id = said."supplierId"
     order by s.supplier_id for no key update of s`,
    values,
  )
  const updated = await tx.query<{ id: string }>(
    `with changed as materialized (
        select s.supplier_id, coalesce(said.name, s.name), coalesce(said.contact, s.contact), coalesce(said.email, s.email),
               coalesce(said."alsoTo", s.also_to), coalesce(said.cc, s.cc),
               coalesce(said.language, s.language), coalesce(said.currency, s.currency),
               coalesce(said."leadTimeDays", s.lead_time_days), coalesce(said."minimumValue", s.minimum_value),
               coalesce(said."orderDays", s.order_days), coalesce(said.notes, s.notes)
          ${saidSupplier}
         cross join lateral (
               select * from supplier where supplier.shop_id = $1 and supplier.supplier_id = said."supplierId" limit 1) s)
     insert into supplier as known (shop_id, supplier_id, name, contact, email, also_to, cc, language, currency,
                                    lead_time_days, minimum_value, order_days, notes)
     select $1, changed.* from changed order by supplier_id
         on conflict (shop_id, supplier_id) do update
        set name = excluded.name, contact = excluded.contact, email = excluded.email, also_to = excluded.also_to, cc = excluded.cc,
            language = excluded.language, currency = excluded.currency, lead_time_days = excluded.lead_time_days, minimum_value = excluded.minimum_value,
            order_days = excluded.order_days, notes = excluded.notes, version = known.version + 1, changed_at = excluded.changed_at
     returning supplier_id::text as id`,
    values,
  )
  if (updated.length > 0) {
    await markSuppliersTakeOtherwise(
      tx,
      updated.map((row) => row.id),
    )
  }
  const inserted = await tx.query<Addresses & { supplierId: string }>(
    `with new as materialized (
        select said.name, said.contact, said.email, coalesce(said."alsoTo", '{}'), coalesce(said.cc, '{}'), coalesce(said.language, 'en'), said.currency, said."leadTimeDays",
               said."minimumValue", coalesce(said."orderDays", '{}'), coalesce(said.notes, '')
          ${saidSupplier}
         where said."supplierId" is null)
     insert into supplier (shop_id, name, contact, email, also_to, cc, language, currency, lead_time_days, minimum_value,
                           order_days, notes)
     select $1, new.* from new order by lower(name)
         on conflict (shop_id, lower(name)) do nothing 
     returning supplier_id::text as "supplierId", email, also_to as "alsoTo", cc`,
    values,
  )
  const changes = [...before, ...inserted.map((to) => ({ supplierId: to.supplierId, from: noAddresses, to }))].map(
    ({ supplierId, from, to }) => ({ supplierId, from: addressesLine(from), to: addressesLine(to) }),
  )
  await recordAddressChanges(tx, changes, { user, way: 'file' })
  return { written: updated.length + inserted.length, last: await lastOf(tx, values) }
}

/**
 * An entry that says no rank comes behind the other suppliers of its item. What is there is probed row by row: a shop's
 * first catalogue fills tables that PostgreSQL believes to be empty, and of these it would read all for every row.
 */
export async function writeEntries(tx: ShopSql, uploadId: string, { after, limit }: WrittenBy): Promise<WrittenBatch> {
  const values = [uploadId, after, limit]
  const written = await tx.query<{ item_id: string }>(
    `with changed as materialized (
     select s.supplier_id, said."itemId", coalesce(said."supplierSku", before.supplier_sku), coalesce(said.cost, before.cost),
            coalesce(said."minimumQuantity", before.minimum_quantity, 1), coalesce(said."packSize", before.pack_size, 1),
            coalesce(said."leadTimeDays", before.lead_time_days),
            coalesce(said.rank, before.rank, others.rank + row_number() over (partition by said."itemId" order by rows.line)),
            coalesce(said.discontinued, before.discontinued, false)
       from (${nextRows}) as rows
      cross join lateral jsonb_to_record(rows.says) as said(
            "supplierId" bigint, "supplierName" text, "itemId" text, "supplierSku" text, cost numeric, "minimumQuantity" int,
            "packSize" int, "leadTimeDays" int, rank int, discontinued bool)
      cross join lateral (
            select supplier_id from supplier
             where supplier.shop_id = $1 and supplier.supplier_id = coalesce(said."supplierId", (
                   select supplier_id from supplier n where n.shop_id = $1 and lower(n.name) = lower(said."supplierName") limit 1))
             limit 1) s
       left join lateral (
            select * from catalogue_entry e
             where e.shop_id = $1 and e.supplier_id = s.supplier_id and e.item_id = said."itemId" limit 1) before on true
      cross join lateral (
            select coalesce(max(e.rank), 0) as rank from catalogue_entry e
             where e.shop_id = $1 and e.item_id = said."itemId" and e.supplier_id <> s.supplier_id) others)
     insert into catalogue_entry (shop_id, supplier_id, item_id, supplier_sku, cost, minimum_quantity, pack_size,
                                  lead_time_days, rank, discontinued)
     select $1, changed.* from changed order by supplier_id, "itemId"
         on conflict (shop_id, supplier_id, item_id) do update
        set supplier_sku = excluded.supplier_sku, cost = excluded.cost, minimum_quantity = excluded.minimum_quantity,
            pack_size = excluded.pack_size, lead_time_days = excluded.lead_time_days, rank = excluded.rank,
            discontinued = excluded.discontinued, changed_at = excluded.changed_at
     returning item_id`,
    values,
  )
  await markItemsToldOtherwise(
    tx,
    written.map((row) => row.item_id),
  )
  return { written: written.length, last: await lastOf(tx, values) }
}

async function lastOf(tx: ShopSql, values: readonly unknown[]): Promise<number | null> {
  const [row] = await tx.query<{ last: number | null }>(`select max(line) as last from (${nextRows}) as rows`, values)
  return row?.last ?? null
}
