import { ShopifyBusy } from '../errors.ts'
import { usualPatience } from './patience.ts'

const retryAfterMs = 5_000

export type Transport = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * The one way out to Shopify. With a stand-in, a call to `https://{shop}/…` goes to `{standIn}/{shop}/…` and nothing
 * else changes. Node's fetch keeps connections alive by itself. Throws `ShopifyBusy` when no answer came in time.
 */
export function createTransport(standInOrigin: string | null, timeoutMs = usualPatience.answer): Transport {
  return async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    const target = input instanceof Request ? input : redirected(new URL(input), standInOrigin)
    try {
      return await fetch(target, { ...init, signal })
    } catch (cause) {
      throw new ShopifyBusy('Shopify did not answer', { retryAfterMs, cause })
    }
  }
}

function redirected(url: URL, standInOrigin: string | null): URL {
  if (standInOrigin === null || !url.hostname.endsWith('.myshopify.com')) return url
  return new URL(`${standInOrigin}/${url.hostname}${url.pathname}${url.search}`)
}
