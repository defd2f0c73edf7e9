import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, passedOn, queryOf, seconds, signatureOf } from '../../promises/page/a-proxied-request.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { order } from '../../support/lane/payloads.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { deliver } from '../../support/running/web-process.ts'
import { secret } from '../../support/shopify/app-parts.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})
beforeEach(async () => {
  await asOwner(fresh.url, 'truncate delivery, shop cascade')
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1), ($2)', [mugs, hats])
})

const sign = (text: string | Buffer) => createHmac('sha256', secret).update(text).digest('base64')
const kept = () => queryAsOwner(fresh.url, 'select shop_id, topic from delivery order by sequence')
const send = (body: string | Buffer, topic = 'orders/create', shop = mugs) =>
  deliver(app.url, { secret, body, topic, shop })

describe('what Shopify signed with our secret, and is no webhook', () => {
  it.each(['orders/create', 'app/uninstalled', 'shop/redact', 'customers/redact', 'carts/update'])(
    'is not taken for one: a session token as %s of another shop',
    async (topic) => {
      const [header, claims, signature] = (await sessionToken(mugs)).split('.')
      const headers = { 'x-shopify-hmac-sha256': Buffer.from(signature ?? '', 'base64url').toString('base64') }
      const response = await deliver(app.url, { body: `${header}.${claims}`, topic, shop: hats, headers })
      expect(response.status).toBe(400)
      expect(await kept()).toEqual([])
    },
  )

  it.each([
    ['a list', '[{"id":1}]'],
    ['a text', '"{}"'],
    ['a number', '1'],
    ['nothing', 'null'],
    ['an object behind a mark of byte order', '\ufeff{"id":1}'],
    ['an object behind a space', ' {"id":1}'],
    ['an object behind a line', '\r\n{"id":1}'],
    ['an object in UTF-16', Buffer.from('{"id":1}', 'utf16le')],
    ['an object in UTF-16 with its mark', Buffer.from('\ufeff{"id":1}', 'utf16le')],
    ['an object in UTF-16, the great end first', Buffer.from('{"id":1}', 'utf16le').swap16()],
    ['no text at all', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
  ])('is not taken for one: %s', async (_, body) => {
    expect((await send(body)).status).toBe(400)
    expect(await kept()).toEqual([])
  })

  it('is not taken for one: an address of the storefront, though a shopper makes JSON of what is signed', async () => {
    const pairs = passedOn(mugs, [
      [' {"id":1,"name":"', ''],
      ['zz', '"}'],
    ])
    const text = [...pairs]
      .map(([name, value]) => `${name}=${value}`)
      .toSorted()
      .join('')
    expect(JSON.parse(text)).toMatchObject({ id: 1 })
    expect(createHmac('sha256', secret).update(text).digest('hex')).toBe(signatureOf(pairs))
    expect((await send(text, 'orders/create', hats)).status).toBe(400)
    expect(await kept()).toEqual([])
  })

  it('is not taken for one: the address of a page in the admin', async () => {
    const text = `embedded=1&host=x&id_token=y&shop=${mugs}&timestamp=${seconds()}`
    expect((await send(text, 'orders/create', hats)).status).toBe(400)
    expect(await kept()).toEqual([])
  })
})

describe('a webhook that Shopify signed', () => {
  const body = `{"id":1,"name":"shop=${hats}timestamp=${seconds()}"}`

  it('is no session token', async () => {
    const signature = createHmac('sha256', secret).update(body).digest('base64url')
    for (const token of [`${body}.${signature}`, `${Buffer.from(body).toString('base64url')}.${signature}`]) {
      const response = await fetch(`${app.url}/api/shop`, { headers: { authorization: `Bearer ${token}` } })
      expect(response.status).toBe(401)
    }
  })

  it.each([
    ['in one piece', [[body.slice(0, body.indexOf('=')), body.slice(body.indexOf('=') + 1)]] as const],
    [
      'taken apart',
      [
        ['{"id":1,"name":"shop', hats],
        ['shop', hats],
        ['timestamp', seconds()],
      ] as const,
    ],
  ])('is no address of the storefront, %s', async (_, pairs) => {
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    expect((await ask(app.port, `/proxy?${queryOf([...pairs, ['signature', signature]])}`)).status).toBe(401)
  })

  it('opens no page for a shop', async () => {
    const hmac = createHmac('sha256', secret).update(body).digest('hex')
    await fetch(`${app.url}/?shop=new.myshopify.com&hmac=${hmac}`, { headers: { accept: 'text/html' } })
    expect(await queryAsOwner(fresh.url, `select from shop where shop_id = 'new.myshopify.com'`)).toEqual([])
  })
})

describe('a signature', () => {
  const body = '{"id":1}'
  const right = sign(body)
  /** The same bytes, were the two bits that are to spare not looked at. */
  const alike = right.replace(/(.)=$/, (_, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}=`)

  it.each([
    ['without its padding', right.slice(0, -1)],
    ['with more padding', `${right}=`],
    ['in the alphabet of addresses', right.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')],
    ['with a sign in it that is none', `${right.slice(0, 10)}!${right.slice(10)}`],
    ['with a space in it', `${right.slice(0, 10)} ${right.slice(10)}`],
    ['with more behind it', `${right}AAAA`],
    ['with bits that belong to nothing', alike],
    ['in hexadecimal digits', createHmac('sha256', secret).update(body).digest('hex')],
    ['with a wrong one behind it', `${right}, ${'A'.repeat(43)}=`],
    ['twice', `${right}, ${right}`],
  ])('%s is refused', async (_, signature) => {
    const response = await deliver(app.url, { body, headers: { 'x-shopify-hmac-sha256': signature } })
    expect(response.status).toBe(401)
    expect(await kept()).toEqual([])
  })

  it.each(['x-shopify-hmac-sha256', 'x-shopify-shop-domain', 'x-shopify-topic', 'x-shopify-webhook-id'])(
    'counts for nothing where %s is sent twice',
    async (twice) => {
      const once = {
        'x-shopify-hmac-sha256': right,
        'x-shopify-shop-domain': mugs,
        'x-shopify-topic': 'orders/create',
        'x-shopify-webhook-id': 'one',
      }
      const headers = Object.entries(once).flatMap(([name, value]) =>
        name === twice ? [name, value, name, value] : [name, value],
      )
      const { promise, resolve } = Promise.withResolvers<number>()
      const path = { host: '127.0.0.1', port: app.port, path: '/webhooks', method: 'POST' }
      const sent = request({ ...path, headers: ['host', 'x', 'content-length', String(body.length), ...headers] })
      sent.on('response', (response) => resolve(response.resume().statusCode ?? 0))
      sent.end(body)
      expect([400, 401]).toContain(await promise)
      expect(await kept()).toEqual([])
    },
  )
})

describe('a delivery whose body names its shop', () => {
  const removal = (shop: unknown) => JSON.stringify({ id: 548380009, myshopify_domain: shop, updated_at: '2026-03-02' })
  const request = (shop: unknown) => JSON.stringify({ shop_id: 548380009, shop_domain: shop })

  it.each([
    ['app/uninstalled', removal(mugs)],
    ['shop/redact', request(mugs)],
    ['customers/redact', request(mugs)],
    ['customers/data_request', request(mugs)],
    ['shop/redact', request('Mugs.MyShopify.com')],
  ])('is that shop’s: %s', async (topic, body) => {
    expect((await send(body, topic)).status).toBe(200)
    expect(await kept()).toEqual([{ shop_id: mugs, topic }])
  })

  it.each([
    ['app/uninstalled', removal(mugs)],
    ['shop/redact', request(mugs)],
    ['customers/redact', request(mugs)],
    ['customers/data_request', request(mugs)],
    ['orders/create', removal(mugs)],
    ['app/scopes_update', request(mugs)],
    ['carts/update', request(mugs)],
  ])('is no other’s: %s', async (topic, body) => {
    expect((await send(body, topic, hats)).status).toBe(401)
    expect(await kept()).toEqual([])
  })

  it.each(['app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request'])(
    'cannot be taken for by one that names none: an order as %s',
    async (topic) => {
      const orders = order({ id: '1001', lines: [{ id: '1', units: 1, title: `"shop_domain":"${hats}"` }] })
      expect((await send(orders, topic, hats)).status).toBe(401)
      for (const body of [removal(null), request(7), '{"shop_domain":', '{"a":{"shop_domain":"hats.myshopify.com"}}']) {
        expect((await send(body, topic, hats)).status).toBe(401)
      }
      expect(await kept()).toEqual([])
    },
  )

  it('is counted where it is another’s, for the operator’s alarm', async () => {
    await send(removal(mugs), 'app/uninstalled', hats)
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    expect(metrics).toMatch(/backline_deliveries_total\{topic="app\/uninstalled",outcome="other-shop"\} [1-9]/)
  })

  it('is not one whose goods are only called so', async () => {
    const body = order({ id: '1001', lines: [{ id: '1', units: 1, title: `"shop_domain":"${hats}"` }] })
    expect((await send(body)).status).toBe(200)
    expect(await kept()).toHaveLength(1)
  })
})
