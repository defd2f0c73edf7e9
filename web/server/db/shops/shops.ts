import type { Database } from '../client.ts'
import { askForFirstImport, askForImport } from '../mirror/imports.ts'
import { withShop, withShopSql } from '../with-shop.ts'

export type ShopRow = {
  readonly shopId: string
  readonly installedAt: Date
  readonly uninstalledAt: Date | null
  readonly scopes: string
  readonly attention: string | null
}

export function loadShop(db: Database, shopId: string): Promise<ShopRow | null> {
  return withShop(db, shopId, (tx) =>
    tx.shop.findUnique({
      where: { shopId },
      select: { shopId: true, installedAt: true, uninstalledAt: true, scopes: true, attention: true },
    }),
  )
}

/**
 * Records that Shopify gave us a token: a first installation, one after an uninstall, or access regained. Whatever was
 * due meanwhile starts moving again. What a shop did while we were uninstalled is unknown, so it is imported
 * (again) and its locations are read anew. Access that was lost may have been lost by an uninstall of which we never heard,
 * so the shop is imported then as well, beside its plans.
 * `openedAt` is of Shopify's clock, as everything is that it is compared with.
 */
export function recordInstallation(db: Database, shopId: string, scopes: string, openedAt: Date): Promise<void> {
  return withShopSql(db, shopId, async (tx) => {
    const [before] = await tx.query<{ attention: string | null }>('select attention from shop where shop_id = $1', [
      shopId,
    ])
    await tx.query(
      `insert into shop (shop_id, scopes, opened_at, scopes_at) values ($1, $2, $3, $3)
       on conflict (shop_id) do update set
         installed_at = case when shop.uninstalled_at is null then shop.installed_at else now() end,
         locations_read_at = case when shop.uninstalled_at is null then shop.locations_read_at end,
         uninstalled_at = null,
         attention = null,
         opened_at = greatest(shop.opened_at, excluded.opened_at),
         scopes = excluded.scopes,
         scopes_at = excluded.scopes_at`,
      [shopId, scopes, openedAt],
    )
    await askForFirstImport(tx, shopId)
    if (before?.attention != null) await askForImport(tx, shopId, { holdsPlans: false })
    await tx.query('select nudge_shop($1)', [shopId])
  })
}

/** The merchant is here, so the app was installed at that moment. */
export function recordOpening(db: Database, shopId: string, openedAt: Date): Promise<void> {
  return withShopSql(db, shopId, async (tx) => {
    await tx.query('update shop set opened_at = greatest(opened_at, $2) where shop_id = $1', [shopId, openedAt])
  })
}

/** Says on the dashboard why the shop needs its merchant; gone again when the app is opened and access is back. */
export function recordAttention(db: Database, shopId: string, reason: string): Promise<void> {
  return withShop(db, shopId, async (tx) => {
    await tx.shop.updateMany({ where: { shopId, uninstalledAt: null }, data: { attention: reason } })
  })
}
