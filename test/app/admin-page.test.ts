import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adminPage } from '../../web/app/http/admin-page.ts'
import type { Config } from '../../web/platform/config.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { createGate, createGates, type Gates } from '../../web/platform/http/gate.ts'
import { loadShop, recordAttention } from '../../web/shop/store/shops.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { aConfig, apiKey, someParts } from '../support/shopify/app-parts.ts'
import { sessionToken } from '../support/shopify/session-tokens.ts'
import { type ShopifyStandIn, startShopifyStandIn } from '../support/shopify/shopify-stand-in.ts'

const shop = 'mugs.myshopify.com'

let fresh: FreshDatabase
let db: Database
let standIn: ShopifyStandIn
let dist: string
const servers: Server[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  dist = await mkdtemp(join(tmpdir(), 'backline-dist-'))
  await mkdir(join(dist, 'assets'))
  await writeFile(join(dist, 'assets', 'main-abc.js'), 'export {}')
  await writeFile(
    join(dist, 'index.html'),
    '<!doctype html><html><head><meta charset="utf-8"><script type="module" src="/assets/main-abc.js"></script></head></html>',
  )
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
  await rm(dist, { recursive: true })
})
beforeEach(async () => {
  standIn = await startShopifyStandIn()
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await standIn.stop()
  await asOwner(fresh.url, 'delete from shop')
  await asOwner(fresh.url, 'delete from session')
})

async function serve(addresses: Partial<Config['standIn']> = {}, folder = dist, given: { gates?: Gates } = {}) {
  const parts = { ...someParts(db, aConfig({ shopifyOrigin: standIn.origin, ...addresses })), ...given }
  const server = express()
    .use((_req, res, next) => {
      res.set('X-Frame-Options', 'SAMEORIGIN')
      next()
    })
    .use(adminPage({ ...parts, dist: folder }))
    .listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return async (path: string, accept = 'text/html') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

const policyOf = (headers: Headers) =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ')
      return [name, sources]
    }),
  )

