import type { Database } from '../db/client.ts'
import { loadShop, recordInstallation } from '../db/shops.ts'
import { AccessLost, ShopifyBusy } from '../errors.ts'
import type { Shopify } from '../shopify/api.ts'
import type { OfflineAccess } from '../shopify/offline-access.ts'
import { verifySessionToken } from '../shopify/session-token.ts'

export type Connection =
  | { readonly kind: 'connected'; readonly shop: string }
  | { readonly kind: 'untrusted'; readonly reason: 'none' | 'stale' | 'invalid' }
  /** Shopify gives us no token for the shop: the app is not installed there, or may not be used. */
  | { readonly kind: 'refused'; readonly shop: string; readonly error: AccessLost }
  | { readonly kind: 'busy'; readonly shop: string; readonly isInstalled: boolean; readonly error: ShopifyBusy }

export type ConnectParts = { readonly db: Database; readonly shopify: Shopify; readonly access: OfflineAccess }

/**
 * Who is asking, and is the shop ours to work for? Shopify installs the app itself and tells us nothing: the first
 * session token of a shop is how we learn of it. It is exchanged for an offline token then, after an uninstall, and
 * when access was lost. https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 */
export async function connectShop(parts: ConnectParts, sessionToken: string | undefined): Promise<Connection> {
  const { db, shopify, access } = parts
  const check = await verifySessionToken(shopify, sessionToken)
  if (!check.ok) return { kind: 'untrusted', reason: check.reason }

  const { shop } = check
  const row = await loadShop(db, shop)
  const isInstalled = row !== null && row.uninstalledAt === null
  if (isInstalled && row.attention === null && (await access.has(shop))) return { kind: 'connected', shop }

  try {
    const { scopes } = await access.exchange(check)
    await recordInstallation(db, shop, scopes)
    return { kind: 'connected', shop }
  } catch (error) {
    if (error instanceof AccessLost) return { kind: 'refused', shop, error }
    if (error instanceof ShopifyBusy) return { kind: 'busy', shop, isInstalled, error }
    throw error
  }
}
