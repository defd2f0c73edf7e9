import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { apiKey, previousSecret, secret } from '../../support/shopify/app-parts.ts'
import { ask, type Pairs, passedOn, queryOf, type Reply, seconds, signatureOf, signed } from './a-proxied-request.ts'

const shop = 'mugs.myshopify.com'
const other = 'hats.myshopify.com'
const gone = 'gone.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>

beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1), ($2)', [shop, other])
  await asOwner(fresh.url, 'insert into shop (shop_id, uninstalled_at) values ($1, now())', [gone])
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})

const open = (query: string, path = '/proxy') => ask(app.port, `${path}?${query}`)
const genuine = passedOn(shop, [['page', '2']])
/** The signature of a genuine request, over what somebody made of it. */
const forged = (pairs: Pairs) => queryOf([...pairs, ['signature', signatureOf(genuine)]])
const without = (name: string, pairs: Pairs = genuine) => pairs.filter(([each]) => each !== name)
const withOther = (name: string, value: string): Pairs => [...without(name), [name, value]]

function expectRefused({ status, text, headers }: Reply, expected: number): void {
  expect(status).toBe(expected)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['content-type']).toMatch(/^text\/plain/)
  expect(text).not.toContain(shop)
}

describe('a request for the storefront is let in', () => {
  it.each<[string, string]>([
    ['that Shopify signed', signed(genuine)],
    ['signed with the secret that is being replaced', signed(genuine, previousSecret)],
    ['with its parameters in another order', signed(genuine.toReversed())],
    ['with a parameter that is there twice', signed([...genuine, ['vendor', 'a'], ['vendor', 'b']])],
    ['with a list', signed([...genuine, ['vendor[]', 'a'], ['vendor[]', 'b']])],
    ['with nothing in a parameter', signed([...genuine, ['vendor', '']])],
    ['with signs that an address must write otherwise', signed([...genuine, ['vendor', 'A & B=C+D/é%25#?']])],
    ['with a space written as a plus', signed([...genuine, ['vendor', 'A B']]).replace('A%20B', 'A+B')],
    ['with letters written as numbers', signed(genuine).replace('shop=mugs', '%73hop=%6Dugs')],
    ['from a clock a minute behind', signed(passedOn(shop, [], { timestamp: seconds(-60) }))],
    ['from a clock a minute ahead', signed(passedOn(shop, [], { timestamp: seconds(60) }))],
    ['of a customer who is logged in', signed(passedOn(shop, [], { logged_in_customer_id: '7' }))],
    ['under another path of the merchant', signed(passedOn(shop, [], { path_prefix: '/tools/later' }))],
    [
      'that names things every object has',
      signed([...genuine, ['__proto__', 'x'], ['constructor', 'y'], ['toString', 'z']]),
    ],
    ['with an ampersand too many', `&&${signed(genuine)}&`],
  ])('%s', async (_what, query) => {
    const { status, headers } = await open(query)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/liquid; charset=utf-8')
  })

  it('with bytes that are no text, as Shopify signs bytes', async () => {
    const text = Buffer.concat([
      Buffer.from(`logged_in_customer_id=path_prefix=/apps/backordersshop=${shop}timestamp=${seconds()}vendor=`),
      Buffer.from([0xff, 0xfe]),
    ])
    const { createHmac } = await import('node:crypto')
    const signature = createHmac('sha256', secret).update(text).digest('hex')
    const query = `${queryOf(passedOn(shop))}&vendor=%FF%FE&signature=${signature}`
    expect((await open(query)).status).toBe(200)
  })
})

