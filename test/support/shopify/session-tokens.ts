import { SignJWT, UnsecuredJWT } from 'jose'
import { apiKey, secret } from './app-parts.ts'

type Claims = {
  readonly audience?: string
  readonly secret?: string
  readonly issuedAgo?: number
  readonly dest?: unknown
  /** Null: none is named. */
  readonly user?: string | null
}

const nowInSeconds = () => Math.floor(Date.now() / 1000)

function claimsOf(shop: string, claims: Claims) {
  const { audience = apiKey, issuedAgo = 0, dest = `https://${shop}`, user = '1' } = claims
  const issued = nowInSeconds() - issuedAgo
  return {
    iss: `https://${shop}/admin`,
    dest,
    aud: audience,
    ...(user !== null && { sub: user }),
    exp: issued + 60,
    nbf: issued,
    iat: issued,
    jti: 'j',
    sid: 's',
  }
}

/** A token as App Bridge gets it from Shopify: it lives one minute. */
export function sessionToken(shop: string, claims: Claims = {}): Promise<string> {
  const key = new TextEncoder().encode(claims.secret ?? secret)
  return new SignJWT(claimsOf(shop, claims)).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)
}

export function unsignedSessionToken(shop: string): string {
  return new UnsecuredJWT(claimsOf(shop, {})).encode()
}

export function endlessSessionToken(shop: string): Promise<string> {
  const { exp: _left, ...claims } = claimsOf(shop, {})
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
}
