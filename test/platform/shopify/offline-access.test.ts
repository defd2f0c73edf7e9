import { Session } from '@shopify/shopify-api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { AccessLost, ShopifyBusy } from '../../../web/platform/errors.ts'
import { costliness } from '../../../web/platform/shopify/cost-bucket.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aConfig, someParts } from '../../support/shopify/app-parts.ts'
import { type ShopifyStandIn, startShopifyStandIn } from '../../support/shopify/shopify-stand-in.ts'

const shop = 'mugs.myshopify.com'
const minute = 60_000

let fresh: FreshDatabase
let standIn: ShopifyStandIn
let processes: Database[]

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())
beforeEach(async () => {
  standIn = await startShopifyStandIn()
  processes = []
})
afterEach(async () => {
  await Promise.all(processes.map((db) => db.close()))
  await standIn.stop()
  await queryAsOwner(fresh.url, 'delete from session')
})

function aProcess() {
  const db = createDatabase(fresh.url)
  processes.push(db)
  return someParts(db, aConfig({ shopifyOrigin: standIn.origin }))
}

const sessionFor = (life: { expiresIn: number; refreshToken?: string; refreshExpiresIn?: number }) =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_orders',
    accessToken: 'token-0',
    expires: new Date(Date.now() + life.expiresIn),
    refreshToken: life.refreshToken ?? 'refresh-0',
    refreshTokenExpires: new Date(Date.now() + (life.refreshExpiresIn ?? 60 * minute)),
  })

