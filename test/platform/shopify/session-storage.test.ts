import { Session } from '@shopify/shopify-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { createSessionStorage } from '../../../web/platform/shopify/access/session-storage.ts'
import { createTokenCipher } from '../../../web/platform/shopify/access/token-cipher.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { quiet, tokenKey } from '../../support/shopify/app-parts.ts'

let fresh: FreshDatabase
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})

const storageWith = (...keys: string[]) => createSessionStorage(db, createTokenCipher(keys), quiet)

const offline = (shop: string) =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    scope: 'read_orders',
    expires: new Date('2026-11-22T12:00:00Z'),
    accessToken: 'shpat_1',
    refreshToken: 'shprt_1',
    refreshTokenExpires: new Date('2027-02-20T12:00:00Z'),
  })

const online = (shop: string) =>
  new Session({ id: `${shop}_42`, shop, state: '', isOnline: true, accessToken: 'shpua_1' })

describe('stored sessions', () => {
  test('come back as they were, and again after they were replaced', async () => {
    const storage = storageWith(tokenKey)
    await storage.storeSession(offline('mugs.myshopify.com'))
    expect((await storage.loadSession('offline_mugs.myshopify.com'))?.toObject()).toEqual(
      offline('mugs.myshopify.com').toObject(),
    )
    await storage.storeSession(new Session({ ...offline('mugs.myshopify.com').toObject(), accessToken: 'shpat_2' }))
    expect((await storage.loadSession('offline_mugs.myshopify.com'))?.accessToken).toBe('shpat_2')
  })

  test('are found by their shop, and deleted one or many at a time, across shops', async () => {
    const storage = storageWith(tokenKey)
    const shops = ['cups.myshopify.com', 'jugs.myshopify.com']
    for (const shop of shops) for (const each of [offline(shop), online(shop)]) await storage.storeSession(each)
    const ids = async (shop: string) => (await storage.findSessionsByShop(shop)).map((session) => session.id)
    expect(await ids('cups.myshopify.com')).toEqual(['cups.myshopify.com_42', 'offline_cups.myshopify.com'])

    await storage.deleteSession('cups.myshopify.com_42')
    expect(await ids('cups.myshopify.com')).toEqual(['offline_cups.myshopify.com'])
    await storage.deleteSessions(['offline_cups.myshopify.com', 'offline_jugs.myshopify.com', 'jugs.myshopify.com_42'])
    expect([await ids('cups.myshopify.com'), await ids('jugs.myshopify.com')]).toEqual([[], []])
  })

  test('hold no token in clear text', async () => {
    await storageWith(tokenKey).storeSession(offline('bowls.myshopify.com'))
    const [row] = await queryAsOwner(fresh.url, `select session::text as text from session where shop_id = $1`, [
      'bowls.myshopify.com',
    ])
    expect(row).toMatchObject({ text: expect.stringContaining('read_orders') })
    expect(JSON.stringify(row)).not.toMatch(/shpat|shprt/)
  })

  test('outlive a key rotation, and count as none once their key is gone', async () => {
    const newKey = Buffer.alloc(32, 9).toString('base64')
    await storageWith(tokenKey).storeSession(offline('plates.myshopify.com'))
    const tokenWith = async (...keys: string[]) =>
      (await storageWith(...keys).loadSession('offline_plates.myshopify.com'))?.accessToken
    expect(await tokenWith(newKey, tokenKey)).toBe('shpat_1')
    expect(await tokenWith(newKey)).toBeUndefined()
  })

  test("count as none when another shop's token was put in their row", async () => {
    const storage = storageWith(tokenKey)
    for (const shop of ['rich.myshopify.com', 'poor.myshopify.com']) await storage.storeSession(offline(shop))
    await queryAsOwner(
      fresh.url,
      `update session set access_token = rich.access_token from session rich
       where session.shop_id = 'poor.myshopify.com' and rich.shop_id = 'rich.myshopify.com'`,
    )
    expect(await storage.loadSession('offline_poor.myshopify.com')).toBeUndefined()
  })

  test('with an id that names no shop are nobody’s', async () => {
    await expect(storageWith(tokenKey).loadSession('offline_')).rejects.toThrow('must name its shop')
  })
})
