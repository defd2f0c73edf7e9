import { askForFirstImport, askForImport } from '../../mirror/store/marks/ask-for-import.ts'
import { readNativeAnew } from '../../mirror/store/marks/native-reading.ts'
import type { Database } from '../../platform/db/client.ts'
import { queryByQuery, withShop, withShopSql } from '../../platform/db/with-shop.ts'
import { takeBackErasure } from './erasure.ts'
import { loadToldRemoval, recordAbsence } from './removal.ts'

export type ShopRow = {
  readonly shopId: string
  readonly installedAt: Date
  readonly uninstalledAt: Date | null
  readonly scopes: string
  readonly attention: string | null
  /** When Shopify says the app was removed, while that is not known to be so. */
  readonly removalToldAt: Date | null
  /** Everything of the shop is being erased. */
  readonly isErasing: boolean
}

/** Every call of a dashboard begins with it, so it is asked in one go. */
export async function loadShop(db: Database, shopId: string): Promise<ShopRow | null> {
  const [row] = await queryByQuery(db, shopId).query<ShopRow>(
    `select shop_id as "shopId", installed_at as "installedAt", uninstalled_at as "uninstalledAt", scopes, attention,
            removal_told_at as "removalToldAt", is_erasing as "isErasing"
       from shop where shop_id = $1`,
  )
  return row ?? null
}

/**
 * Records that Shopify gave us a token: a first installation, one after an uninstall, or access regained. Whatever was
 * due meanwhile starts moving again. What a shop did while we were uninstalled is unknown, so it is imported
 * (again) and its locations are read anew. Access that was lost may have been lost by an uninstall of which we never heard,
 * so the shop is imported then as well, beside its plans.
 * `openedAt` is of Shopify's clock, as everything is that it is compared with. Answers false, and records nothing, where the
 * shop's erasure is under way.
 */
export function recordInstallation(db: Database, shopId: string, scopes: string, openedAt: Date): Promise<boolean> {
  return withShopSql(db, shopId, async (tx) => {
    const [before] = await tx.query<{ attention: string | null; readsNativeNow: boolean }>(
      `select attention, reads_native($2) and not (reads_native(scopes) and uninstalled_at is null) as "readsNativeNow"
         from shop where shop_id = $1`,
      [scopes],
    )
    const toldRemoved = await loadToldRemoval(tx)
    const recorded = await tx.query(
      `insert into shop (shop_id, scopes, opened_at, scopes_at) values ($1, $2, $3, $3)
       on conflict (shop_id) do update set
         installed_at = case when shop.uninstalled_at is null then shop.installed_at else excluded.installed_at end,
         locations_read_at = case when shop.uninstalled_at is null then shop.locations_read_at end,
         uninstalled_at = null,
         attention = null,
         opened_at = greatest(shop.opened_at, excluded.opened_at),
         scopes = excluded.scopes,
         scopes_at = excluded.scopes_at,
         erasure_asked_at = null,
         erasure_due_at = 'infinity'
       where not shop.is_erasing returning shop_id`,
      [scopes, openedAt],
    )
    if (recorded.length === 0) return false
    // The token is newer than the news. Shopify's time of it may seem not to be: it has whole seconds.
    if (toldRemoved !== null) await recordAbsence(tx, toldRemoved)
    await askForFirstImport(tx)
    if (before?.readsNativeNow) await readNativeAnew(tx)
    if (before?.attention != null) await askForImport(tx, { holdsPlans: false })
    await tx.query('select nudge_shop($1)')
    return true
  })
}

/** The merchant is here, so the app was installed at that moment. */
export function recordOpening(db: Database, shopId: string, openedAt: Date): Promise<void> {
  return withShopSql(db, shopId, async (tx) => {
    await tx.query('update shop set opened_at = greatest(opened_at, $2) where shop_id = $1', [openedAt])
    await takeBackErasure(tx)
  })
}

/** Says on the dashboard why the shop needs its merchant; gone again when the app is opened and access is back. */
export function recordAttention(db: Database, shopId: string, reason: string): Promise<void> {
  return withShop(db, shopId, async (tx) => {
    await tx.shop.updateMany({ where: { shopId, uninstalledAt: null }, data: { attention: reason } })
  })
}
