import { createHmac } from 'node:crypto'

/** Shopify's signature: HMAC-SHA256 over the raw bytes, in base64. */
export function sign(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64')
}
