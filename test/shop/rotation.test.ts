import { randomBytes } from 'node:crypto'
import { Session } from '@shopify/shopify-api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'
import { aConfig, someParts } from '../support/shopify/app-parts.ts'
import { type ShopifyStandIn, startShopifyStandIn } from '../support/shopify/shopify-stand-in.ts'

const shop = 'mugs.myshopify.com'
const hour = 3_600_000
const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]

let fresh: FreshDatabase
let db: Database
let standIn: ShopifyStandIn
beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(async () => {
  standIn = await startShopifyStandIn()
})
afterEach(() => standIn.stop())

/** The app as it runs with these keys in its environment. */
const startedWith = (...tokenKeys: string[]) =>
  someParts(db, { ...aConfig({ shopifyOrigin: standIn.origin }), tokenKeys })

const aSession = (expiresIn: number) =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_orders',
    accessToken: 'token-0',
    expires: new Date(Date.now() + expiresIn),
    refreshToken: 'refresh-0',
    refreshTokenExpires: new Date(Date.now() + 24 * hour),
  })

describe('when the key that seals tokens is replaced', () => {
  it('tokens sealed with the old key are read while both are given, and sealed with the new one when renewed', async () => {
    await startedWith(oldKey).sessions.storeSession(aSession(hour))
    const during = startedWith(newKey, oldKey)
    expect(await during.access.token(shop)).toBe('token-0')
    expect(await startedWith(newKey).access.has(shop)).toBe(false)

    await queryAsOwner(fresh.url, 'update session set expires = now()')
    const renewed = await during.access.token(shop)
    expect(await startedWith(newKey).access.token(shop)).toBe(renewed)
  })

  it('processes with the old key and with both can work side by side', async () => {
    await startedWith(oldKey).sessions.storeSession(aSession(hour))
    const readers = [startedWith(oldKey), startedWith(oldKey, newKey), startedWith(newKey, oldKey)]
    expect(await Promise.all(readers.map(({ access }) => access.token(shop)))).toEqual([
      'token-0',
      'token-0',
      'token-0',
    ])
  })

  it('a token whose key is gone is as good as none: the merchant opens the app, and nothing crashes', async () => {
    await startedWith(oldKey).sessions.storeSession(aSession(hour))
    const after = startedWith(newKey)
    await expect(after.access.token(shop)).rejects.toThrow('no token yet')
  })

  it('no token can be read from the table itself', async () => {
    await startedWith(oldKey).sessions.storeSession(aSession(hour))
    const [row] = await queryAsOwner<{ row: string }>(fresh.url, 'select s::text as row from session s')
    expect(row?.row).toContain(shop)
    expect(row?.row).not.toMatch(/token-0|refresh-0/)
  })
})

describe('a token that is being renewed while its shop removes the app', () => {
  it('is not kept', async () => {
    const parts = startedWith(oldKey)
    await parts.sessions.storeSession(aSession(-hour))
    standIn.answerTokens(async () => {
      await queryAsOwner(fresh.url, 'delete from session')
      const life = { expires_in: 3600, refresh_token_expires_in: 9999 }
      return { body: { access_token: 'too-late', scope: 'read_orders', refresh_token: 'r', ...life } }
    })
    await expect(parts.access.token(shop)).rejects.toThrow('removed meanwhile')
    expect(await queryAsOwner(fresh.url, 'select from session')).toEqual([])
  })
})
