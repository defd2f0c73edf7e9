import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** By key and language, as the theme reads them. */
type PublicTexts = Readonly<Record<string, Readonly<Record<string, string>>>>

export type DueTexts = { readonly texts: PublicTexts; readonly version: string; readonly attempts: number }

const dueNow = `(due_at <= now() or due_at is null and checked_at < now() - interval '20 hours')`

/** The texts of a shop, where they are to be compared with what Shopify has. */
export async function loadDueTexts(tx: ShopSql): Promise<DueTexts | null> {
  const [due] = await tx.query<{ version: string; attempts: number }>(
    `select version::text, attempts from published_texts where shop_id = $1 and ${dueNow}`,
  )
  if (!due) return null
  const rows = await tx.query<{ key: string; words: Record<string, string> }>(
    `select key, jsonb_object_agg(language, words) as words from merchant_text where shop_id = $1 group by key order by key`,
  )
  return { ...due, texts: Object.fromEntries(rows.map(({ key, words }) => [key, words])) }
}

/** What was seen is what Shopify has. Texts that were changed meanwhile stay due. */
export async function settleTexts(
  tx: ShopSql,
  version: string,
  { isWritten }: { readonly isWritten: boolean },
): Promise<void> {
  await tx.query(
    `update published_texts
        set checked_at = now(), trouble = null, attempts = 0,
            written_at = case when $3 or due_at is not null then moment else written_at end,
            due_at = case when version = $2::bigint then null else due_at end
       from (select now() as moment) as clock
      where shop_id = $1`,
    [version, isWritten],
  )
}

/** Tried again then, unless they are changed before. */
export async function postponeTexts(
  tx: ShopSql,
  version: string,
  { seconds, trouble }: { readonly seconds: number; readonly trouble: string | null },
): Promise<void> {
  await tx.query(
    `update published_texts
        set attempts = attempts + 1, trouble = $4, due_at = now() + make_interval(secs => $3)
      where shop_id = $1 and version = $2::bigint`,
    [version, seconds, trouble],
  )
}

export type TextsPublishing = {
  readonly at: string | null
  readonly isWaiting: boolean
  readonly trouble: string | null
}

export async function loadTextsPublishing(tx: ShopSql): Promise<TextsPublishing> {
  const [known] = await tx.query<TextsPublishing>(
    `select ${isoInstant('written_at')} as at, due_at is not null as "isWaiting", trouble
       from published_texts where shop_id = $1`,
  )
  return known ?? { at: null, isWaiting: false, trouble: null }
}
