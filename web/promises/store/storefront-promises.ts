import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { StorefrontPromise } from '../rules/storefront-promise.ts'

export type WishedPromise = {
  readonly variantId: string
  readonly itemId: string
  readonly promise: StorefrontPromise
  readonly followsToday: boolean
}

function told(of: '' | 'known.' | 'excluded.'): string {
  return ['state', 'from_day', 'to_day', 'room', 'units', 'note', 'hide', 'elsewhere', 'delayed']
    .map((column) => `${of}${column}`)
    .join(', ')
}

const isOther = `((${told('known.')}) is distinct from (${told('excluded.')}))`

/**
 * What is to be told of these items' variants from now on; of those that are not named nothing. What changes is due to be
 * written, whatever was written before: a write that is under way elsewhere may yet arrive.
 */
export async function recordWishedPromises(
  tx: ShopSql,
  itemIds: readonly string[],
  wished: readonly WishedPromise[],
): Promise<void> {
  const sorted = [...wished].sort((one, other) => (one.variantId < other.variantId ? -1 : 1))
  await takeInOrder(tx, {
    table: 'storefront_promise',
    key: 'variant_id',
    which: 'item_id = any($2::text[]) or variant_id = any($3::text[])',
    values: [itemIds, sorted.map((one) => one.variantId)],
  })
  await tx.query(
    `insert into storefront_promise as known (shop_id, variant_id, item_id, follows_today, ${told('')})
     select $1, * from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::date[], $7::date[], $8::bigint[], $9::int[],
            $10::text[], $11::bool[], $12::bigint[], $13::bool[])
         on conflict (shop_id, variant_id) do update
        set item_id = excluded.item_id, follows_today = excluded.follows_today, (${told('')}) = row(${told('excluded.')}),
            version = case when ${isOther} then excluded.version else known.version end,
            wished_at = case when ${isOther} then excluded.wished_at else known.wished_at end,
            trouble = case when not ${isOther} then known.trouble end,
            write_due = known.write_due or ${isOther}
      where ${isOther} or (known.item_id, known.follows_today) <> (excluded.item_id, excluded.follows_today)`,
    [
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
      sorted.map(({ promise }) => promise.elsewhere ?? 0),
      sorted.map(({ promise }) => promise.delayed ?? false),
    ],
  )
  await tx.query(
    `with next as materialized (select nextval('storefront_promise_version_seq') as version)
     update storefront_promise
        set state = null, from_day = null, to_day = null, room = null, units = null, note = null, hide = false, elsewhere = 0,
            delayed = false, follows_today = false, version = next.version, wished_at = now(),
            write_due = true, trouble = null
       from next
      where shop_id = $1 and item_id = any($2::text[]) and state is not null and variant_id <> all($3::text[])`,
    [itemIds, sorted.map((one) => one.variantId)],
  )
}
