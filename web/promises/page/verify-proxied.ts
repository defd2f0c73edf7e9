import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a shopper asked of the shop's own address, as Shopify passed it on. */
type Proxied = {
  /** As signed; whether there is such a shop is another question. */
  readonly shop: string
  /** Under which path of the shop the page is: `/apps/backorders`. */
  readonly path: string
  /** By name, what the shopper asked with: Shopify's own parameters are not among it. */
  readonly asked: ReadonlyMap<string, string>
}

export type ProxiedVerdict =
  | ({ readonly ok: true } & Proxied)
  | { readonly ok: false; readonly reason: 'no-signature' | 'bad-signature' | 'twice' | 'no-time' | 'out-of-time' }

/** What Shopify adds. Each is there once; a second one would be a shopper's, who could say anything with it. */
const added = ['shop', 'path_prefix', 'timestamp', 'logged_in_customer_id', 'signature'] as const

/** As long before and after Shopify's time as Shopify's own library bears. */
const windowSeconds = 90

/**
 * Whether Shopify passed this request on, and just now. The signature is over the sorted `name=value` pairs without
 * anything between them, repeated names with their values joined by commas.
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
export function verifyProxied(secrets: readonly string[], query: string, now: number): ProxiedVerdict {
  const parameters = readQuery(query)
  const [signature] = parameters.get('signature') ?? []
  if (!signature) return { ok: false, reason: 'no-signature' }
  if (added.some((name) => (parameters.get(name)?.length ?? 0) > 1)) return { ok: false, reason: 'twice' }

  parameters.delete('signature')
  if (!isSigned(secrets, signature, signedText(parameters))) return { ok: false, reason: 'bad-signature' }

  const time = parameters.get('timestamp')?.[0] ?? ''
  if (!/^\d{1,12}$/.test(time)) return { ok: false, reason: 'no-time' }
  if (Math.abs(now / 1000 - Number(time)) > windowSeconds) return { ok: false, reason: 'out-of-time' }

  const [shop = ''] = (parameters.get('shop') ?? []).map(asText)
  const [path = ''] = (parameters.get('path_prefix') ?? []).map(asText)
  for (const name of added) parameters.delete(name)
  const asked = new Map([...parameters].map(([name, [value = '']]) => [asText(name), asText(value)]))
  return { ok: true, shop, path, asked }
}

/** One character a byte, as the signature is over bytes: a shopper may write some that are no text in any encoding. */
function readQuery(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>()
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=')
    const known = parameters.get(unescaped(name)) ?? []
    known.push(unescaped(value.join('=')))
    parameters.set(unescaped(name), known)
  }
  return parameters
}

function unescaped(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function asText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function signedText(parameters: ReadonlyMap<string, readonly string[]>): Buffer {
  const pairs = [...parameters].map(([name, values]) => `${name}=${values.join(',')}`)
  return Buffer.from(pairs.toSorted(byBytes).join(''), 'latin1')
}

function byBytes(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

/** Each secret is tried, and each takes as long as any other signature of its length. */
function isSigned(secrets: readonly string[], signature: string, text: Buffer): boolean {
  const given = Buffer.from(signature, 'latin1')
  return secrets.some((secret) => {
    const expected = Buffer.from(createHmac('sha256', secret).update(text).digest('hex'))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
