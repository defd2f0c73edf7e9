import { createHmac, randomUUID } from 'node:crypto'

export type Webhook = { readonly topic: string; readonly triggeredAt: string; readonly body: string }

/** A webhook request as it goes over the wire, with the headers and the signature that Shopify gives it. */
export function signedRequest(shop: string, secret: string, { topic, triggeredAt, body }: Webhook): Buffer {
  const head = [
    'POST /webhooks HTTP/1.1',
    'Host: 127.0.0.1',
    'User-Agent: Shopify-Captain-Hook',
    'Accept: */*',
    'Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Shopify-Topic: ${topic}`,
    `X-Shopify-Hmac-Sha256: ${createHmac('sha256', secret).update(body, 'utf8').digest('base64')}`,
    `X-Shopify-Shop-Domain: ${shop}`,
    'X-Shopify-API-Version: 2026-10',
    `X-Shopify-Webhook-Id: ${randomUUID()}`,
    `X-Shopify-Event-Id: ${randomUUID()}`,
    `X-Shopify-Triggered-At: ${triggeredAt.replace('Z', '000000Z')}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'utf8')
}