describe('a request for the storefront is turned away with 401', () => {
  it.each<[string, () => string]>([
    ['without a signature', () => queryOf(genuine)],
    ['without anything', () => ''],
    ['with an empty signature', () => `${queryOf(genuine)}&signature=`],
    ['with a signature of something else', () => forged(passedOn(other))],
    ['with a signature that is cut short', () => signed(genuine).slice(0, -1)],
    ['with a signature that goes on', () => `${signed(genuine)}0`],
    ['with a signature in capitals', () => `${queryOf(genuine)}&signature=${signatureOf(genuine).toUpperCase()}`],
    [
      'with a signature in base64',
      () => queryOf([...genuine, ['signature', Buffer.from(signatureOf(genuine), 'hex').toString('base64')]]),
    ],
    ['with a signature that is no text', () => `${queryOf(genuine)}&signature=%ff%00`],
    ['with two signatures, the first of them right', () => `${signed(genuine)}&signature=${'0'.repeat(64)}`],
    ['with two signatures, the second of them right', () => `signature=${'0'.repeat(64)}&${signed(genuine)}`],
    ['with the signature twice', () => `${signed(genuine)}&signature=${signatureOf(genuine)}`],
    ['with a list for a signature', () => `${queryOf(genuine)}&signature[]=${signatureOf(genuine)}`],
    ['with the signature as an admin page is signed', () => `${queryOf(genuine)}&hmac=${signatureOf(genuine)}`],
    ['signed with another app’s secret', () => signed(genuine, 'another-app-another-app-another-app')],
    ['signed with the public key as its secret', () => signed(genuine, apiKey)],
    ['signed with an empty secret', () => signed(genuine, ' ')],
    ['signed with both secrets as they are configured', () => signed(genuine, `${secret},${previousSecret}`)],
    ['with a parameter changed', () => forged(withOther('page', '3'))],
    ['with another shop put in', () => forged(withOther('shop', other))],
    ['with another time put in', () => forged(withOther('timestamp', seconds(30)))],
    ['with another path put in', () => forged(withOther('path_prefix', '/apps/evil'))],
    ['with another customer put in', () => forged(withOther('logged_in_customer_id', '7'))],
    ['with a parameter added', () => forged([...genuine, ['vendor', 'Nordlys']])],
    ['with a parameter that has no value added', () => `${signed(genuine)}&vendor`],
    ['with a parameter taken away', () => forged(without('page'))],
    ['with a parameter repeated', () => forged([...genuine, ['page', '2']])],
    ['with a parameter in capitals', () => forged([...without('page'), ['Page', '2']])],
    ['with an encoded sign decoded once more', () => signed([...genuine, ['vendor', '%41']]).replace('%2541', '%41')],
    ['with a null sign behind a name', () => signed(genuine).replace('page=', 'page%00=')],
    ['that names two shops, though signed', () => signed([...genuine, ['shop', other]])],
    ['that names its shop twice, though signed', () => signed([...genuine, ['shop', shop]])],
    [
      'that hides a second shop in other letters, though signed',
      () => signed([...genuine, ['shop', other]]).replace(`shop=${other}`, `%73%68%6f%70=${other}`),
    ],
    ['with two times, though signed', () => signed([...genuine, ['timestamp', seconds()]])],
    ['with two paths, though signed', () => signed([...genuine, ['path_prefix', '/apps/evil']])],
    ['with two customers, though signed', () => signed([...genuine, ['logged_in_customer_id', '7']])],
    ['without a time, though signed', () => signed(without('timestamp'))],
    ['with an empty time, though signed', () => signed(withOther('timestamp', ''))],
    ['with a time that is no number, though signed', () => signed(withOther('timestamp', 'now'))],
    ['with half a second, though signed', () => signed(withOther('timestamp', `${seconds()}.5`))],
    [
      'with a time in another notation, though signed',
      () => signed(withOther('timestamp', `0x${Number(seconds()).toString(16)}`)),
    ],
    ['with a time before the clock began, though signed', () => signed(withOther('timestamp', `-${seconds()}`))],
    ['with a time in milliseconds, though signed', () => signed(withOther('timestamp', `${seconds()}000`))],
    ['with no end of a time, though signed', () => signed(withOther('timestamp', 'Infinity'))],
    ['with a list of times, though signed', () => signed([...without('timestamp'), ['timestamp[]', seconds()]])],
    ['from two minutes ago', () => signed(withOther('timestamp', seconds(-120)))],
    ['from years ago', () => signed(withOther('timestamp', '1317327555'))],
    ['from two minutes ahead', () => signed(withOther('timestamp', seconds(120)))],
  ])('%s', async (_what, query) => {
    expectRefused(await open(query()), 401)
  })

  it('that was heard before, once its time has passed', async () => {
    const query = signed(passedOn(shop))
    expect((await open(query)).status).toBe(200)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 91_000 })
    try {
      expectRefused(await open(query), 401)
    } finally {
      vi.useRealTimers()
    }
  })

  it('whatever page it asks for', async () => {
    expectRefused(await open(queryOf(genuine), '/proxy/settings'), 401)
    expectRefused(await open(forged(withOther('page', '3')), '/proxy/'), 401)
  })
})

