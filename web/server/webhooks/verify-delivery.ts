import { isUtf8 } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Shopify as ShopifyApi } from '@shopify/shopify-api'
import type { Shopify } from '../shopify/api.ts'
import { shopName } from '../shopify/shop-name.ts'

/** What Shopify says of a delivery beside its body. */
export type Envelope = {
  readonly shop: string
  readonly webhookId: string
  readonly topic: string
  readonly triggeredAt: string | null
}

export type Verdict =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly reason: 'no-body' | 'no-signature' | 'bad-signature' | 'bad-headers' }

/** The library rewrites and searches every header for each one it wants; it gets these and no others. */
const signed = [
  'x-shopify-hmac-sha256',
  'x-shopify-topic',
  'x-shopify-shop-domain',
  'x-shopify-api-version',
  'x-shopify-webhook-id',
]

const longestId = 255

/**
 * Whether Shopify sent these bytes, and what they are. The signature covers the body alone, so nothing in the headers
 * is trusted further than its shape. https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
export async function verifyDelivery(shopify: Shopify, headers: IncomingHttpHeaders, body: Buffer): Promise<Verdict> {
  const reason = await findFault(shopify, headers, body)
  if (reason) return { ok: false, reason }
  const envelope = readEnvelope(headers)
  return envelope ? { ok: true, envelope } : { ok: false, reason: 'bad-headers' }
}

const reasons = {
  missing_body: 'no-body',
  missing_hmac: 'no-signature',
  invalid_hmac: 'bad-signature',
  missing_headers: 'bad-headers',
} as const

/**
 * Most deliveries are genuine, and for those the bytes are proof enough. Shopify's library, which rewrites headers and
 * asks the thread pool for each signature, takes more than twice as long as all the rest of an acknowledgement: it says
 * what is wrong with the others. It takes text, which bytes that are no text would not survive.
 */
async function findFault(shopify: Shopify, headers: IncomingHttpHeaders, body: Buffer) {
  if (body.length > 0 && isSignedBytes(shopify, headers, body)) return null
  if (!isUtf8(body)) return 'bad-signature'
  const rawBody = body.toString('utf8')
  for (const api of shopify.accepted) {
    const check = await validate(api, headers, rawBody)
    if (check.valid) return null
    if (check.reason !== 'invalid_hmac') return reasons[check.reason]
  }
  return 'bad-signature'
}

function validate(api: ShopifyApi, headers: IncomingHttpHeaders, rawBody: string) {
  const rawRequest = {
    method: 'POST',
    url: '/webhooks',
    headers: Object.fromEntries(signed.map((name) => [name, headers[name]])),
  }
  return api.webhooks.validate({ rawBody, rawRequest, rawResponse: null })
}

function isSignedBytes(shopify: Shopify, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const signature = Buffer.from(String(headers['x-shopify-hmac-sha256'] ?? ''), 'base64')
  return shopify.accepted.some((api) => {
    const expected = createHmac('sha256', api.config.apiSecretKey).update(body).digest()
    return signature.length === expected.length && timingSafeEqual(signature, expected)
  })
}

function readEnvelope(headers: IncomingHttpHeaders): Envelope | null {
  const text = (name: string) => String(headers[`x-shopify-${name}`] ?? '').trim()
  const [shop, webhookId, topic] = [shopName(text('shop-domain')), text('webhook-id'), text('topic').toLowerCase()]
  const isShort = [shop ?? '', webhookId, topic].every(({ length }) => length > 0 && length <= longestId)
  return shop && isShort ? { shop, webhookId, topic, triggeredAt: readInstant(text('triggered-at')) } : null
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const endOfTime = Date.UTC(9999, 0)

/** Shopify's nanoseconds are kept as far as PostgreSQL keeps them; anything but a date of our era is as good as none. */
function readInstant(text: string): string | null {
  const match = instant.exec(text)
  const milliseconds = Date.parse(text)
  if (!match || !(milliseconds > 0 && milliseconds < endOfTime)) return null
  return `${new Date(milliseconds).toISOString().slice(0, 19)}${match[1] ?? ''}Z`
}
