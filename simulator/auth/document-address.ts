import { createHmac } from 'node:crypto'
import { clock } from '../clock.ts'
import { type AppCredentials, signSessionToken } from './session-token.ts'

/** Where the admin's frame points: the app's page, with the query that Shopify adds and signs. */
export async function documentAddress(app: AppCredentials, appUrl: string, shop: string, path = '/'): Promise<string> {
  const store = shop.replace(/\.myshopify\.com$/, '')
  const address = new URL(path, appUrl)
  const query = new URLSearchParams({
    ...Object.fromEntries(address.searchParams),
    embedded: '1',
    host: Buffer.from(`admin.shopify.com/store/${store}`).toString('base64').replaceAll('=', ''),
    id_token: await signSessionToken(app, shop),
    locale: 'en',
    shop,
    timestamp: String(Math.floor(clock.now() / 1000)),
  })
  query.sort()
  query.set('hmac', createHmac('sha256', app.clientSecret).update(query.toString()).digest('hex'))
  address.search = query.toString()
  return address.href
}
