import { markOrdersOfSupplierDue, markOrdersOfVariantDue } from '../../mirror/store/marks/order-marks.ts'
import {
  markPromisesDue,
  markPromisesOfVariantsDue,
  nudgeMarkedPromises,
} from '../../mirror/store/marks/promise-marks.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { supplierOf } from './promise-overrides.ts'
import { type ShopVariant, variantColumns } from './shop-variants.ts'

/** Whom an override is about. */
export type Subject = { readonly about: 'variant' | 'supplier'; readonly id: string }

export type OverrideFields = { readonly day: string | null; readonly note: string | null; readonly hide: boolean }

export type KeptOverride = OverrideFields & {
  readonly dayIsPast: boolean
  readonly version: number
  readonly changedAt: string
}

/** SQL of an override as JSON, `o` being its row, in a query whose first parameter is the shop. */
export const overrideJson = `
  json_build_object('day', to_char(o.fixed_day, 'YYYY-MM-DD'), 'note', o.note, 'hide', o.hide,
                    'dayIsPast', coalesce(o.fixed_day < ${today}, false), 'version', o.version,
                    'changedAt', ${isoInstant('o.changed_at')})`

export async function findOverride(tx: ShopSql, { about, id }: Subject): Promise<KeptOverride | null> {
  const [found] = await tx.query<{ override: KeptOverride }>(
    `select ${overrideJson} as override from promise_override o where shop_id = $1 and about = $2 and about_id = $3`,
    [about, id],
  )
  return found?.override ?? null
}

/** False where the override is not the one of this version, or where there is one and none was named. */
export async function setOverride(
  tx: ShopSql,
  { about, id }: Subject,
  { day, note, hide }: OverrideFields,
  version: number | null,
): Promise<boolean> {
  const values = [about, id, day, note, hide]
  const rows =
    version === null
      ? await tx.query(
          `insert into promise_override (shop_id, about, about_id, fixed_day, note, hide) values ($1, $2, $3, $4, $5, $6)
               on conflict do nothing returning 1`,
          values,
        )
      : await tx.query(
          `with next as materialized (select nextval('promise_override_version_seq') as version)
           update promise_override
              set fixed_day = $4, note = $5, hide = $6, changed_at = now(), version = next.version
             from next
            where shop_id = $1 and about = $2 and about_id = $3 and promise_override.version = $7 returning 1`,
          [...values, version],
        )
  return rows.length > 0
}

/** False where there is another override than the one of this version. */
export async function clearOverride(tx: ShopSql, { about, id }: Subject, version: number | null): Promise<boolean> {
  await tx.query(
    'delete from promise_override where shop_id = $1 and about = $2 and about_id = $3 and version = $4::bigint',
    [about, id, version],
  )
  return (await findOverride(tx, { about, id })) === null
}

/**
 * Has the promises worked out again that the override is about. An override only says something else of what is promised,
 * so of a supplier's items those are enough of which something is, or is just being worked out.
 */
export async function markOverridden(tx: ShopSql, { about, id }: Subject): Promise<void> {
  if (about === 'variant') {
    await markOrdersOfVariantDue(tx, id)
    await markPromisesOfVariantsDue(tx, [id])
  } else {
    // Orders tell of what they wait for, also where the next shopper is told nothing of it.
    await markOrdersOfSupplierDue(tx, id)
    await markPromisesDue(tx, await findPromisedItemsOf(tx, id))
  }
  await nudgeMarkedPromises(tx)
}

async function findPromisedItemsOf(tx: ShopSql, supplierId: string): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    `select c.item_id from catalogue_entry c
      where c.shop_id = $1 and c.supplier_id = $2::bigint and (${supplierOf('c.item_id')}) = $2::bigint
        and (exists (select from storefront_promise p
                      where p.shop_id = $1 and p.item_id = c.item_id and p.state is not null)
          or exists (select from promise_due d where d.shop_id = $1 and d.item_id = c.item_id))`,
    [supplierId],
  )
  return rows.map((row) => row.item_id)
}

export type ListedOverride = KeptOverride & {
  readonly sequence: string
  readonly variant: ShopVariant | null
  readonly supplier: { readonly supplierId: string; readonly name: string } | null
  readonly isGone: boolean
}

export type OverrideFilter = { readonly about: 'variant' | 'supplier' | null; readonly id: string | null }
export type OverridePage = SequencePage<ListedOverride> & { readonly total: number }

/** One page of overrides, the last changed first. */
export async function listOverrides(
  tx: ShopSql,
  { about, id }: OverrideFilter,
  position: SequencePosition | null,
  limit: number,
): Promise<OverridePage> {
  const matches = `o.shop_id = $1 and ($2::text is null or o.about = $2) and ($3::text is null or o.about_id = $3)`
  const page = await readSequencePage(
    async ({ beyond, order, from, limit: most }) => {
      const rows = await tx.query<Omit<ListedOverride, keyof KeptOverride> & { override: KeptOverride }>(
        `select ${overrideJson} as override, o.version::text as sequence,
                case when o.about = 'variant' then json_build_object(${variantColumns('v', 'o.about_id')}) end as variant,
                case when o.about = 'supplier'
                     then json_build_object('supplierId', o.about_id, 'name', coalesce(s.name, '')) end as supplier,
                case o.about when 'variant' then v.variant_id is null or v.deleted_at is not null
                             else s.supplier_id is null or s.archived_at is not null end as "isGone"
           from promise_override o
           left join variant v on o.about = 'variant' and v.shop_id = $1 and v.variant_id = o.about_id
           left join supplier s on o.about = 'supplier' and s.shop_id = $1 and s.supplier_id::text = o.about_id
          where ${matches} and ($4::bigint is null or o.version ${beyond} $4) order by o.version ${order} limit $5`,
        [about, id, from, most],
      )
      return rows.map(({ override, ...row }) => ({ ...override, ...row }))
    },
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from promise_override o where ${matches}`,
    [about, id],
  )
  return { ...page, total: counted?.total ?? 0 }
}
