import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { authenticate } from '../../web/shop/http/authenticate.ts'
import { loadShop } from '../../web/shop/store/shops.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'
import { lanesDue } from '../support/lanes.ts'
import { unhurried } from '../support/running/web-app.ts'
import { aConfig, previousSecret, someParts } from '../support/shopify/app-parts.ts'
import { endlessSessionToken, sessionToken, unsignedSessionToken } from '../support/shopify/session-tokens.ts'
import { type ShopifyStandIn, startShopifyStandIn } from '../support/shopify/shopify-stand-in.ts'

const shop = 'mugs.myshopify.com'

let fresh: FreshDatabase
let db: Database
let standIn: ShopifyStandIn
let server: Server
let address: string

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
  const app = express()
  app.use(authenticate({ ...someParts(db, aConfig({ shopifyOrigin: standIn.origin })), rate: unhurried }))
  app.get('/api/whoami', (_req, res) => {
    res.json({ shop: res.locals['shop'] })
  })
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/whoami?shop=other.myshopify.com`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await standIn.stop()
  await asOwner(fresh.url, 'delete from shop')
  await asOwner(fresh.url, 'delete from session')
})

async function ask(authorization?: string) {
  const response = await fetch(address, { headers: authorization ? { authorization } : {} })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const askAs = async (token: string | Promise<string>) => ask(`Bearer ${await token}`)

describe('a request with a good session token', () => {
  test("is let in as the token's shop, whatever else the request names", async () => {
    expect(await askAs(sessionToken(shop))).toMatchObject({ status: 200, body: { shop } })
  })

  test('of a shop that we never heard of connects the shop, once', async () => {
    await askAs(sessionToken(shop))
    await askAs(sessionToken(shop))
    expect(standIn.tokenCalls).toHaveLength(1)
    expect(standIn.tokenCalls[0]?.body).toMatchObject({
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    })
    expect(await loadShop(db, shop)).toMatchObject({ uninstalledAt: null, scopes: 'read_orders,read_products' })
    expect(await lanesDue(fresh.url)).toContain(`shop ${shop}`)
  })

  test('of such a shop, among many that come at once, is let in by the token that the first of them brought', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => askAs(sessionToken(shop))))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(standIn.tokenCalls).toHaveLength(1)
  })

  test('signed with the secret before the rotation is still good', async () => {
    expect(await askAs(sessionToken(shop, { secret: previousSecret }))).toMatchObject({ status: 200, body: { shop } })
    expect(standIn.tokenCalls[0]?.body['client_secret']).toBe(previousSecret)
  })

  test('brings a shop back that had uninstalled the app', async () => {
    await askAs(sessionToken(shop))
    await asOwner(
      fresh.url,
      `update shop set uninstalled_at = now(), installed_at = '2020-01-01', locations_read_at = now()`,
    )
    await askAs(sessionToken(shop))
    const back = await loadShop(db, shop)
    expect(back?.uninstalledAt).toBeNull()
    expect(back?.installedAt.getFullYear()).toBeGreaterThan(2020)
    expect(await queryAsOwner(fresh.url, 'select locations_read_at from shop')).toEqual([{ locations_read_at: null }])
  })

  test('is let in while access to the shop is lost, and does not ask Shopify at every call', async () => {
    await askAs(sessionToken(shop))
    await asOwner(fresh.url, 'delete from session')
    standIn.answerTokens({ status: 403, body: { error: 'access_denied' } })
    expect(await askAs(sessionToken(shop))).toMatchObject({ status: 200, body: { shop } })
    expect((await loadShop(db, shop))?.attention).toBe('Shopify gives no token')
    expect(await askAs(sessionToken(shop))).toMatchObject({ status: 200 })
    expect(standIn.tokenCalls).toHaveLength(2)
  })

  test('of a shop that Shopify gives us no token for is forbidden', async () => {
    standIn.answerTokens({ status: 400, body: { error: 'invalid_request' } })
    expect(await askAs(sessionToken(shop))).toMatchObject({ status: 403, body: { code: 'not-installed' } })
    expect(await loadShop(db, shop)).toBeNull()
  })

  test('is asked to come back when the shop is new and Shopify is busy', async () => {
    standIn.answerTokens({ status: 500, body: '<h1>Down</h1>' })
    const answer = await askAs(sessionToken(shop))
    expect(answer).toMatchObject({ status: 503, body: { code: 'shopify-busy' } })
    expect(answer.headers.get('retry-after')).toBe('5')
  })

  test('is told to come back where Shopify answers it without an end', async () => {
    standIn.answerTokens('never end')
    const answer = await askAs(sessionToken(shop))
    expect(answer).toMatchObject({ status: 503, body: { code: 'shopify-busy' } })
  })

  test('of an installed shop is let in even while Shopify is busy', async () => {
    await askAs(sessionToken(shop))
    await asOwner(fresh.url, 'delete from session')
    standIn.answerTokens('hang up')
    expect(await askAs(sessionToken(shop))).toMatchObject({ status: 200, body: { shop } })
  })
})

describe('a request is refused', () => {
  test.each([
    ['without a token', () => undefined],
    ['with something that is no token', () => 'Bearer nonsense'],
    ['with a password instead', () => 'Basic c2hvcDpzZWNyZXQ='],
    ["with another app's token", async () => `Bearer ${await sessionToken(shop, { audience: 'another-app' })}`],
    [
      'with a wrong signature',
      async () => `Bearer ${await sessionToken(shop, { secret: 'guessed-secret-guessed-secret-00' })}`,
    ],
    ['with a token that nobody signed', () => `Bearer ${unsignedSessionToken(shop)}`],
    ['with a token that never ends', async () => `Bearer ${await endlessSessionToken(shop)}`],
    ['with a token not yet valid', async () => `Bearer ${await sessionToken(shop, { issuedAgo: -120 })}`],
    [
      'with a token for no shop of Shopify',
      async () => `Bearer ${await sessionToken(shop, { dest: 'https://evil.example.com' })}`,
    ],
    [
      'with a token whose shop only ends like one',
      async () => `Bearer ${await sessionToken(shop, { dest: 'https://evil.example.com/x.myshopify.com' })}`,
    ],
    ['with a token whose shop is no text', async () => `Bearer ${await sessionToken(shop, { dest: 7 })}`],
  ])('%s', async (_what, authorization) => {
    const answer = await ask(await authorization())
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    expect(answer.headers.get('x-shopify-retry-invalid-session-request')).toBeNull()
    expect(standIn.tokenCalls).toEqual([])
  })

  test('with an expired token, and the browser is asked to try again with a newer one', async () => {
    const answer = await askAs(sessionToken(shop, { issuedAgo: 120 }))
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    expect(answer.headers.get('x-shopify-retry-invalid-session-request')).toBe('1')
  })
})