describe("a shop's offline token", () => {
  test('is used as it is while it lives long enough', async () => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor({ expiresIn: 6 * minute }))
    expect(await access.token(shop)).toBe('token-0')
    expect(standIn.tokenCalls).toEqual([])
  })

  test('is renewed ahead of time, and the renewed one is kept', async () => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor({ expiresIn: 4 * minute }))
    expect(await access.token(shop)).toBe('token-1')
    expect(await access.token(shop)).toBe('token-1')
    expect(standIn.tokenCalls.map((call) => [call.path, call.body['refresh_token']])).toEqual([
      ['/shopify/mugs.myshopify.com/admin/oauth/access_token', 'refresh-0'],
    ])
    expect((await sessions.loadSession(`offline_${shop}`))?.refreshToken).toBe('refresh-1')
  })

  test('is renewed once when many jobs of two processes need it at the same moment', async () => {
    const first = aProcess()
    const second = aProcess()
    await first.sessions.storeSession(sessionFor({ expiresIn: -minute }))
    const calls = [first, second, first, second, first].map(({ access }) => access.token(shop))
    expect(await Promise.all(calls)).toEqual(['token-1', 'token-1', 'token-1', 'token-1', 'token-1'])
    expect(standIn.tokenCalls).toHaveLength(1)
  })

  test('is renewed by one process while the other waits for it, without a transaction held open', async () => {
    const first = aProcess()
    const second = aProcess()
    await first.sessions.storeSession(sessionFor({ expiresIn: -minute }))
    const answered = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    standIn.answerTokens(async () => {
      asked.resolve()
      await answered.promise
      return {
        body: {
          access_token: 'late',
          scope: 'read_orders',
          expires_in: 3600,
          refresh_token: 'r',
          refresh_token_expires_in: 9999,
        },
      }
    })

    const early = first.access.token(shop)
    await asked.promise
    const waiting = second.access.token(shop)
    const waits = `select from pg_locks join pg_database on pg_database.oid = pg_locks.database
                    where locktype = 'advisory' and not granted and datname = current_database()`
    await vi.waitFor(async () => expect(await queryAsOwner(fresh.url, waits)).toHaveLength(1), 60_000)
    const open = await queryAsOwner(
      fresh.url,
      `select state from pg_stat_activity where datname = current_database() and state like 'idle in%'`,
    )
    expect(open).toEqual([])
    answered.resolve()

    expect(await Promise.all([early, waiting])).toEqual(['late', 'late'])
    expect(standIn.tokenCalls).toHaveLength(1)
  })

  test('serves on while the token endpoint is down and it is not quite expired', async () => {
    const { access, sessions } = aProcess()
    standIn.answerTokens({ status: 503, body: '<h1>Down</h1>' })
    await sessions.storeSession(sessionFor({ expiresIn: 2 * minute }))
    expect(await access.token(shop)).toBe('token-0')
    await sessions.storeSession(sessionFor({ expiresIn: -minute }))
    await expect(access.token(shop)).rejects.toThrow(ShopifyBusy)
    standIn.answerTokens(null)
    expect(await access.token(shop)).toBe('token-1')
  })

  test.each([
    ['a refresh token that was used before', { expiresIn: -minute, refreshToken: 'spent' }],
    ['a refresh token that expired', { expiresIn: -minute, refreshExpiresIn: -minute }],
  ])('is lost with %s', async (_what, life) => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor(life))
    await expect(access.token(shop)).rejects.toThrow(AccessLost)
  })

  test('is missing until the merchant opens the app', async () => {
    const { access } = aProcess()
    expect(await access.has(shop)).toBe(false)
    await expect(access.token(shop)).rejects.toThrow('no token yet')
  })

  test('is forgotten when Shopify neither accepts nor renews it, unless it was replaced meanwhile', async () => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor({ expiresIn: 60 * minute, refreshToken: 'spent' }))
    expect(await access.wasReplaced(shop, 'an older token')).toBe(true)
    expect(await access.has(shop)).toBe(true)
    expect(await access.wasReplaced(shop, 'token-0')).toBe(false)
    expect(await access.has(shop)).toBe(false)
  })

  test('is renewed once when Shopify does not accept it: our clock may have jumped back past its end', async () => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor({ expiresIn: 3 * 60 * minute }))
    expect(await access.wasReplaced(shop, 'token-0')).toBe(true)
    expect(await access.token(shop)).toBe('token-1')
    expect(await access.wasReplaced(shop, 'token-1')).toBe(false)
    expect(await access.has(shop)).toBe(false)
    expect(standIn.tokenCalls).toHaveLength(1)
  })

  test('is kept when Shopify does not accept it and cannot say now whether it would renew it', async () => {
    const { access, sessions } = aProcess()
    await sessions.storeSession(sessionFor({ expiresIn: 60 * minute }))
    standIn.answerTokens({ status: 503, body: '<h1>Down</h1>' })
    await expect(access.wasReplaced(shop, 'token-0')).rejects.toThrow(ShopifyBusy)
    expect(await access.token(shop)).toBe('token-0')
  })

  test('is not told to be lost once the merchant brought a new one, whoever found none before that', async () => {
    const { access, sessions } = aProcess()
    const told: string[] = []
    const tell = async () => void told.push('lost')
    expect(await access.tellLost(shop, tell)).toBe(true)
    await sessions.storeSession(sessionFor({ expiresIn: -minute, refreshToken: 'spent' }))
    expect(await access.tellLost(shop, tell)).toBe(true)
    await sessions.storeSession(sessionFor({ expiresIn: 60 * minute }))
    expect(await access.tellLost(shop, tell)).toBe(false)
    expect(told).toEqual(['lost', 'lost'])
  })

  test('is told to be turned away while it is the one that there is, and no longer', async () => {
    const { access, sessions } = aProcess()
    const told: string[] = []
    const tell = async () => void told.push('frozen')
    await sessions.storeSession(sessionFor({ expiresIn: 60 * minute }))
    expect(await access.tellLost(shop, tell, 'token-0')).toBe(true)
    expect(await access.tellLost(shop, tell, 'the one before')).toBe(false)
    expect(told).toEqual(['frozen'])
  })
})

test('whether Shopify takes the token is asked with the shop’s points, of which others have fewer then', async () => {
  const { access, sessions, buckets } = aProcess()
  await sessions.storeSession(sessionFor({ expiresIn: 60 * minute }))
  const likeIt = costliness('read-shop', { after: null })
  const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: 100, restoreRate: 0.001 }
  const cost = { requestedQueryCost: 60, actualQueryCost: 60, throttleStatus }
  standIn.answer({ body: { data: { shop: { name: 'Mugs' } }, extensions: { cost } } })
  expect(await access.isRefused(shop)).toBe(false)
  expect(buckets.waitMs(shop, likeIt)).toBe(0)
  // Of this one nothing is heard: it is counted as sent.
  standIn.answer({ status: 503, body: {} })
  expect(await access.isRefused(shop)).toBe(false)
  expect(buckets.waitMs(shop, likeIt)).toBeGreaterThan(0)
})
