import { request } from 'node:http'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Description, describedProcedures } from '../app/isolation/described-calls.ts'
import { fillTables } from '../app/isolation/filled-tables.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { aWebApp } from '../support/running/web-app.ts'
import { sessionToken } from '../support/shopify/session-tokens.ts'
import { payload } from './payloads.ts'
import { rawStatus } from './raw-request.ts'

const shop = 'mugs.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
let addresses: { method: string; path: string }[]
let token: string

beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1)', [shop])
  await fillTables(fresh.url, 'hats.myshopify.com')
  const described = await fetch(`${app.url}/api/openapi.json`)
  const procedures = describedProcedures((await described.json()) as Description)
  addresses = procedures.flatMap((procedure) => procedure.callsWith(() => '{id}'))
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})
afterEach(async () => {
  expect((await fetch(`${app.url}/health/live`)).status).toBe(200)
})

type Asked = { readonly method: string; readonly path: string; readonly body: string; readonly type: string }

/** By Node's own client: fetch would tidy the address up. */
function ask({ method, path, body, type }: Asked): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}`, ...(body !== '' && { 'content-type': type }) }
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const asked = request({ host: '127.0.0.1', port: app.port, method, path, headers }, (reply) => {
    let text = ''
    reply.setEncoding('utf8')
    reply.on('data', (part: string) => {
      text += part
    })
    reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    reply.on('error', reject)
  })
  asked.on('error', reject)
  asked.end(body)
  return promise
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '0',
    '-1',
    '9'.repeat(30),
    '1e9',
    'NaN',
    'null',
    '',
    ' ',
    'a.1.1',
    "' or 1=1 --",
    '%00',
    '\u0000',
    '../../etc',
    '.',
  ),
  fc.constantFrom(
    'gid://shopify/Order/1',
    'gid://shopify/Order/9999999999999999999999',
    'active',
    'open,ready',
    '[object Object]',
  ),
)
const name = fc.oneof(
  fc.constantFrom('state', 'query', 'orderId', 'itemId', 'locationId', 'lineId', 'cursor', 'limit', 'shop', 'id_token'),
  fc.constantFrom(
    'state[]',
    'state[0]',
    'state[a][b]',
    '__proto__',
    'constructor',
    '__proto__[x]',
    'limit[limit]',
    '[]',
  ),
  fc.string({ maxLength: 10 }),
)
// A lone half of a character cannot be written into an address.
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
const query = fc
  .array(fc.tuple(name, words), { maxLength: 5 })
  .map((pairs) => pairs.map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join('&'))
const method = fc.constantFrom('GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PURGE')
const type = fc.constantFrom(
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'x',
)

const asked = fc
  .record({ at: fc.nat(), word: words, query, method, body: payload('orders/create'), type, isOwn: fc.boolean() })
  .map(({ at, word, query: asks, method: how, body, type: of, isOwn }): Asked => {
    const { method: usual, path } = addresses[at % addresses.length] ?? { method: 'GET', path: '/api' }
    const filled = path.replaceAll(encodeURIComponent('{id}'), encoded(word))
    const own = isOwn ? usual : how
    return { method: own, path: `${filled}&${asks}`, body: own === 'GET' || own === 'HEAD' ? '' : body, type: of }
  })

describe('the API, whatever it is asked', () => {
  it('answers below 500, and never with another shop’s data', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 20, maxLength: 40 }), async (all) => {
        token = await sessionToken(shop)
        const answers = await Promise.all(all.map(async (one) => ({ one, ...(await ask(one)) })))
        expect(answers.filter(({ status }) => status >= 500)).toEqual([])
        expect(answers.filter(({ text }) => text.includes('only-hats'))).toEqual([])
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  it('says in words what is wrong with a call, as JSON', async () => {
    token = await sessionToken(shop)
    const { status, text } = await ask({ method: 'GET', path: '/api/backorders?limit=many', body: '', type: '' })
    expect(status).toBe(400)
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringMatching(/limit/) })
  })

  it.each([
    '/api/%',
    '/api/%E0%A4%A',
    '/api/backorders/%',
    '/api/backorders/%00',
    '/api/backorders?%',
    '/api/backorders?query=%FF',
    '/api//backorders',
    '/api/backorders/../shop',
    'http://evil.example.com/api/shop',
    '/%',
    '/assets/%',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%00',
    '/?shop=%',
    '*',
  ])('answers below 500 at %s', async (address) => {
    token = await sessionToken(shop)
    for (const how of ['GET', 'POST', 'OPTIONS']) {
      const head = `${how} ${address} HTTP/1.1\r\nhost: x\r\naccept: text/html\r\nauthorization: Bearer ${token}\r\n`
      const status = await rawStatus(app.port, `${head}content-length: 0\r\n\r\n`)
      expect(status, how).toBeGreaterThanOrEqual(200)
      expect(status, how).toBeLessThan(500)
    }
  })

  it.each([
    ['as deep as it is long', '['.repeat(100_000), 400],
    ['JSON of great depth', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 200],
    ['cut short', '{"ids":["1"', 400],
  ])('bears a body that is %s', async (_what, body, atLeast) => {
    token = await sessionToken(shop)
    for (const { method: how, path } of addresses.filter((each) => each.method !== 'GET')) {
      const { status } = await ask({ method: how, path, body, type: 'application/json' })
      expect(status).toBeGreaterThanOrEqual(atLeast)
      expect(status).toBeLessThan(500)
    }
  })

  it('refuses a body of more than 256 kB before it has read it', async () => {
    token = await sessionToken(shop)
    const body = JSON.stringify({ ids: ['x'.repeat(300_000)] })
    for (const { method: how, path } of addresses.filter((each) => each.method !== 'GET')) {
      expect((await ask({ method: how, path, body, type: 'application/json' })).status).toBe(413)
    }
  })
})