describe("the dashboard's page", () => {
  test("has Shopify's key and App Bridge before any script of ours", async () => {
    const get = await serve()
    const { status, headers, text } = await get(`/?shop=${shop}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    const head = `<head><meta name="shopify-api-key" content="${apiKey}" />`
    const script = '<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>'
    expect(text).toContain(`${head}${script}<meta charset`)
  })

  test('is the same at every address of the dashboard, and is no answer to other requests', async () => {
    const get = await serve()
    expect((await get('/backorders/17?state=open')).text).toContain('shopify-api-key')
    expect((await get('/backorders/17', 'application/json')).status).toBe(404)
    expect((await get('/assets/missing.js', '*/*')).status).toBe(404)
  })

  test("may be framed by the shop's own admin only, and runs scripts of ours and App Bridge only", async () => {
    const get = await serve()
    const { headers } = await get(`/?shop=${shop}&host=x`)
    const policy = policyOf(headers)
    expect(policy['frame-ancestors']).toEqual([`https://${shop}`, 'https://admin.shopify.com'])
    expect(policy['script-src']).toEqual([`'self'`, 'https://cdn.shopify.com/shopifycloud/'])
    expect(policy['style-src']).toContain(`'unsafe-inline'`)
    expect(policy['object-src']).toEqual([`'none'`])
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('origin')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('comes again by itself where the shop has too much else to be done', async () => {
    const shut = createGate('plain', { atOnce: 0, forOthers: 0, waitingPerShop: 0, waitMs: 1 })
    const get = await serve({}, dist, { gates: { ...createGates(), plain: shut } })
    const { status, headers, text } = await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect([status, headers.get('refresh'), headers.get('retry-after')]).toEqual([429, '5', '5'])
    expect(policyOf(headers)['frame-ancestors']).toEqual([`https://${shop}`, 'https://admin.shopify.com'])
    expect(text).toContain('comes again by itself')
  })

  test.each([
    '/',
    '/?shop=evil.example.com',
    '/?shop=mugs.myshopify.com.evil.com',
    `/?shop=${encodeURIComponent('mugs.myshopify.com; script-src *')}`,
    '/?shop=a.myshopify.com&shop=b.myshopify.com',
  ])('may be framed by nobody at %s', async (path) => {
    const get = await serve()
    const { status, headers } = await get(path)
    expect(status).toBe(200)
    expect(policyOf(headers)['frame-ancestors']).toEqual([`'none'`])
  })

  test('names the stand-ins in place of Shopify where they are set', async () => {
    const get = await serve({
      adminOrigin: 'http://127.0.0.1:4000',
      appBridgeUrl: 'http://127.0.0.1:4000/app-bridge.js',
    })
    const { headers, text } = await get(`/?shop=${shop}`)
    expect(text).toContain('<script src="http://127.0.0.1:4000/app-bridge.js"></script>')
    expect(policyOf(headers)['frame-ancestors']).toEqual(['http://127.0.0.1:4000'])
    expect(policyOf(headers)['script-src']).toEqual([`'self'`, 'http://127.0.0.1:4000'])
  })

  test('comes with assets that browsers keep for good', async () => {
    const get = await serve()
    const { status, headers } = await get('/assets/main-abc.js', '*/*')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('says how to build it when it is not built', async () => {
    const get = await serve({}, join(dist, 'nowhere'))
    const { status, text } = await get(`/?shop=${shop}`)
    expect(status).toBe(503)
    expect(text).toContain('npm run build')
  })
})

describe('opening the app', () => {
  test('connects the shop with the token that the admin gave along', async () => {
    const get = await serve()
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect(await loadShop(db, shop)).toMatchObject({ uninstalledAt: null, attention: null })
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect(standIn.tokenCalls).toHaveLength(1)
  })

  test('brings access back that was lost', async () => {
    const get = await serve()
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    await recordAttention(db, shop, 'the shop is frozen')
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect((await loadShop(db, shop))?.attention).toBeNull()
    expect(standIn.tokenCalls).toHaveLength(2)
  })

  test('brings a new token where Shopify refuses the one that there is, though nobody told us why', async () => {
    const get = await serve()
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    standIn.answer({ status: 401, body: {} })
    standIn.answerTokens(async () => {
      standIn.answerTokens(null)
      return { status: 400, body: { error: 'invalid_grant' } }
    })
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect((await loadShop(db, shop))?.attention).toBeNull()
    const [first, renewal, second] = standIn.tokenCalls.map(({ body }) => body['grant_type'])
    expect([second, renewal]).toEqual([first, 'refresh_token'])
  })

  test('keeps the token while Shopify says nothing, and does not keep the merchant waiting for long', async () => {
    const get = await serve()
    await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    standIn.answer('say nothing')
    expect((await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)).status).toBe(200)
    expect((await loadShop(db, shop))?.attention).toBeNull()
    expect(standIn.tokenCalls).toHaveLength(1)
  }, 6_000)

  test("believes the token about the shop, not the page's address", async () => {
    const get = await serve()
    const { headers } = await get(`/?shop=other.myshopify.com&id_token=${await sessionToken(shop)}`)
    expect(policyOf(headers)['frame-ancestors']).toContain(`https://${shop}`)
    expect(await loadShop(db, 'other.myshopify.com')).toBeNull()
  })

  test('connects nothing with a token that is not good', async () => {
    const get = await serve()
    const { status } = await get(`/?shop=${shop}&id_token=${await sessionToken(shop, { audience: 'another-app' })}`)
    expect(status).toBe(200)
    expect(standIn.tokenCalls).toEqual([])
    expect(await loadShop(db, shop)).toBeNull()
  })

  test.each([
    ['busy', { status: 503, body: '<h1>Down</h1>' }],
    ['unwilling', { status: 403, body: { error: 'access_denied' } }],
  ])('shows the page even while Shopify is %s', async (_how, answer) => {
    const get = await serve()
    standIn.answerTokens(answer)
    const { status } = await get(`/?shop=${shop}&id_token=${await sessionToken(shop)}`)
    expect(status).toBe(200)
    expect(await loadShop(db, shop)).toBeNull()
  })
})
