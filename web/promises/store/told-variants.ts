import { isoInstant } from '../../platform/db/iso-instant.ts'
import { hasWordsSql } from '../../platform/db/search-sql.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type KeptOverride, overrideJson } from './override-edits.ts'
import { type ShopVariant, variantColumns } from './shop-variants.ts'

type PromiseState = 'backorder' | 'made-to-order' | 'discontinued' | 'limit-reached'

/** What shoppers are to be told, and when Shopify was given it; null while it waits. */
export type StorefrontPromiseRecord = {
  readonly state: PromiseState
  readonly from: string | null
  readonly to: string | null
  readonly room: number | null
  readonly units: number | null
  readonly delayed: boolean
  readonly note: string | null
  readonly hide: boolean
  readonly publishedAt: string | null
}

export type ToldVariantRecord = {
  readonly variant: ShopVariant
  readonly promise: StorefrontPromiseRecord | null
  /** What is said of the variant itself. */
  readonly override: KeptOverride | null
}

const promiseJson = `
  json_build_object('state', p.state, 'from', to_char(p.from_day, 'YYYY-MM-DD'), 'to', to_char(p.to_day, 'YYYY-MM-DD'),
                    'room', p.room, 'units', p.units, 'delayed', p.delayed, 'note', p.note, 'hide', p.hide,
                    'publishedAt', case when not p.write_due then ${isoInstant('p.written_at')} end)`

const columns = `
  json_build_object(${variantColumns('v')}) as variant, case when p.state is not null then ${promiseJson} end as promise,
  case when o.about_id is not null then ${overrideJson} end as override`

const source = `
  from variant v
  left join storefront_promise p on p.shop_id = $1 and p.variant_id = v.variant_id
  left join promise_override o on o.shop_id = $1 and o.about = 'variant' and o.about_id = v.variant_id`

export type ToldFilter = { readonly words: readonly string[]; readonly promisedOnly: boolean }
export type ToldPage = SequencePage<ToldVariantRecord & { readonly sequence: string }> & { readonly total: number }

/** One page of the variants that are still sold, the newest of the shop first. */
export async function listToldVariants(
  tx: ShopSql,
  { words, promisedOnly }: ToldFilter,
  position: SequencePosition | null,
  limit: number,
): Promise<ToldPage> {
  const matches = `
    v.shop_id = $1 and v.deleted_at is null ${promisedOnly ? 'and p.state is not null' : ''}
    and ${hasWordsSql('$2', "concat_ws(' ', v.title, v.variant_title, v.sku, v.vendor, v.barcode)")}`
  const page = await readSequencePage(
    ({ beyond, order, from, limit: most }) =>
      tx.query<ToldVariantRecord & { sequence: string }>(
        `select ${columns}, v.variant_id as sequence ${source}
          where ${matches} and ($3::text is null or v.variant_id ${beyond} $3) order by v.variant_id ${order} limit $4`,
        [words, from, most],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(`select count(*)::int as total ${source} where ${matches}`, [
    words,
  ])
  return { ...page, total: counted?.total ?? 0 }
}

export type ToldFigures = {
  readonly promised: Readonly<Record<PromiseState, number>>
  readonly hidden: number
  readonly published: number
  readonly waiting: number
}

export async function countTold(tx: ShopSql): Promise<ToldFigures> {
  const rows = await tx.query<{ state: PromiseState | null; hide: boolean; due: boolean; variants: number }>(
    `select state, hide, write_due as due, count(*)::int as variants from storefront_promise
      where shop_id = $1 and (state is not null or write_due) group by 1, 2, 3`,
  )
  const promised = { backorder: 0, 'made-to-order': 0, discontinued: 0, 'limit-reached': 0 }
  const figures = { hidden: 0, published: 0, waiting: 0 }
  for (const { state, hide, due, variants } of rows) {
    figures[due ? 'waiting' : 'published'] += variants
    if (state !== null && hide) figures.hidden += variants
    else if (state !== null) promised[state] += variants
  }
  return { promised, ...figures }
}

/** One variant of each state that there is, and of those one that is delayed. */
export async function findToldSamples(
  tx: ShopSql,
): Promise<(ToldVariantRecord & { readonly promise: StorefrontPromiseRecord })[]> {
  return await tx.query<ToldVariantRecord & { promise: StorefrontPromiseRecord }>(
    `select distinct on (p.state, p.delayed) ${columns} ${source}
      where v.shop_id = $1 and v.deleted_at is null and p.state is not null and not p.hide
      order by p.state, p.delayed, p.from_day is null, v.image_url is null, v.variant_id`,
  )
}

export async function findAnyVariant(tx: ShopSql): Promise<ShopVariant | null> {
  const found = `select json_build_object(${variantColumns('v')}) as variant from variant v
                  where v.shop_id = $1 and v.deleted_at is null and v.title is not null`
  const [any] = await tx.query<{ variant: ShopVariant }>(
    `(${found} and v.image_url is not null order by v.variant_id limit 1)
     union all (${found} order by v.variant_id limit 1) limit 1`,
  )
  return any?.variant ?? null
}
