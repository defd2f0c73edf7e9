import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccessTokens } from '../../../simulator/auth/access-tokens.ts'
import { forgetful } from '../../../simulator/journal/journal.ts'
import { aSimulatorFloor, askForToken, SHOP, type SimulatorFloor, secrets } from '../simulator-floor.ts'

let floor: SimulatorFloor

beforeAll(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.post('/control/shops', { shop: 'other.myshopify.com', kind: 'empty' })
})
afterAll(() => floor.close())

async function exchange(over: Record<string, unknown> = {}, shop = SHOP) {
  const { body } = await floor.get(`/control/${shop}/session-token`)
  const wish = {
    client_id: secrets.clientId,
    client_secret: secrets.clientSecret,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: body.token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...over,
  }
  return grant(wish)
}

const grant = (wish: object) => askForToken(floor.simulator.url, wish)

const refresh = (refresh_token: string) =>
  grant({
    client_id: secrets.clientId,
    client_secret: secrets.clientSecret,
    grant_type: 'refresh_token',
    refresh_token,
  })

test('an id token is exchanged for an offline token that lives an hour', async () => {
  expect(await exchange()).toMatchObject({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^shpat_/),
      scope: expect.stringContaining('read_orders'),
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^shprt_/),
      refresh_token_expires_in: 90 * 24 * 3600,
    },
  })
})

test('a token that need not expire comes without a refresh token', async () => {
  const { body } = await exchange({ expiring: '0' })
  expect(Object.keys(body).sort()).toEqual(['access_token', 'scope'])
})

test.each([
  ['an id token of another shop', () => exchange({}, 'other.myshopify.com'), 400, 'invalid_subject_token'],
  ['an id token that was tampered with', () => exchange({ subject_token: 'a.b.c' }), 400, 'invalid_subject_token'],
  ['a wrong secret', () => exchange({ client_secret: 'loud' }), 401, 'invalid_client'],
  ['a wrong app', () => exchange({ client_id: 'other' }), 401, 'invalid_client'],
  ['an unknown refresh token', () => refresh('shprt_unknown'), 400, 'invalid_grant'],
  ['an unknown grant', () => grant({ grant_type: 'password' }), 400, 'invalid_request'],
])('%s is refused', async (_, attempt, status, error) => {
  expect(await attempt()).toMatchObject({ status, body: { error } })
})

test('a refresh token is rotated, and the one before stays good until the new one is used', async () => {
  const first = (await exchange()).body.refresh_token
  const second = (await refresh(first)).body.refresh_token
  const again = await refresh(first)
  expect(again.status).toBe(200)
  const third = await refresh(again.body.refresh_token)
  expect(third.status).toBe(200)
  expect((await refresh(first)).status).toBe(400)
  expect((await refresh(second)).status).toBe(400)
})

test('an access token opens its own shop for an hour, and none once the app is removed', () => {
  let now = 0
  const tokens = createAccessTokens(
    () => 'read_orders',
    forgetful,
    () => now,
  )
  const { access_token } = tokens.issueOffline(SHOP, true)
  const lasting = tokens.issueOffline(SHOP, false).access_token
  expect([tokens.allows(SHOP, access_token), tokens.allows('other.myshopify.com', access_token)]).toEqual([true, false])
  now = 3_600_000
  expect([tokens.allows(SHOP, access_token), tokens.allows(SHOP, lasting)]).toEqual([false, true])
  tokens.revoke(SHOP)
  expect(tokens.allows(SHOP, lasting)).toBe(false)
})
