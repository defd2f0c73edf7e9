import { markSupplierSuppliesOtherwise, markSuppliersTakeOtherwise } from '../../mirror/store/marks/promise-marks.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { hasWordsSql } from '../../platform/db/search-sql.ts'
import {
  ascending,
  readSequencePage,
  type SequencePage,
  type SequencePosition,
} from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type Addresses, addressesLine } from '../rules/addresses.ts'
import { type AddressChanger, recordAddressChanges } from './address-changes.ts'

/** What a merchant writes down about a supplier. */
export type SupplierFields = Addresses & {
  readonly name: string
  readonly contact: string | null
  readonly language: string
  readonly currency: string
  readonly leadTimeDays: number | null
  readonly minimumValue: string | null
  readonly orderDays: readonly number[]
  readonly notes: string
}

export type SupplierRecord = {
  readonly supplierId: string
  readonly name: string
  readonly contact: string | null
  readonly email: string | null
  readonly alsoTo: string[]
  readonly cc: string[]
  readonly language: string
  readonly currency: string
  readonly leadTimeDays: number | null
  readonly minimumValue: string | null
  readonly orderDays: number[]
  readonly notes: string
  readonly archivedAt: string | null
  readonly version: number
  readonly entries: number
  readonly openOrders: number
}

const columns = `
  s.supplier_id::text as "supplierId", s.name, s.contact, s.email, s.also_to as "alsoTo", s.cc,
  s.language, s.currency,
  s.lead_time_days as "leadTimeDays", trim_scale(s.minimum_value)::text as "minimumValue", s.order_days as "orderDays",
  s.notes, ${isoInstant('s.archived_at')} as "archivedAt", s.version,
  (select count(*)::int from catalogue_entry e where e.shop_id = $1 and e.supplier_id = s.supplier_id) as entries,
  (select count(*)::int from supplier_order o
    where o.shop_id = $1 and o.supplier_id = s.supplier_id and o.state in ('draft', 'ordered', 'partly-received')
  ) as "openOrders"`

export type SupplierFilter = { readonly words: readonly string[]; readonly archived: boolean }

const matches = `
  s.shop_id = $1 and s.deleted_at is null and (s.archived_at is not null) = $2::bool
  and ${hasWordsSql('$3', "concat_ws(' ', s.name, s.contact, s.email, array_to_string(s.also_to || s.cc, ' '))")}`

/** One page of suppliers, by name. */
export async function listSuppliers(
  tx: ShopSql,
  { archived, words }: SupplierFilter,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<SupplierRecord & { readonly sequence: string }> & { readonly total: number }> {
  const page = await readSequencePage(
    (range) => {
      const { beyond, order, from, limit: most } = ascending(range)
      return tx.query<SupplierRecord & { sequence: string }>(
        `select ${columns}, s.supplier_id::text as sequence from supplier s
          where ${matches}
            and ($4::bigint is null or (lower(s.name), s.supplier_id) ${beyond}
                 (select lower(name), supplier_id from supplier where shop_id = $1 and supplier_id = $4))
          order by lower(s.name) ${order}, s.supplier_id ${order} limit $5`,
        [archived, words, from, most],
      )
    },
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from supplier s where ${matches}`,
    [archived, words],
  )
  return { ...page, total: counted?.total ?? 0 }
}

export async function loadSupplier(tx: ShopSql, supplierId: string): Promise<SupplierRecord | null> {
  const [found] = await tx.query<SupplierRecord>(
    `select ${columns} from supplier s where s.shop_id = $1 and s.supplier_id = $2 and s.deleted_at is null`,
    [supplierId],
  )
  return found ?? null
}

/** Null where another supplier has the name, in capitals or not. */
export async function insertSupplier(tx: ShopSql, fields: SupplierFields, by: AddressChanger): Promise<string | null> {
  const [inserted] = await tx.query<{ id: string }>(
    `insert into supplier (shop_id, name, contact, email, also_to, cc, language, currency, lead_time_days, minimum_value,
                           order_days, notes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (shop_id, lower(name)) do nothing
     returning supplier_id::text as id`,
    valuesOf(fields),
  )
  if (inserted === undefined) return null
  await recordAddressChanges(tx, [{ supplierId: inserted.id, from: null, to: addressesLine(fields) }], by)
  return inserted.id
}

/** Whether the named supplier was still of that version. One whose name another supplier has is refused by the index. */
export async function updateSupplier(
  tx: ShopSql,
  { supplierId, version }: { readonly supplierId: string; readonly version: number },
  fields: SupplierFields,
  by: AddressChanger,
): Promise<boolean> {
  const updated = await tx.query<Addresses & { takesOtherwise: boolean }>(
    `update supplier set name = $2, contact = $3, email = $4, also_to = $5, cc = $6, language = $7, currency = $8,
            lead_time_days = $9, minimum_value = $10, order_days = $11, notes = $12, version = version + 1, changed_at = now()
       from (select lead_time_days, order_days, email, also_to, cc
               from supplier where shop_id = $1 and supplier_id = $13 for no key update) before
      where shop_id = $1 and supplier_id = $13 and version = $14 and deleted_at is null
     returning (supplier.lead_time_days, supplier.order_days) is distinct from (before.lead_time_days, before.order_days)
               as "takesOtherwise", before.email, before.also_to as "alsoTo", before.cc`,
    [...valuesOf(fields), supplierId, version],
  )
  const [was] = updated
  if (was === undefined) return false
  await recordAddressChanges(tx, [{ supplierId, from: addressesLine(was), to: addressesLine(fields) }], by)
  if (was.takesOtherwise) await markSuppliersTakeOtherwise(tx, [supplierId])
  return true
}

/** Whether the named supplier was still of that version. */
export async function setArchived(
  tx: ShopSql,
  { supplierId, version }: { readonly supplierId: string; readonly version: number },
  isArchived: boolean,
): Promise<boolean> {
  const updated = await tx.query(
    `update supplier set archived_at = case when $4::bool then coalesce(archived_at, moment) end,
            version = version + 1, changed_at = moment
       from (select now() as moment) as clock
      where shop_id = $1 and supplier_id = $2 and version = $3 and deleted_at is null returning 1`,
    [supplierId, version, isArchived],
  )
  if (updated.length > 0) await markSupplierSuppliesOtherwise(tx, supplierId)
  return updated.length > 0
}

function valuesOf(fields: SupplierFields): unknown[] {
  const { name, contact, email, alsoTo, cc, language, currency, leadTimeDays, minimumValue, orderDays, notes } = fields
  return [name, contact, email, alsoTo, cc, language, currency, leadTimeDays, minimumValue, orderDays, notes]
}
