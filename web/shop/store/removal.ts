import { askForFirstImport } from '../../mirror/store/marks/ask-for-import.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** Shopify ends the tokens before it tells, as far as anybody knows; should it not, another look finds it. */
const lookAgainAfterSeconds = [60, 600, 3_600] as const
/** While nobody can know. */
const lookAgainWhileUnknownSeconds = 60

/**
 * Shopify says that the app was removed at `at`. Nobody signed of which time that is, so nothing is forgotten before the token
 * turns out to be dead. News from before the merchant last opened the app is late: the app was installed again since, and
 * what the shop did in between nobody told us, so all of it is read again.
 */
export async function hearOfRemoval(tx: ShopSql, at: string): Promise<void> {
  const rows = await tx.query(
    `update shop set removal_told_at = greatest(removal_told_at, $2), removal_due_at = now(), removal_checks = 0
      where shop_id = $1 and uninstalled_at is null and coalesce(opened_at, '-infinity') < $2 returning shop_id`,
    [at],
  )
  if (rows.length === 0) await recordAbsence(tx, at)
}

/**
 * Removed, and `tokens`, as `loadTokens` had them before Shopify was asked, are worthless: they go; the data stays until Shopify asks for
 * its erasure. Where the merchant opened the app meanwhile, it was away and is back. Nothing is recorded where he has brought a token since
 * of which Shopify was not asked: the removal stays to be checked.
 */
export async function recordUninstall(tx: ShopSql, at: string, tokens: readonly string[]): Promise<void> {
  const since = await loadTokens(tx)
  if (since.some((token) => !tokens.includes(token))) return
  const rows = await tx.query(
    `update shop set uninstalled_at = $2, attention = null, ${settled}
      where shop_id = $1 and uninstalled_at is null and removal_told_at is not null
        and coalesce(opened_at, '-infinity') < $2 returning shop_id`,
    [at],
  )
  if (rows.length === 0) return await recordAbsence(tx, at)
  await tx.query(`delete from session where shop_id = $1 and coalesce(access_token, '') = any ($2)`, [tokens])
  await forgetWritten(tx)
}

const settled = `removal_told_at = null, removal_due_at = 'infinity', removal_checks = 0`

/** What tells the shop's tokens from those that come after them: each is sealed in a way of its own. */
export async function loadTokens(tx: ShopSql): Promise<string[]> {
  const rows = await tx.query<{ token: string }>(
    `select coalesce(access_token, '') as token from session where shop_id = $1`,
  )
  return rows.map(({ token }) => token)
}

/** When Shopify says the app was removed, in full; null where there is nothing to check any more. */
export async function loadToldRemoval(tx: ShopSql): Promise<string | null> {
  const [told] = await tx.query<{ at: string }>(
    `select to_char(removal_told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
       from shop where shop_id = $1 and removal_told_at is not null`,
  )
  return told?.at ?? null
}

/** The token works. It is looked at a few times more; then the news was not true, or is over. Answers whether that is so. */
export async function recordTokenLives(tx: ShopSql): Promise<boolean> {
  const [left] = await tx.query<{ isOver: boolean }>(
    `with next as materialized (
        select coalesce(now() + make_interval(secs => ($2::int[])[removal_checks + 1]), 'infinity') as due_at
          from shop where shop_id = $1 for no key update)
     update shop set
            removal_due_at = next.due_at,
            removal_told_at = case when removal_checks < cardinality($2::int[]) then removal_told_at end,
            removal_checks = removal_checks + 1
       from next
      where shop_id = $1 and removal_told_at is not null returning removal_told_at is null as "isOver"`,
    [lookAgainAfterSeconds],
  )
  return left?.isOver ?? false
}

export async function checkRemovalLater(tx: ShopSql): Promise<void> {
  await tx.query(
    `update shop set removal_due_at = now() + make_interval(secs => $2)
      where shop_id = $1 and removal_told_at is not null`,
    [lookAgainWhileUnknownSeconds],
  )
}

/** The app was away from `at` on for a while, unless that is known already: the shop came back by an installation since. */
export async function recordAbsence(tx: ShopSql, at: string): Promise<void> {
  await tx.query(`update shop set ${settled} where shop_id = $1 and removal_told_at <= $2`, [at])
  const rows = await tx.query(
    `update shop set installed_at = now(), locations_read_at = null
      where shop_id = $1 and uninstalled_at is null and installed_at < $2 returning shop_id`,
    [at],
  )
  if (rows.length === 0) return
  await forgetWritten(tx)
  await askForFirstImport(tx)
}

/** Texts of the merchant went with the installation. */
async function forgetWritten(tx: ShopSql): Promise<void> {
  await tx.query('update published_texts set due_at = now(), attempts = 0, written_at = null where shop_id = $1')
}
