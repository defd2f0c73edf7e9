import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asOwner, type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { lanesDue } from '../support/lanes.ts'
import { deliver, secrets, startWebProcess, type WebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
let web: WebProcess

beforeAll(async () => {
  fresh = await freshDatabase()
  web = await startWebProcess(fresh.url)
})
afterAll(async () => {
  await web.stop()
  await fresh.drop()
})
beforeEach(async () => {
  await asOwner(fresh.url, 'TRUNCATE delivery, shop, lane, nudge')
  await openedIn(fresh.url, 'mugs.myshopify.com', 'hats.myshopify.com')
})

type Stored = { shop_id: string; topic: string; state: string; body: Buffer | null; triggered_at: string }

function stored(): Promise<Stored[]> {
  const columns = `shop_id, topic, state, body, to_char(triggered_at AT TIME ZONE 'UTC', 'HH24:MI:SS.US') AS triggered_at`
  return queryAsOwner<Stored>(fresh.url, `SELECT ${columns} FROM delivery ORDER BY sequence`)
}

describe('a delivery that Shopify signed', () => {
  it('is stored as it came, with its shop, and the shop is nudged, before it is answered', async () => {
    const body = '{"id": 820982911946154508,  "name":"Mug ☕"}'
    const response = await deliver(web.url, { body })
    expect(response.status).toBe(200)
    expect(await stored()).toEqual([
      {
        shop_id: 'mugs.myshopify.com',
        topic: 'orders/create',
        state: 'waiting',
        body: Buffer.from(body),
        triggered_at: '09:00:00.123457',
      },
    ])
    expect(await lanesDue(fresh.url)).toEqual(['shop mugs.myshopify.com'])
  })

  it('is accepted with a secret that is being replaced', async () => {
    const response = await deliver(web.url, { secret: secrets[1] })
    expect(response.status).toBe(200)
    expect(await stored()).toHaveLength(1)
  })

  it('is stored once, however often it is sent', async () => {
    const sent = await Promise.all(Array.from({ length: 20 }, () => deliver(web.url, { webhookId: 'the-same' })))
    const again = await deliver(web.url, { webhookId: 'the-same' })
    expect([...sent, again].map(({ status }) => status)).toEqual(Array(21).fill(200))
    expect(await stored()).toHaveLength(1)
  })

  it('is another one for another shop, even with the same id', async () => {
    await Promise.all(
      ['mugs', 'hats'].map((name) => deliver(web.url, { webhookId: '1', shop: `${name}.myshopify.com` })),
    )
    const shops = (await stored()).map(({ shop_id }) => shop_id)
    expect(shops.sort()).toEqual(['hats.myshopify.com', 'mugs.myshopify.com'])
  })

  it('of a topic nobody reads is answered 200 and kept as ignored, without its body or a nudge', async () => {
    const response = await deliver(web.url, { topic: 'carts/update' })
    expect(response.status).toBe(200)
    expect(await stored()).toMatchObject([{ topic: 'carts/update', state: 'ignored', body: null }])
    expect(await lanesDue(fresh.url)).toEqual([])
  })

  it.each(['constructor', '__proto__', 'toString'])('of the topic %s is ignored as well', async (topic) => {
    expect((await deliver(web.url, { topic })).status).toBe(200)
    expect(await stored()).toMatchObject([{ state: 'ignored' }])
  })

  it.each([
    ['is no JSON', Buffer.from('{"id": 12')],
    ['is no text', Buffer.from('{"name":"\xc3("}', 'latin1')],
  ])('whose body %s is answered 200 and waits for the lane, which parks it', async (_, body) => {
    const response = await deliver(web.url, { body })
    expect(response.status).toBe(200)
    expect(await stored()).toMatchObject([{ state: 'waiting', body }])
  })

  it('is stored in two hundred at once, every one of them', async () => {
    const bodies = Array.from({ length: 200 }, (_, number) => `{"number":${number}}`)
    const responses = await Promise.all(bodies.map((body) => deliver(web.url, { body })))
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    const texts = (await stored()).map(({ body }) => body?.toString())
    expect(new Set(texts)).toEqual(new Set(bodies))
    expect(await lanesDue(fresh.url)).toEqual(['shop mugs.myshopify.com'])
  })

  it('of two megabytes is stored, and of a byte more is answered 413', async () => {
    const limit = 2 * 1024 * 1024
    expect((await deliver(web.url, { body: Buffer.alloc(limit, '{') })).status).toBe(200)
    expect((await deliver(web.url, { body: Buffer.alloc(limit + 1, '{') })).status).toBe(413)
    expect(await stored()).toHaveLength(1)
  })

  it('that is packed is answered 415: Shopify packs none, and it is not unpacked to find that out', async () => {
    const packed = gzipSync('{"id":1}')
    const response = await deliver(web.url, { body: packed, headers: { 'content-encoding': 'gzip' } })
    expect(response.status).toBe(415)
    expect(await stored()).toEqual([])
  })
})

describe('a delivery of a shop that nobody ever opened the app in', () => {
  const rows = () =>
    queryAsOwner(
      fresh.url,
      'SELECT shop_id FROM shop UNION ALL SELECT shop_id FROM delivery UNION ALL SELECT shop_id FROM lane UNION ALL SELECT shop_id FROM nudge',
    )

  it.each(['orders/create', 'app/scopes_update', 'carts/update'])(
    'is answered 200, counted, and leaves no row: %s',
    async (topic) => {
      const before = await rows()
      const shops = Array.from({ length: 20 }, (_, number) => `invented-${number}.myshopify.com`)
      const responses = await Promise.all(shops.map((shop) => deliver(web.url, { shop, topic })))
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
      expect(await rows()).toEqual(before)
      const metrics = await (await fetch(`${web.url}/metrics`)).text()
      expect(metrics).toMatch(/outcome="unknown-shop"\} [1-9]/)
    },
  )

  it('holds up none that came with it', async () => {
    const shops = ['mugs', 'invented', 'hats'].map((name) => `${name}.myshopify.com`)
    await Promise.all(shops.map((shop) => deliver(web.url, { shop })))
    expect((await stored()).map(({ shop_id }) => shop_id).sort()).toEqual(['hats.myshopify.com', 'mugs.myshopify.com'])
  })
})

