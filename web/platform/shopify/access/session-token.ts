import { InvalidJwtError, type Shopify as ShopifyApi } from '@shopify/shopify-api'
import { decodeJwt, errors } from 'jose'
import { clock } from '../../clock.ts'
import type { Shopify } from '../api.ts'
import { shopName } from '../shop-name.ts'

export type SessionTokenCheck =
  | {
      readonly ok: true
      readonly shop: string
      /** Shopify's number of the staff member who is signed in; null where the token names none. */
      readonly user: string | null
      readonly token: string
      readonly api: ShopifyApi
      readonly issuedAt: Date
    }
  | { readonly ok: false; readonly reason: 'none' | 'stale' | 'invalid' }

/**
 * Who is asking, by Shopify's session token (a JWT signed with our client secret): `iss` and `dest` must name the same
 * shop, and `aud` us. Never is a shop believed that is named elsewhere in the request. For about an hour after a secret was rotated Shopify may still
 * sign with the one before, so every accepted secret is tried; `api` is the library object whose secret fitted.
 */
export async function verifySessionToken(shopify: Shopify, token: string | undefined): Promise<SessionTokenCheck> {
  if (!token) return { ok: false, reason: 'none' }
  for (const api of shopify.accepted) {
    const claims = await decode(api, token)
    if (!claims) continue
    const { exp, iat } = claims
    const shop = shopOf(claims.dest)
    const isIssuedForShop = shop !== null && claims.iss === `https://${shop}/admin`
    // The library checks `exp` only where there is one.
    if (!isIssuedForShop || !exp || !Number.isSafeInteger(iat)) return { ok: false, reason: 'invalid' }
    return { ok: true, shop, user: userOf(claims.sub), token, api, issuedAt: new Date(iat * 1000) }
  }
  return { ok: false, reason: isStale(token) ? 'stale' : 'invalid' }
}

// The library says that it is text; a token says what it likes.
function shopOf(dest: unknown): string | null {
  return typeof dest === 'string' && dest.startsWith('https://') ? shopName(dest.slice('https://'.length)) : null
}

function userOf(sub: unknown): string | null {
  return typeof sub === 'string' && /^\d{1,20}$/.test(sub) ? sub : null
}

async function decode(api: ShopifyApi, token: string) {
  try {
    return await api.session.decodeSessionToken(token)
  } catch (error) {
    if (error instanceof InvalidJwtError) return null
    throw error
  }
}

// Read without checking the signature: it only decides whether the browser is asked to come back with a newer token.
function isStale(token: string): boolean {
  try {
    const { exp } = decodeJwt(token)
    return exp !== undefined && exp * 1000 < clock.now()
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return false
    throw error
  }
}
