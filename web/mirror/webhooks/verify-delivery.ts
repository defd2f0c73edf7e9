import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { shopName } from '../../platform/shopify/shop-name.ts'
import { namesItsShop } from './names-its-shop.ts'

/** What Shopify says of a delivery beside its body. */
type Envelope = {
  readonly shop: string
  readonly webhookId: string
  readonly topic: string
  readonly triggeredAt: string | null
}

/** What the headers claim, before a byte of the body was looked at. */
export type HeaderClaim = { readonly envelope: Envelope; readonly signature: Buffer }

export type DeliveryRefusal = 'no-signature' | 'bad-signature' | 'bad-headers' | 'no-body' | 'no-object' | 'other-shop'

/** HMAC-SHA256 in base64, as there is one way to write it: 32 bytes, so the last digit before the padding has two bits to spare. */
const signatureShape = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

const longestId = 255

const [brace] = Buffer.from('{')

/**
 * What a request claims to be, by its headers alone. Header fields that are sent twice arrive with a comma between them,
 * which none of these has.
 */
export function readClaim(headers: IncomingHttpHeaders): HeaderClaim | DeliveryRefusal {
  const given = headers['x-shopify-hmac-sha256']
  if (given === undefined || given === '') return 'no-signature'
  if (typeof given !== 'string' || !signatureShape.test(given)) return 'bad-signature'
  const envelope = readEnvelope(headers)
  return envelope ? { envelope, signature: Buffer.from(given) } : 'bad-headers'
}

/**
 * Whether Shopify sent these bytes, and to us of this shop; null where it did. The signature covers the body alone, so nothing in
 * the headers is trusted further than its shape. https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 *
 * The same secret signs session tokens and the addresses of pages, with the same function: what is not a JSON object is no
 * webhook, whoever signed it. A token begins with a letter, and so does what is signed of an address, whatever is added to it:
 * its parts are sorted, and `shop` goes before a brace. So the first byte decides, and no space may stand before it. A zero is
 * in no JSON but of UTF-16 and the like, in which Shopify does not write.
 */
export function judgeBody(
  secrets: readonly string[],
  { envelope, signature }: HeaderClaim,
  body: Buffer,
): DeliveryRefusal | null {
  if (body.length === 0) return 'no-body'
  if (body[0] !== brace || body.includes(0)) return 'no-object'
  if (!secrets.some((secret) => isSignedWith(secret, signature, body))) return 'bad-signature'
  return namesItsShop(envelope, body) ? null : 'other-shop'
}

function isSignedWith(secret: string, signature: Buffer, body: Buffer): boolean {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
  return expected.length === signature.length && timingSafeEqual(expected, signature)
}

function readEnvelope(headers: IncomingHttpHeaders): Envelope | null {
  const text = (name: string) => String(headers[`x-shopify-${name}`] ?? '').trim()
  const [shop, webhookId, topic] = [shopName(text('shop-domain')), text('webhook-id'), text('topic').toLowerCase()]
  const isPlain = [webhookId, topic].every((said) => said !== '' && said.length <= longestId && !said.includes(','))
  const isShort = shop !== null && shop.length <= longestId
  return isShort && isPlain ? { shop, webhookId, topic, triggeredAt: readInstant(text('triggered-at')) } : null
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
