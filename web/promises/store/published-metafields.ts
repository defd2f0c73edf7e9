import { isoInstant } from '../../platform/db/iso-instant.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { MetafieldOwner } from '../rules/metafield-owner.ts'

// What of the wishes for shoppers Shopify has: alike for variants, which the storefront reads, and for orders, which
// messages read. A row is a wish and what was last written of it.

export type Published = 'variant' | 'order'

/** `$5` is the owner whose metafields were read or written: what is found out once the other was chosen counts no more. */
const ownerIsChosen = `$5::text = (select messages_owner from shop where shop_id = $1)`

const at = isoInstant('wished_at')

const kinds = {
  variant: {
    table: 'storefront_promise',
    owner: 'variant_id',
    isOver: 'state is null',
    metafield: `case when state is not null then
        jsonb_build_object('v', 1, 'state', state, 'from', from_day, 'to', to_day, 'room', room, 'units', units, 'at', ${at})
        || case when note is null then '{}' else jsonb_build_object('note', note) end
        || case when delayed then '{"delayed": true}' else '{}' end::jsonb
        || case when elsewhere = 0 then '{}' else jsonb_build_object('elsewhere', elsewhere) end
        || case when hide then '{"hide": true}' else '{}' end::jsonb end`,
    ownerIsChosen: `$5::text = 'app'`,
    isElsewhere: 'false',
    afterWriting: '',
    afterComparing: '',
  },
  order: {
    table: 'order_promise',
    owner: 'order_id',
    isOver: 'lines is null',
    metafield: `case when lines is not null then jsonb_build_object('v', 1, 'at', ${at}, 'lines', lines) end`,
    ownerIsChosen,
    isElsewhere: 'left_elsewhere',
    afterWriting: ', left_elsewhere = known.left_elsewhere and known.version <> done.version',
    afterComparing: ', left_elsewhere = there.is_elsewhere',
  },
} as const satisfies Record<Published, object>

/** A metafield as it is written: what is told with its version of the format, and since when. */
export type MetafieldToWrite = {
  /** The variant's or the order's id. */
  readonly ownerId: string
  readonly version: string
  /** Null: it is to go away. */
  readonly metafield: Record<string, unknown> | null
  /** One of ours may be with the other owner: that is to go away too. */
  readonly isElsewhere: boolean
}

/** The newest wishes that are not written. */
export async function loadToWrite(tx: ShopSql, of: Published, limit: number): Promise<MetafieldToWrite[]> {
  const { table, owner, metafield, isElsewhere } = kinds[of]
  return await tx.query<MetafieldToWrite>(
    `select ${owner} as "ownerId", version::text, ${metafield} as metafield, ${isElsewhere} as "isElsewhere"
       from ${table} where shop_id = $1 and write_due
      order by version desc limit $2`,
    [limit],
  )
}

/** What was written is no longer due, unless something else is wished by now; what was taken away is forgotten. */
export async function recordWritten(
  tx: ShopSql,
  of: Published,
  metafieldOwner: MetafieldOwner,
  written: readonly MetafieldToWrite[],
): Promise<void> {
  const { table, owner, ownerIsChosen: isChosen, afterWriting } = kinds[of]
  const ids = written.map((one) => one.ownerId)
  await takeInOrder(tx, { table, key: owner, which: `${owner} = any($2::text[])`, values: [ids] })
  await tx.query(
    `update ${table} as known
        set written = done.metafield, written_at = now(), write_due = known.version <> done.version ${afterWriting}
       from unnest($2::text[], $3::bigint[], $4::jsonb[]) as done(owner_id, version, metafield)
      where shop_id = $1 and known.${owner} = done.owner_id and ${isChosen}`,
    [
      ids,
      written.map((one) => one.version),
      written.map((one) => one.metafield && JSON.stringify(one.metafield)),
      metafieldOwner,
    ],
  )
  await forget(tx, of, ids)
}

/** Shopify refuses it: it is tried again when something else is wished, and when what was written is compared. */
export async function recordTrouble(
  tx: ShopSql,
  of: Published,
  { ownerId, version }: MetafieldToWrite,
  trouble: string,
): Promise<void> {
  const { table, owner } = kinds[of]
  await tx.query(
    `update ${table} set write_due = false, trouble = $4 where shop_id = $1 and ${owner} = $2 and version = $3`,
    [ownerId, version, trouble],
  )
}

/** Shopify does not tell of these, by what they are about: they are compared when all are again. */
export async function recordUncompared(tx: ShopSql, of: Published, untold: ReadonlyMap<string, string>): Promise<void> {
  if (untold.size === 0) return
  const { table, owner } = kinds[of]
  const ids = [...untold.keys()]
  await takeInOrder(tx, { table, key: owner, which: `${owner} = any($2::text[])`, values: [ids] })
  await tx.query(
    `update ${table} as known set compare_due = false, trouble = untold.why
       from unnest($2::text[], $3::text[]) as untold(id, why)
      where shop_id = $1 and known.${owner} = untold.id`,
    [ids, [...untold.values()]],
  )
}

/** Whose metafields are to be compared with what is there. */
export async function loadToCompare(
  tx: ShopSql,
  of: Published,
  limit: number,
): Promise<Pick<MetafieldToWrite, 'ownerId' | 'isElsewhere'>[]> {
  const { table, owner, isElsewhere } = kinds[of]
  return await tx.query(
    `select ${owner} as "ownerId", ${isElsewhere} as "isElsewhere"
       from ${table} where shop_id = $1 and compare_due order by ${owner} limit $2`,
    [limit],
  )
}

/**
 * What is there, by what it is about, and what is with the other owner; what differs from the wish, but for when it was wished,
 * is due to be written.
 */
export async function recordCompared(
  tx: ShopSql,
  of: Published,
  metafieldOwner: MetafieldOwner,
  found: ReadonlyMap<string, Record<string, unknown> | null>,
  elsewhere: ReadonlySet<string>,
): Promise<void> {
  const { table, owner, metafield, ownerIsChosen: isChosen, afterComparing } = kinds[of]
  const ids = [...found.keys()]
  await takeInOrder(tx, { table, key: owner, which: `${owner} = any($2::text[])`, values: [ids] })
  await tx.query(
    `with wished as materialized (
        select ${owner} as owner_id, ${metafield} as metafield from ${table} where shop_id = $1 and ${owner} = any($2::text[]))
     update ${table} as known
        set written = there.metafield, compare_due = false,
            write_due = write_due or there.is_elsewhere
                     or (there.metafield - 'at') is distinct from (wished.metafield - 'at') ${afterComparing}
       from wished, unnest($2::text[], $3::jsonb[], $4::boolean[]) as there(owner_id, metafield, is_elsewhere)
      where shop_id = $1 and known.${owner} = there.owner_id and wished.owner_id = there.owner_id and ${isChosen}`,
    [
      ids,
      [...found.values()].map((one) => one && JSON.stringify(one)),
      ids.map((id) => elsewhere.has(id)),
      metafieldOwner,
    ],
  )
  await forget(tx, of, ids)
}

/** Of what was never written, or taken away again, nothing needs to be known. */
async function forget(tx: ShopSql, of: Published, ids: readonly string[]): Promise<void> {
  const { table, owner, isOver, isElsewhere } = kinds[of]
  await tx.query(
    `delete from ${table}
      where shop_id = $1 and ${owner} = any($2::text[]) and ${isOver} and written is null
        and not (write_due or compare_due or ${isElsewhere})`,
    [ids],
  )
}
