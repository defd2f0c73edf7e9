import { createHmac } from 'node:crypto'

export type FrameWish = {
  appUrl: string
  /** Where in the app, as the merchant's address says. */
  path: string
  query: string
  shop: string
  idToken: string
  secret: string
  /** Seconds since 1970. */
  timestamp: number
}

/** The address the admin loads the app with, signed: https://shopify.dev/docs/apps/build/authentication-authorization */
export function frameUrl({ appUrl, path, query, shop, idToken, secret, timestamp }: FrameWish): string {
  const url = new URL(appUrl)
  url.pathname = path
  url.search = query
  const handle = shop.replace(/\.myshopify\.com$/, '')
  const given = {
    embedded: '1',
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64url'),
    id_token: idToken,
    locale: 'en',
    shop,
    timestamp: String(timestamp),
  }
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value)
  url.searchParams.set('hmac', signature(url.searchParams, secret))
  return url.href
}

/** Sorted, encoded, joined, hashed in hex. */
function signature(query: URLSearchParams, secret: string): string {
  const sorted = new URLSearchParams(query)
  sorted.delete('hmac')
  sorted.sort()
  return createHmac('sha256', secret).update(sorted.toString()).digest('hex')
}
