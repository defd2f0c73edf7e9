import type { Database } from '../db/client.ts'
import { loadShop, recordAttention, recordInstallation, recordOpening, type ShopRow } from '../db/shops/shops.ts'
import { AccessLost, ShopifyBusy } from '../errors.ts'
import type { Shopify } from '../shopify/api.ts'
import type { OfflineAccess } from '../shopify/offline-access.ts'
import { verifySessionToken } from '../shopify/session-token.ts'

export type Connection =
  | { readonly kind: 'connected'; readonly shop: string; readonly user: string | null }
  | { readonly kind: 'untrusted'; readonly reason: 'none' | 'stale' | 'invalid' }
  /** Everything of the shop is being erased, which takes minutes; after that it is a new one. */
  | { readonly kind: 'being-erased'; readonly shop: string }
  /** Shopify gives us no token for the shop, now or ever. What we know of an installed shop can be shown all the same. */
  | {
      readonly kind: 'without-token'
      readonly shop: string
      readonly user: string | null
      readonly isInstalled: boolean
      readonly error: AccessLost | ShopifyBusy
    }

export type ConnectParts = { readonly db: Database; readonly shopify: Shopify; readonly access: OfflineAccess }

/**
 * Who is asking, and is the shop ours to work for? Shopify installs the app itself and tells us nothing: the first
 * session token of a shop is how we learn of it. It is exchanged for an offline token then, after an uninstall, and
 * when access was lost. https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 */
export async function connectShop(
  { db, shopify, access }: ConnectParts,
  occasion: 'opening' | 'call',
  sessionToken: string | undefined,
): Promise<Connection> {
  const check = await verifySessionToken(shopify, sessionToken)
  if (!check.ok) return { kind: 'untrusted', reason: check.reason }

  const { shop, user } = check
  const row = await loadShop(db, shop)
  if (row?.isErasing) return { kind: 'being-erased', shop }
  const installed = row?.uninstalledAt === null ? row : null
  if (installed && (await isSettled(installed, access, occasion))) {
    if (occasion === 'opening') await recordOpening(db, shop, check.issuedAt)
    return { kind: 'connected', shop, user }
  }

  try {
    const { scopes } = await access.exchange(check)
    const isRecorded = await recordInstallation(db, shop, scopes, check.issuedAt)
    return isRecorded ? { kind: 'connected', shop, user } : { kind: 'being-erased', shop }
  } catch (error) {
    if (!(error instanceof AccessLost || error instanceof ShopifyBusy)) throw error
    if (error instanceof AccessLost && installed) await recordAttention(db, shop, error.message)
    return { kind: 'without-token', shop, user, isInstalled: installed !== null, error }
  }
}

// Access that is lost, or said to be, is tried again when the merchant opens the app, not at each of its dashboard's many calls.
async function isSettled(row: ShopRow, access: OfflineAccess, occasion: 'opening' | 'call'): Promise<boolean> {
  const isDoubtful = row.attention !== null || row.removalToldAt !== null
  return isDoubtful ? occasion === 'call' : access.has(row.shopId)
}
