import type { Database } from '../../platform/db/client.ts'
import { AccessLost, ShopifyBusy } from '../../platform/errors.ts'
import type { Gates } from '../../platform/http/gate.ts'
import type { OfflineAccess } from '../../platform/shopify/access/offline-access.ts'
import type { SessionTokenCheck } from '../../platform/shopify/access/session-token.ts'
import type { Shopify } from '../../platform/shopify/api.ts'
import { loadShop, recordAttention, recordInstallation, recordOpening, type ShopRow } from '../store/shops.ts'

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

export type ConnectParts = {
  readonly db: Database
  readonly shopify: Shopify
  readonly access: OfflineAccess
  readonly gates: Pick<Gates, 'plain' | 'opening'>
}

type Asking = {
  readonly occasion: 'opening' | 'call'
  /** Who asks, by his session token. */
  readonly check: SessionTokenCheck
  /** Ends when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}
type Trusted = Extract<SessionTokenCheck, { ok: true }>

/**
 * Is the shop of who is asking ours to work for? Shopify installs the app itself and tells us nothing: the first
 * session token of a shop is how we learn of it. It is exchanged for an offline token then, after an uninstall, and
 * when access was lost. Whether it was is asked at every opening: who removes the app and has it back before we hear of that
 * leaves us with a token that is dead, and need not come a second time to bring another.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 * Throws `TooBusy` where the shop asks for more at once than is done for it.
 */
export async function connectShop(parts: ConnectParts, { occasion, check, signal }: Asking): Promise<Connection> {
  const { gates } = parts
  if (!check.ok) return { kind: 'untrusted', reason: check.reason }

  const lookUp = () => gates.plain(check.shop, () => findKnown(parts, check, occasion), { signal })
  const isToBeTried = (known: Connection) => occasion === 'opening' && known.kind === 'connected'
  const known = await lookUp()
  if (known.connection !== null && !isToBeTried(known.connection)) return known.connection
  const open = async () => {
    // Whoever opened the shop before brought the token that all of its calls were waiting for.
    const { connection, isInstalled } = await lookUp()
    const isGood = connection !== null && !(isToBeTried(connection) && (await isLost(parts, check.shop)))
    return isGood ? connection : await exchange(parts, check, isInstalled)
  }
  return await gates.opening(check.shop, open, { signal })
}

/** `connection` is null where it takes a token of Shopify to tell. */
async function findKnown(
  { db, access }: ConnectParts,
  { shop, user, issuedAt }: Trusted,
  occasion: Asking['occasion'],
): Promise<{ connection: Connection | null; isInstalled: boolean }> {
  const row = await loadShop(db, shop)
  if (row?.isErasing) return { connection: { kind: 'being-erased', shop }, isInstalled: false }
  const installed = row?.uninstalledAt === null ? row : null
  if (!installed || !(await isSettled(installed, access, occasion))) {
    return { connection: null, isInstalled: installed !== null }
  }
  if (occasion === 'opening') await recordOpening(db, shop, issuedAt)
  return { connection: { kind: 'connected', shop, user }, isInstalled: true }
}

/** Answers, and records, whether Shopify refuses the token that there is. */
async function isLost({ db, access, gates }: ConnectParts, shop: string): Promise<boolean> {
  if (!(await access.isRefused(shop))) return false
  const record = () => recordAttention(db, shop, 'Shopify does not accept the token')
  return await access.tellLost(shop, () => gates.plain(shop, record, { isBegun: true }))
}

async function exchange(
  { db, access, gates }: ConnectParts,
  check: Trusted,
  isInstalled: boolean,
): Promise<Connection> {
  const { shop, user, issuedAt } = check
  const record = <T>(work: () => Promise<T>) => gates.plain(shop, work, { isBegun: true })
  try {
    const { scopes } = await access.exchange(check)
    const isRecorded = await record(() => recordInstallation(db, shop, scopes, issuedAt))
    return isRecorded ? { kind: 'connected', shop, user } : { kind: 'being-erased', shop }
  } catch (error) {
    if (!(error instanceof AccessLost || error instanceof ShopifyBusy)) throw error
    if (error instanceof AccessLost && isInstalled) await record(() => recordAttention(db, shop, error.message))
    return { kind: 'without-token', shop, user, isInstalled, error }
  }
}

// Access that is lost, or said to be, is tried again when the merchant opens the app, not at each of its dashboard's many calls.
async function isSettled(row: ShopRow, access: OfflineAccess, occasion: 'opening' | 'call'): Promise<boolean> {
  const isDoubtful = row.attention !== null || row.removalToldAt !== null
  return isDoubtful ? occasion === 'call' : access.has(row.shopId)
}