describe('a request for the storefront finds nothing', () => {
  it.each([
    ['of a shop that never had the app', 'strangers.myshopify.com'],
    ['of a shop that has the app no longer', gone],
    ['of no shop', ''],
    ['of a shop elsewhere', 'mugs.example.com'],
    ['of a shop with more behind its name', `${shop}.example.com`],
    ['of a shop with a line behind its name', `${shop}\n`],
    ['of a shop with a null sign behind its name', `${shop}\0`],
    ['of a shop as an address', `https://${shop}`],
    ['of a shop with quotes', `'; drop table shop; --.myshopify.com`],
  ])('%s', async (_what, name) => {
    expectRefused(await open(signed(passedOn(name))), 404)
  })

  it.each(['/proxy/settings', '/proxy/../api/shop', '/proxy/%2e%2e/api', '/proxy//', '/proxy/a/b/c'])(
    'at %s',
    async (path) => {
      expectRefused(await open(signed(passedOn(shop)), path), 404)
    },
  )
})

it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
  'a storefront changes nothing: %s is refused',
  async (method) => {
    const reply = await ask(app.port, `/proxy?${signed(passedOn(shop))}`, method)
    expectRefused(reply, 405)
    expect(reply.headers['allow']).toBe('GET, HEAD')
  },
)

it('an address of the storefront that is far too long is refused before it is read', async () => {
  expectRefused(await open(signed([...genuine, ['vendor', 'x'.repeat(4_096)]])), 414)
  expectRefused(await open(`${'a&'.repeat(3_000)}`), 414)
  expect((await open(`vendor=${'x'.repeat(40_000)}`)).status).toBe(431)
})

it('a storefront that asks too often is told when to come back, and others are not', async () => {
  const hurried = await aWebApp(fresh.url, { limits: { storefront: { perSecond: 0.01, burst: 1 } } })
  try {
    const at = (name: string) => ask(hurried.port, `/proxy?${signed(passedOn(name))}`)
    expect((await at(shop)).status).toBe(200)
    const reply = await at(shop)
    expect(reply.status).toBe(429)
    // A hundred, less what passed since the first.
    expect(reply.headers['retry-after']).toMatch(/^([1-9]?\d|100)$/)
    expect((await at(other)).status).toBe(200)
  } finally {
    await hurried.close()
  }
})

it('a page of the storefront brings none of the dashboard’s headers into the theme', async () => {
  const { headers } = await open(signed(genuine))
  expect(headers).toMatchObject({ 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' })
  for (const name of [
    'content-security-policy',
    'x-frame-options',
    'set-cookie',
    'etag',
    'access-control-allow-origin',
  ]) {
    expect(headers[name], name).toBeUndefined()
  }
})

it('where shoppers find the page is known from where they asked for it, whatever their language', async () => {
  const known = async () => {
    const [row] = await queryAsOwner<{ path: string }>(
      fresh.url,
      'select backorder_page_path as path from shop where shop_id = $1',
      [other],
    )
    return row?.path
  }
  const from = (prefix: string) => open(signed(passedOn(other, [], { path_prefix: prefix })))
  await from('/tools/later')
  expect(await known()).toBe('/tools/later')
  await from('/fr-ca/apps/bientot')
  expect(await known()).toBe('/apps/bientot')
  for (const odd of ['', '/', '/admin/settings', '/apps/<b>', `/apps/${'x'.repeat(31)}`, '/apps/x/b']) {
    expect((await from(odd)).status).toBe(200)
    expect(await known()).toBe('/apps/bientot')
  }
})
