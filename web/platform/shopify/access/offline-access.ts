import type { Session } from '@shopify/shopify-api'
import type { Logger } from 'pino'
import { clock } from '../../clock.ts'
import { withSessionLock } from '../../db/access/session-lock.ts'
import type { Database } from '../../db/client.ts'
import { AccessLost, ShopifyBusy } from '../../errors.ts'
import type { Shopify } from '../api.ts'
import type { CostBuckets } from '../cost-bucket.ts'
import { isTokenRefused } from './is-token-refused.ts'
import type { SessionStorage } from './session-storage.ts'
import type { SessionTokenCheck } from './session-token.ts'
import { exchangeSessionToken, refreshOfflineToken } from './token-endpoint.ts'

// Shopify's tokens live an hour. Renewed five minutes ahead, so that a short outage of the token endpoint goes unnoticed.
const renewAheadMs = 5 * 60_000
const stillUsableMs = 30_000

type Trusted = Extract<SessionTokenCheck, { ok: true }>

export type OfflineAccess = {
  /** The token for calls now, renewed when it is about to expire. Throws `AccessLost` or `ShopifyBusy`. */
  token(shop: string): Promise<string>
  /** Whether calls can be made without the merchant's help. */
  has(shop: string): Promise<boolean>
  /** Asks Shopify, for two seconds at most, whether it refuses the token that there is. Who says nothing refuses nothing. */
  isRefused(shop: string): Promise<boolean>
  /** Gets a first or a new token for the merchant who is here. Returns the granted scopes. */
  exchange(trusted: Trusted): Promise<{ scopes: string }>
  /**
   * Shopify answered 401 to `token`. True when there is a newer one: another process has it meanwhile, or it was renewed
   * just now, which is tried once, as our clock may run behind. Else the dead one is forgotten. Throws `ShopifyBusy`.
   */
  wasReplaced(shop: string, token: string): Promise<boolean>
  /**
   * Tells that there is no way in, unless the merchant brought a new token since that was found: who tells it after that would
   * have the app wait for somebody who was there. False: there is one. `kept` is a token that is kept although it was turned away.
   */
  tellLost(shop: string, tell: () => Promise<void>, kept?: string): Promise<boolean>
}

type Parts = {
  readonly db: Database
  readonly shopify: Shopify
  readonly sessions: SessionStorage
  readonly buckets: CostBuckets
  readonly log: Logger
  readonly now?: () => number
}

export function createOfflineAccess({ db, shopify, sessions, buckets, log, now = clock.now }: Parts): OfflineAccess {
  // A lock held by this process would not stop it from taking the lock again on another connection, only delay it.
  const renewals = new Map<string, Promise<Session>>()
  /** By shop, the token that a refused one was renewed to: should it be refused as well, the next is no better. */
  const lastHopes = new Map<string, string>()

  const load = (shop: string) => sessions.loadSession(shopify.session.getOfflineId(shop))
  const expiresWithin = (session: Session, ms: number) => (session.expires?.getTime() ?? Infinity) - ms < now()
  const isRenewable = (session: Session) =>
    session.refreshToken !== undefined && (session.refreshTokenExpires?.getTime() ?? Infinity) > now()

  async function renewUnderLock(shop: string): Promise<Session> {
    // Read again: another process may have renewed it while this one waited for the lock.
    const session = await load(shop)
    if (!session) throw new AccessLost('no token yet', { details: { shop } })
    if (!expiresWithin(session, renewAheadMs)) return session
    if (session.refreshToken === undefined || !isRenewable(session)) {
      throw new AccessLost('the token expired and cannot be renewed', { details: { shop } })
    }
    const renewed = await refreshOfflineToken(shopify, shop, session.refreshToken)
    const isKept = await sessions.replaceSession(renewed)
    if (!isKept) throw new AccessLost('the app was removed meanwhile', { details: { shop } })
    return renewed
  }

  function renew(shop: string): Promise<Session> {
    const running = renewals.get(shop)
    if (running !== undefined) return running
    const renewal = withSessionLock(db, shop, () => renewUnderLock(shop)).finally(() => renewals.delete(shop))
    renewals.set(shop, renewal)
    return renewal
  }

  async function renewOrKeep(shop: string, session: Session): Promise<Session> {
    try {
      return await renew(shop)
    } catch (error) {
      if (!(error instanceof ShopifyBusy) || expiresWithin(session, stillUsableMs)) throw error
      log.warn({ shop, err: error }, 'token not renewed, the old one serves a little longer')
      return session
    }
  }

  async function renewRefused(shop: string, session: Session): Promise<boolean> {
    const { accessToken, refreshToken } = session
    if (refreshToken === undefined || accessToken === lastHopes.get(shop)) return false
    try {
      const renewed = await refreshOfflineToken(shopify, shop, refreshToken)
      lastHopes.set(shop, renewed.accessToken ?? '')
      return await sessions.replaceSession(renewed)
    } catch (error) {
      if (!(error instanceof AccessLost)) throw error
      log.warn({ shop, session: session.id }, 'Shopify does not accept the token, nor renew it')
      return false
    }
  }

  const access: OfflineAccess = {
    async token(shop) {
      const session = await load(shop)
      if (!session) throw new AccessLost('no token yet', { details: { shop } })
      const { accessToken } = expiresWithin(session, renewAheadMs) ? await renewOrKeep(shop, session) : session
      if (!accessToken) throw new AccessLost('no token yet', { details: { shop } })
      return accessToken
    },
    async has(shop) {
      const session = await load(shop)
      return session !== undefined && (!expiresWithin(session, stillUsableMs) || isRenewable(session))
    },
    isRefused: (shop) => isTokenRefused({ ...access, shopify, buckets }, shop),
    exchange({ api, shop, token }) {
      return withSessionLock(db, shop, async () => {
        const session = await exchangeSessionToken(api, shop, token)
        await sessions.storeSession(session)
        return { scopes: session.scope ?? '' }
      })
    },
    wasReplaced(shop, token) {
      return withSessionLock(db, shop, async () => {
        const session = await load(shop)
        if (!session) return false
        if (session.accessToken !== token || (await renewRefused(shop, session))) return true
        await sessions.deleteSession(session.id)
        return false
      })
    },
    tellLost(shop, tell, kept) {
      // Tokens come under this lock, and what comes with them is recorded after it.
      return withSessionLock(db, shop, async () => {
        const session = await load(shop)
        if (session && session.accessToken !== kept && !expiresWithin(session, renewAheadMs)) return false
        await tell()
        return true
      })
    },
  }
  return access
}
