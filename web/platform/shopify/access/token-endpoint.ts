import {
  HttpResponseError,
  HttpRetriableError,
  InvalidJwtError,
  RequestedTokenType,
  type Session,
  type Shopify as ShopifyApi,
} from '@shopify/shopify-api'
import { AccessLost, AppError, ShopifyBusy } from '../../errors.ts'

const retryAfterMs = 5_000

/** A session token against an offline token that expires and can be renewed. Throws `AccessLost` or `ShopifyBusy`. */
export function exchangeSessionToken(api: ShopifyApi, shop: string, sessionToken: string): Promise<Session> {
  const requestedTokenType = RequestedTokenType.OfflineAccessToken
  return translated(shop, () => api.auth.tokenExchange({ shop, sessionToken, requestedTokenType, expiring: true }))
}

/** Uses the refresh token up: the caller holds the shop's session lock. Throws `AccessLost` or `ShopifyBusy`. */
export function refreshOfflineToken(api: ShopifyApi, shop: string, refreshToken: string): Promise<Session> {
  return translated(shop, () => api.auth.refreshToken({ shop, refreshToken }))
}

async function translated(shop: string, call: () => Promise<{ session: Session }>): Promise<Session> {
  const session = await call().then(
    (answer) => answer.session,
    (cause: unknown) => Promise.reject(translate(cause, shop)),
  )
  if (!session.accessToken)
    throw new ShopifyBusy('Shopify answered without a token', { retryAfterMs, details: { shop } })
  return session
}

function translate(cause: unknown, shop: string): AppError {
  if (cause instanceof AppError) return cause
  // The library repeats the session token in this one's message, so it stays out of the logs.
  if (cause instanceof InvalidJwtError) return new AccessLost('the session token expired', { details: { shop } })
  if (cause instanceof HttpResponseError && !(cause instanceof HttpRetriableError)) {
    return new AccessLost('Shopify gives no token', { details: { shop }, cause })
  }
  // Throttled, failing, cut off, or a page of HTML where JSON was due.
  return new ShopifyBusy('Shopify gives no token now', { retryAfterMs, details: { shop }, cause })
}
