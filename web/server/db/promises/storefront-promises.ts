import type { StorefrontPromise } from '../../../domain/promise/storefront-promise.ts'
import { isoInstant } from '../backorders/backorder-record.ts'
import type { ShopSql } from '../with-shop.ts'

export type WishedPromise = {
  readonly variantId: string
  readonly itemId: string
  readonly promise: StorefrontPromise
  readonly followsToday: boolean
}

function told(of: '' | 'known.' | 'excluded.'): string {
  return ['state', 'from_day', 'to_day', 'room', 'units', 'note', 'hide'].map((column) => `${of}${column}`).join(', ')
}

const isOther = `((${told('known.')}) is distinct from (${told('excluded.')}))`

/**
 * What is to be told of these items' variants from now on; of those that are not named nothing. What changes is due to be
 * written, whatever was written before: a write that is under way elsewhere may yet arrive.
 */
export async function recordWishes(
  tx: ShopSql,
  shop: string,
  itemIds: readonly string[],
  wished: readonly WishedPromise[],
): Promise<void> {
  const sorted = [...wished].sort((one, other) => (one.variantId < other.variantId ? -1 : 1))
  await tx.query(
    `insert into storefront_promise as known (shop_id, variant_id, item_id, follows_today, ${told('')})
     select $1, * from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::date[], $7::date[], $8::int[], $9::int[],
            $10::text[], $11::bool[])
         on conflict (shop_id, variant_id) do update
        set item_id = excluded.item_id, follows_today = excluded.follows_today, (${told('')}) = row(${told('excluded.')}),
            version = case when ${isOther} then excluded.version else known.version end,
            wished_at = case when ${isOther} then now() else known.wished_at end,
            trouble = case when not ${isOther} then known.trouble end,
            write_due = known.write_due or ${isOther}
      where ${isOther} or (known.item_id, known.follows_today) <> (excluded.item_id, excluded.follows_today)`,
    [
      shop,
      sorted.map((one) => one.variantId),
      sorted.map((one) => one.itemId),
      sorted.map((one) => one.followsToday),
      sorted.map(({ promise }) => promise.state),
      sorted.map(({ promise }) => promise.from),
      sorted.map(({ promise }) => promise.to),
      sorted.map(({ promise }) => promise.room),
      sorted.map(({ promise }) => promise.units),
      sorted.map(({ promise }) => promise.note ?? null),
      sorted.map(({ promise }) => promise.hide ?? false),
    ],
  )
  await tx.query(
    `update storefront_promise
        set state = null, from_day = null, to_day = null, room = null, units = null, note = null, hide = false,
            follows_today = false, version = nextval('storefront_promise_version_seq'), wished_at = now(),
            write_due = true, trouble = null
      where shop_id = $1 and item_id = any($2::text[]) and state is not null and variant_id <> all($3::text[])`,
    [shop, itemIds, sorted.map((one) => one.variantId)],
  )
}

/** A metafield as it is written: the promise with its version of the format, and since when it has been told. */
export type PromiseToWrite = {
  readonly variantId: string
  readonly version: string
  /** Null: it is to go away. */
  readonly metafield: Record<string, unknown> | null
}

const metafield = `case when state is not null then
    jsonb_build_object('v', 1, 'state', state, 'from', from_day, 'to', to_day, 'room', room, 'units', units,
                       'at', ${isoInstant('wished_at')})
    || case when note is null then '{}' else jsonb_build_object('note', note) end
    || case when hide then '{"hide": true}' else '{}' end::jsonb end`

/** The newest wishes that are not written. */
export async function loadPromisesToWrite(tx: ShopSql, shop: string, limit: number): Promise<PromiseToWrite[]> {
  return await tx.query<PromiseToWrite>(
    `select variant_id as "variantId", version::text, ${metafield} as metafield
       from storefront_promise where shop_id = $1 and write_due
      order by version desc limit $2`,
    [shop, limit],
  )
}

/** What was written is no longer due, unless something else is wished by now; what was taken away is forgotten. */
export async function recordWritten(tx: ShopSql, shop: string, written: readonly PromiseToWrite[]): Promise<void> {
  const values = [
    shop,
    written.map((one) => one.variantId),
    written.map((one) => one.version),
    written.map((one) => one.metafield && JSON.stringify(one.metafield)),
  ]
  await tx.query(
    `update storefront_promise
        set written = done.metafield, written_at = now(), write_due = storefront_promise.version <> done.version
       from unnest($2::text[], $3::bigint[], $4::jsonb[]) as done(variant_id, version, metafield)
      where shop_id = $1 and storefront_promise.variant_id = done.variant_id`,
    values,
  )
  await tx.query(
    `delete from storefront_promise
      where shop_id = $1 and variant_id = any($2::text[]) and state is null and written is null and not write_due`,
    [shop, written.map((one) => one.variantId)],
  )
}

/** Shopify refuses it: it is tried again when something else is wished, and when what was written is compared. */
export async function recordTrouble(
  tx: ShopSql,
  shop: string,
  { variantId, version }: PromiseToWrite,
  trouble: string,
): Promise<void> {
  await tx.query(
    `update storefront_promise set write_due = false, trouble = $4
      where shop_id = $1 and variant_id = $2 and version = $3`,
    [shop, variantId, version, trouble],
  )
}

/** Variants of which what was written is to be compared with what is there. */
export async function loadPromisesToCompare(tx: ShopSql, shop: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ variant_id: string }>(
    `select variant_id from storefront_promise where shop_id = $1 and compare_due order by variant_id limit $2`,
    [shop, limit],
  )
  return rows.map((row) => row.variant_id)
}

/** What is there, by variant; what differs from the wish, but for when it was wished, is due to be written. */
export async function recordCompared(
  tx: ShopSql,
  shop: string,
  found: ReadonlyMap<string, Record<string, unknown> | null>,
): Promise<void> {
  await tx.query(
    `update storefront_promise
        set written = there.metafield, compare_due = false,
            write_due = write_due or (there.metafield - 'at') is distinct from (${metafield} - 'at')
       from unnest($2::text[], $3::jsonb[]) as there(variant_id, metafield)
      where shop_id = $1 and storefront_promise.variant_id = there.variant_id`,
    [shop, [...found.keys()], [...found.values()].map((one) => one && JSON.stringify(one))],
  )
  await tx.query(
    `delete from storefront_promise
      where shop_id = $1 and variant_id = any($2::text[]) and state is null and written is null and not write_due`,
    [shop, [...found.keys()]],
  )
}
