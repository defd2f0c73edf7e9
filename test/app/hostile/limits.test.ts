import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRateLimiter, limits, networkOf } from '../../../web/platform/http/limits.ts'
import { asOwner, freshDatabase } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'

const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'

describe('a sender', () => {
  it('may ask as often at once as the bucket holds, and then as often as it fills', () => {
    let now = 0
    const wait = createRateLimiter({ perSecond: 2, burst: 3 }, () => now)
    expect([1, 2, 3].map(() => wait('a'))).toEqual([0, 0, 0])
    expect(wait('a')).toBe(1)
    now = 499
    expect(wait('a')).toBe(1)
    now = 500
    expect(wait('a')).toBe(0)
    expect(wait('a')).toBe(1)
    now = 60_000
    expect([1, 2, 3, 4].map(() => wait('a'))).toEqual([0, 0, 0, 1])
  })

  it('does not pay for another', () => {
    const wait = createRateLimiter({ perSecond: 1, burst: 1 }, () => 0)
    expect([wait('a'), wait('b'), wait('a'), wait('b')]).toEqual([0, 0, 1, 1])
  })

  it('is told how long to wait where that is more than a second', () => {
    const wait = createRateLimiter({ perSecond: 0.1, burst: 1 }, () => 0)
    wait('a')
    expect(wait('a')).toBe(10)
  })

  it('of very many is forgotten, so that memory ends somewhere', () => {
    const wait = createRateLimiter({ perSecond: 1, burst: 1 }, () => 0)
    for (let n = 0; n < 30_000; n += 1) wait(`sender-${n}`)
    expect(wait('sender-29999')).toBe(1)
    expect(wait('sender-0')).toBe(0)
  })
})

it.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ['192.0.2.7', '192.0.2.7'],
])('the address %s is of the sender %s', (address, sender) => {
  expect(networkOf(address)).toBe(sender)
})

it('the limits leave room for fifty open dashboards in a shop, and a hundred at one address', () => {
  const askedPerSecond = 2 / 1.5
  expect(limits.shop.perSecond).toBeGreaterThan(50 * askedPerSecond)
  expect(limits.address.perSecond).toBeGreaterThan(100 * askedPerSecond)
})

describe('over HTTP', () => {
  const ends: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  async function anApp(given: Parameters<typeof aWebApp>[1]) {
    const fresh = await freshDatabase()
    const app = await aWebApp(fresh.url, given)
    await asOwner(fresh.url, 'insert into shop (shop_id) values ($1), ($2)', [mugs, hats])
    ends.push(async () => {
      await app.close()
      await fresh.drop()
    })
    return app
  }
  const few = { perSecond: 0.5, burst: 3 }

  it('a shop that asks too often is told when to come back, in words, and no other shop is', async () => {
    const app = await anApp({ limits: { shop: few } })
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) statuses.push((await app.ask(mugs, '/api/shop')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect(JSON.parse((await app.ask(mugs, '/api/shop')).text)).toEqual({
      code: 'too-many-requests',
      message: 'Too many requests at once. Try again in 2 seconds.',
    })
    expect((await app.ask(hats, '/api/shop')).status).toBe(200)
  })

  it('what a shop asks too often asks the database nothing', async () => {
    const app = await anApp({ limits: { shop: few } })
    for (let n = 0; n < 3; n += 1) await app.ask(mugs, '/api/shop')
    const connected = vi.spyOn(app.services.db.pool, 'connect')
    const queried = vi.spyOn(app.services.db.pool, 'query')
    expect((await app.ask(mugs, '/api/shop')).status).toBe(429)
    expect([connected.mock.calls.length, queried.mock.calls.length]).toEqual([0, 0])
    expect((await app.ask(hats, '/api/shop')).status).toBe(200)
    expect(connected.mock.calls.length).toBeGreaterThan(0)
  })

  it('an address that asks too often is turned away before anything is looked up, with Retry-After', async () => {
    const app = await anApp({ limits: { address: few } })
    const ask = () => fetch(`${app.url}/api/shop`, { headers: { authorization: 'Bearer guess' } })
    const statuses = [(await ask()).status, (await ask()).status, (await ask()).status]
    expect(statuses).toEqual([401, 401, 401])
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('2')
  })

  it('webhooks and health are not limited by address', async () => {
    const app = await anApp({ limits: { address: few } })
    const many = Array.from({ length: 30 }, (_, n) => n)
    const webhooks = await Promise.all(many.map(() => fetch(`${app.url}/webhooks`, { method: 'POST', body: '{}' })))
    expect(new Set(webhooks.map(({ status }) => status))).toEqual(new Set([401]))
    const health = await Promise.all(many.map(() => fetch(`${app.url}/health/live`)))
    expect(new Set(health.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('what a sender writes of other proxies is not believed', async () => {
    const app = await anApp({ limits: { address: few } })
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${n}` }
      statuses.push((await fetch(`${app.url}/api/shop`, { headers })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })
})
