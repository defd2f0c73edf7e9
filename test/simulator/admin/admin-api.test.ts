import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { run, type StubApp, startStubApp } from './admin-stub-app.ts'

const shop = 'mugs.myshopify.com'
const tokenReply = z.object({ access_token: z.string() })
let app: StubApp
let token: string

beforeAll(async () => {
  app = await startStubApp()
  await app.simulator.createShop({ shop, kind: 'empty' })
  await run(app.simulator, shop, 'create-product', { title: 'Mug', variants: [{ sku: 'MUG', price: '9.50' }] })
  token = await accessToken()
})
afterAll(() => app.stop())

/** As the app gets one: the admin's session token, exchanged. */
async function accessToken(): Promise<string> {
  const session = await fetch(`${app.simulator.url}/control/${shop}/session-token`)
  const { token: subject_token } = z.object({ token: z.string() }).parse(await session.json())
  const reply = await fetch(`${app.simulator.url}/shopify/${shop}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: 'key',
      client_secret: 'secret',
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  })
  return tokenReply.parse(await reply.json()).access_token
}

function post(body: unknown, { as = token, version = '2026-10', at = shop } = {}) {
  return fetch(`${app.simulator.url}/shopify/${at}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-Shopify-Access-Token': as },
    body: JSON.stringify(body),
  })
}

const locations = 'query Locations { locations(first: 5) { nodes { name } } }'

describe('the Admin API', () => {
  it('answers with data and its cost', async () => {
    const reply = await post({ query: locations })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('x-shopify-api-version')).toBe('2026-10')
    expect(await reply.json()).toMatchObject({
      data: { locations: { nodes: [{ name: 'Shop location' }] } },
      extensions: { cost: { requestedQueryCost: 5, actualQueryCost: 2, throttleStatus: { restoreRate: 100 } } },
    })
  })

  it('refuses a token that was not issued for this shop', async () => {
    const reply = await post({ query: locations }, { as: 'shpat_wrong' })
    expect(reply.status).toBe(401)
    expect(await reply.json()).toEqual({
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    })
  })

  it('knows no other version and no other shop', async () => {
    expect((await post({ query: locations }, { version: '2020-01' })).status).toBe(404)
    expect((await post({ query: locations }, { at: 'other.myshopify.com' })).status).toBe(404)
  })

  it('refuses an unknown field in a body of status 200, as Shopify does', async () => {
    const reply = await post({ query: '{ locations(first: 1) { nodes { colour } } }' })
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({
      errors: [{ message: 'Cannot query field "colour" on type "Location".' }],
    })
  })

  it('remembers what was asked of it, by operation', async () => {
    const read = async () => {
      const reply = await fetch(`${app.simulator.url}/control/${shop}/admin-calls`)
      const shape = z.object({ points: z.number(), byOperation: z.record(z.string(), z.object({ calls: z.number() })) })
      return shape.parse(await reply.json())
    }
    const before = await read()
    await post({ query: locations })
    const after = await read()
    expect(after.points - before.points).toBe(2)
    expect((after.byOperation['Locations']?.calls ?? 0) - (before.byOperation['Locations']?.calls ?? 0)).toBe(1)
  })
})