describe('a request that Shopify did not send', () => {
  it.each([
    ['is signed with another secret', { secret: 'guessed' }, 401],
    ['is not signed', { headers: { 'x-shopify-hmac-sha256': null } }, 401],
    ['has a signature that is none', { headers: { 'x-shopify-hmac-sha256': 'AAAA' } }, 401],
    ['has the signature of another body', { headers: { 'x-shopify-hmac-sha256': `${'A'.repeat(43)}=` } }, 401],
    ['is no text and not signed', { body: Buffer.from([0xff]), headers: { 'x-shopify-hmac-sha256': null } }, 401],
    ['has no body', { body: '' }, 400],
    ['has no id', { headers: { 'x-shopify-webhook-id': null } }, 400],
    ['names no topic', { headers: { 'x-shopify-topic': null } }, 400],
    ['names no shop', { headers: { 'x-shopify-shop-domain': null } }, 400],
    ['names something that is no shop', { shop: 'evil.example.com' }, 400],
    ['has an endless id', { webhookId: 'x'.repeat(300) }, 400],
    ['is packed in an unknown way', { headers: { 'content-encoding': 'rot13' } }, 415],
    ['is packed badly', { headers: { 'content-encoding': 'gzip' } }, 415],
  ])('and that %s is turned away, and nothing is stored', async (_, wish, status) => {
    const response = await deliver(web.url, wish)
    expect(response.status).toBe(status)
    expect(await stored()).toEqual([])
    expect(await lanesDue(fresh.url)).toEqual([])
  })

  it.each(['yesterday', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:00', '2026-02-30T10:00:00Z', ''])(
    'cannot break a batch with a time like "%s"',
    async (time) => {
      const responses = await Promise.all([
        deliver(web.url, { headers: { 'x-shopify-triggered-at': time } }),
        deliver(web.url),
      ])
      expect(responses.map(({ status }) => status)).toEqual([200, 200])
    },
  )
})
