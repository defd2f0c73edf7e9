import { isoInstant } from '../../platform/db/iso-instant.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type KeptText<Language extends string> = {
  readonly key: string
  readonly language: Language
  readonly words: string
  readonly version: number
  readonly changedAt: string
}

/** Null words take the text away. `version` is that of the text it was made from, null where there was none. */
export type TextChange = {
  readonly key: string
  readonly language: string
  readonly words: string | null
  readonly version: number | null
}

/** Texts in these languages, by key and language. */
export async function loadTexts<Language extends string>(
  tx: ShopSql,
  languages: readonly Language[],
): Promise<KeptText<Language>[]> {
  return await tx.query<KeptText<Language>>(
    `select key, language, words, version::float8 as version, ${isoInstant('changed_at')} as "changedAt"
       from merchant_text where shop_id = $1 and language = any($2::text[]) order by key, language`,
    [languages],
  )
}

export async function hasText(tx: ShopSql, key: string): Promise<boolean> {
  const found = await tx.query('select from merchant_text where shop_id = $1 and key = $2 limit 1', [key])
  return found.length > 0
}

/** Has the texts given to Shopify. Until the transaction ends nobody else writes texts of the shop. */
export async function markTextsDue(tx: ShopSql): Promise<void> {
  await tx.query(
    `insert into published_texts (shop_id) values ($1)
         on conflict (shop_id) do update
        set version = excluded.version, due_at = excluded.due_at, attempts = 0, trouble = null`,
  )
  await tx.query('select nudge_texts(array[$1])')
}

/** False where the text is not the one of this version, or where there is one and none was named. */
export async function writeText(tx: ShopSql, { key, language, words, version }: TextChange): Promise<boolean> {
  const [known] = await tx.query<{ words: string; version: number }>(
    `select words, version::float8 as version from merchant_text where shop_id = $1 and key = $2 and language = $3`,
    [key, language],
  )
  if (known && known.words === words) return true
  if ((known?.version ?? null) !== version) return words === null && !known
  await tx.query(
    words === null
      ? 'delete from merchant_text where shop_id = $1 and key = $2 and language = $3 and $4::text is null'
      : `insert into merchant_text (shop_id, key, language, words) values ($1, $2, $3, $4)
             on conflict (shop_id, key, language) do update
            set words = excluded.words, version = excluded.version, changed_at = excluded.changed_at`,
    [key, language, words],
  )
  return true
}

export async function countNotes(tx: ShopSql): Promise<number> {
  const [counted] = await tx.query<{ notes: number }>(
    `select count(distinct key)::int as notes from merchant_text where shop_id = $1 and key like 'note-%'`,
  )
  return counted?.notes ?? 0
}
