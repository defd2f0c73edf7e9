// Access tokens and the refresh tokens that renew them. An expiring offline token lives an hour; each renewal rotates
// the refresh token, and the one before stays good until the new one is first used.

import { randomBytes } from 'node:crypto'
import type { Journal, KeptRow } from '../journal/journal.ts'

const ACCESS_SECONDS = 3_600
const REFRESH_SECONDS = 90 * 24 * 3_600
/** Where tokens are kept in the journal: no shop has this name. */
export const TOKENS = 'tokens'

type Access = { readonly shop: string; readonly online: boolean; readonly expiresAt: number | null }
type Renewal = {
  readonly shop: string
  readonly refresh: string
  readonly previous: string | null
  readonly expiresAt: number
}

export type Issued = {
  readonly access_token: string
  readonly scope: string
  readonly expires_in?: number
  readonly refresh_token?: string
  readonly refresh_token_expires_in?: number
}

export type AccessTokens = ReturnType<typeof createAccessTokens>

/** `scopeOf`: what a shop grants now. A token only tells it: what it may do goes with the grant, not with the token. */
export function createAccessTokens(scopeOf: (shop: string) => string, journal: Journal, clock: () => number) {
  const accesses = new Map<string, Access>()
  /** By their first refresh token, which names the chain. */
  const renewals = new Map<string, Renewal>()

  function keepAccess(token: string, access: Access | undefined): void {
    if (access) accesses.set(token, access)
    else accesses.delete(token)
    journal.mark(TOKENS, 'access', token, () => textOf(accesses.get(token)))
  }

  function keepRenewal(chain: string, renewal: Renewal | undefined): void {
    if (renewal) renewals.set(chain, renewal)
    else renewals.delete(chain)
    journal.mark(TOKENS, 'renewal', chain, () => textOf(renewals.get(chain)))
  }

  function issueAccess(shop: string, kind: { online: boolean; expiring: boolean }): Issued {
    const token = newToken(kind.online ? 'shpua' : 'shpat')
    const expiresAt = kind.expiring ? clock() + ACCESS_SECONDS * 1000 : null
    keepAccess(token, { shop, online: kind.online, expiresAt })
    return { access_token: token, scope: scopeOf(shop), ...(kind.expiring && { expires_in: ACCESS_SECONDS }) }
  }

  function issuePair(shop: string, chain: string | null, previous: string | null): Issued {
    const refresh = newToken('shprt')
    keepRenewal(chain ?? refresh, { shop, refresh, previous, expiresAt: clock() + REFRESH_SECONDS * 1000 })
    return {
      ...issueAccess(shop, { online: false, expiring: true }),
      refresh_token: refresh,
      refresh_token_expires_in: REFRESH_SECONDS,
    }
  }

  return {
    issueOnline: (shop: string): Issued => issueAccess(shop, { online: true, expiring: true }),
    issueOffline: (shop: string, expiring: boolean): Issued =>
      expiring ? issuePair(shop, null, null) : issueAccess(shop, { online: false, expiring: false }),

    /** A new pair for a refresh token, or null if it is not good (any more). */
    renew(shop: string, refresh: string): Issued | null {
      for (const [chain, renewal] of renewals) {
        if (renewal.shop !== shop || renewal.expiresAt < clock()) continue
        if (renewal.refresh === refresh || renewal.previous === refresh) return issuePair(shop, chain, refresh)
      }
      return null
    },

    /** May a call to this shop's Admin API carry this token? */
    allows(shop: string, token: string): boolean {
      const access = accesses.get(token)
      return access?.shop === shop && (access.expiresAt === null || access.expiresAt > clock())
    },

    /** What uninstalling does. */
    revoke(shop: string): void {
      for (const [token, access] of accesses) if (access.shop === shop) keepAccess(token, undefined)
      for (const [chain, renewal] of renewals) if (renewal.shop === shop) keepRenewal(chain, undefined)
    },

    load(rows: Iterable<KeptRow>): void {
      for (const { kind, id, body } of rows) {
        if (kind === 'access') accesses.set(id, JSON.parse(body))
        else renewals.set(id, JSON.parse(body))
      }
    },
  }
}

function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`
}

function textOf(kept: Access | Renewal | undefined): string | null {
  return kept === undefined ? null : JSON.stringify(kept)
}
