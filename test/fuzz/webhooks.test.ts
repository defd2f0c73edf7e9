import { createHmac } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { topics } from '../../web/mirror/webhooks/topics.ts'
import { type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { aWebApp } from '../support/running/web-app.ts'
import { secret } from '../support/shopify/app-parts.ts'
import { payload } from './payloads.ts'
import { rawStatus } from './raw-request.ts'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await openedIn(fresh.url, 'mugs.myshopify.com')
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})
afterEach(async () => {
  expect((await fetch(`${app.url}/health/live`)).status).toBe(200)
})

const names = Object.keys(topics)
/** None of their bodies here names a shop, as Shopify's always do. */
const farewells = /^(customers|shop)\/|^app\/uninstalled$/
function statusOf(topic: string, body: string): number {
  if (!body.startsWith('{') || body.includes('\0')) return 400
  return farewells.test(topic) ? 401 : 200
}
const sign = (body: string | Uint8Array) => createHmac('sha256', secret).update(body).digest('base64')

let sent = 0
function headersFor(body: string | Uint8Array, topic = 'orders/create'): Record<string, string> {
  sent += 1
  return {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': 'mugs.myshopify.com',
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': `fuzz-${sent}`,
    'x-shopify-hmac-sha256': sign(body),
  }
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<number> {
  const reply = await fetch(`${app.url}/webhooks`, { method: 'POST', headers, body })
  await reply.body?.cancel()
  return reply.status
}

/** Several at once, as Shopify sends them. */
const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 20, maxLength: 40 })
const runs = { numRuns: 15, endOnFailure: true }

/** What a header may hold on its way through fetch. */
const headerText = fc.string({ unit: fc.constantFrom(...' !#%&\'*+-./09:;<=>?@AZ[]^_`az{|}~é"\\,'), maxLength: 300 })

describe('a webhook request, whatever it holds', () => {
  it('is taken in when Shopify signed it, however odd its body, and turned away when that is no object', async () => {
    const given = fc.constantFrom(...names).chain((topic) => payload(topic).map((body) => ({ topic, body })))
    await fc.assert(
      fc.asyncProperty(many(given), async (all) => {
        const wanted = all.filter(({ body }) => body !== '')
        const statuses = await Promise.all(wanted.map(({ topic, body }) => post(body, headersFor(body, topic))))
        expect(statuses).toEqual(wanted.map(({ topic, body }) => statusOf(topic, body)))
      }),
      runs,
    )
    const [kept] = await queryAsOwner<{ all: number }>(fresh.url, 'select count(*)::int as all from delivery')
    expect(kept?.all).toBeGreaterThan(200)
  })

  it('is turned away when nobody signed it, or the signature is of something else', async () => {
    const given = fc.record({ body: fc.uint8Array({ minLength: 1, maxLength: 300 }), signature: headerText })
    await fc.assert(
      fc.asyncProperty(many(given), async (all) => {
        const statuses = await Promise.all(
          all.map(({ body, signature }) =>
            post(Buffer.from(body), { ...headersFor(body), 'x-shopify-hmac-sha256': signature }),
          ),
        )
        expect(statuses.filter((status) => status !== 401)).toEqual([])
      }),
      runs,
    )
  })

  it('is answered below 500 with any headers', async () => {
    const name = fc.constantFrom(
      'x-shopify-topic',
      'x-shopify-shop-domain',
      'x-shopify-webhook-id',
      'x-shopify-triggered-at',
      'x-shopify-api-version',
      'content-type',
      'content-encoding',
    )
    const given = fc.dictionary(name, headerText, { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(many(given), async (all) => {
        const statuses = await Promise.all(all.map((headers) => post('{}', { ...headersFor('{}'), ...headers })))
        expect(statuses.filter((status) => status >= 500)).toEqual([])
      }),
      runs,
    )
  })

  it('is answered below 500 when it is packed, badly packed or packed twice', async () => {
    const body = Buffer.from('{"id":1}')
    const packed = fc.constantFrom(gzipSync(body), deflateSync(body), gzipSync(gzipSync(body)), body)
    const given = fc.record({
      bytes: fc
        .tuple(packed, fc.nat(60))
        .map(([bytes, cut]) => Buffer.from(bytes.subarray(0, Math.max(1, bytes.length - cut)))),
      encoding: fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, gzip', 'compress', ''),
    })
    await fc.assert(
      fc.asyncProperty(many(given), async (all) => {
        const statuses = await Promise.all(
          all.map(({ bytes, encoding }) => post(bytes, { ...headersFor(body), 'content-encoding': encoding })),
        )
        expect(statuses.filter((status) => status >= 500)).toEqual([])
      }),
      runs,
    )
  })

  it('that lies about its length is refused, or waited for without harm', async () => {
    const body = '{"id":1}'
    const head = (length: string) =>
      `POST /webhooks HTTP/1.1\r\nhost: x\r\n${Object.entries(headersFor(body))
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}${length}\r\n`
    const lies = [
      'content-length: 9999\r\n',
      'content-length: 3\r\n',
      'content-length: -1\r\n',
      'content-length: 99999999999999999999\r\n',
      'content-length: 1e3\r\n',
      'content-length: 8\r\ncontent-length: 9\r\n',
      'content-length: 8\r\ntransfer-encoding: chunked\r\n',
      'transfer-encoding: chunked\r\n',
      'transfer-encoding: chunked, identity\r\n',
      'expect: 100-continue\r\ncontent-length: 8\r\n',
      'expect: anything\r\ncontent-length: 8\r\n',
      '',
    ]
    const statuses = await Promise.all(lies.map((lie) => rawStatus(app.port, head(lie) + body)))
    expect(statuses.filter((status) => status !== null && status >= 500)).toEqual([])
    expect(statuses.filter((status) => status !== null && status >= 400).length).toBeGreaterThan(5)
  })

  it('that is no HTTP at all harms nobody', async () => {
    await fc.assert(
      fc.asyncProperty(many(fc.uint8Array({ minLength: 1, maxLength: 200 })), async (all) => {
        const statuses = await Promise.all(
          all.map((bytes) => rawStatus(app.port, Buffer.concat([bytes, Buffer.from('\r\n\r\n')]))),
        )
        expect(statuses.filter((status) => status !== null && status >= 500)).toEqual([])
      }),
      { numRuns: 5, endOnFailure: true },
    )
  })

  it.each([
    ['as deep as it is long', '{"a":'.repeat(300_000)],
    ['a thousand thousand commas', `{"a":[${'0,'.repeat(1_000_000)}0]}`],
    ['one endless text', `{"name":"${'x'.repeat(1_900_000)}"}`],
  ])('that is huge is taken in all the same: %s', async (_what, body) => {
    expect(await post(body, headersFor(body))).toBe(200)
  })
})
