import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetful } from '../../simulator/journal/journal.ts'
import { keepFigures, loadShop } from '../../simulator/journal/keep-shop.ts'
import { readManifest } from '../../simulator/manifest.ts'
import { anAdminCaller } from './admin/admin-caller.ts'
import { aSimulatorFloor, askForToken, SHOP, type SimulatorFloor, secrets } from './simulator-floor.ts'
import { aShop } from './store/shop-in-memory.ts'

const { scopes: required, optionalScopes: optional } = readManifest(new URL('../../shopify.app.toml', import.meta.url))
/** Orders of any age are not given along with the others. */
const atFirst = optional.filter((scope) => scope !== 'read_all_orders')
let floor: SimulatorFloor

beforeEach(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
})
afterEach(() => floor.close())

const grant = (...scopes: string[]) => floor.verb('change-scopes', { optional: scopes })

/** What the app was told of its scopes since it was last asked. */
async function told() {
  await floor.settle()
  const heard = floor.app.heard.splice(0).filter(({ headers }) => headers['x-shopify-topic'] === 'app/scopes_update')
  return heard.map(({ body }) => JSON.parse(body))
}

async function token(wish: object) {
  const { clientId: client_id, clientSecret: client_secret } = secrets
  return (await askForToken(floor.simulator.url, { client_id, client_secret, ...wish })).body
}
async function exchange(more: object = {}) {
  const { body } = await floor.get(`/control/${SHOP}/session-token`)
  const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange'
  return token({ grant_type, subject_token: body.token, expiring: '1', ...more })
}

describe('a merchant', () => {
  test('grants all that the manifest names but orders of any age, until something else is decided', async () => {
    expect((await exchange()).scope).toBe([...required, ...atFirst].join(','))
    expect((await floor.get(`/admin/${SHOP}/scopes.json`)).body).toEqual({
      granted: [...required, ...atFirst],
      required,
      optional,
    })
  })

  test('takes optional scopes back and grants them again, and the app hears of it in full lists', async () => {
    const answer = { required, optional }
    expect(await grant()).toEqual({ status: 200, body: { ...answer, granted: required } })
    expect(await grant('write_products')).toMatchObject({ body: { granted: [...required, 'write_products'] } })
    const all = { id: expect.any(Number), updated_at: expect.stringMatching(/^2\d{3}-.*Z$/) }
    expect(await told()).toEqual([
      { ...all, previous: [...required, ...atFirst], current: required },
      { ...all, previous: required, current: [...required, 'write_products'] },
    ])
  })

  test('who grants what is granted already tells the app nothing', async () => {
    await grant(...[...atFirst].reverse())
    expect(await told()).toEqual([])
  })

  test.each([['write_everything'], [required[0] ?? '']])('cannot decide about %s', async (scope) => {
    const { status, body } = await grant('write_products', scope)
    expect([status, body.error]).toEqual([
      422,
      `Not an optional scope of the app: ${scope}. It has ${optional.join(', ')}.`,
    ])
    expect(await told()).toEqual([])
    expect((await exchange()).scope).toContain('write_orders')
  })

  test('decides for one shop only', async () => {
    await floor.post('/control/shops', { shop: 'other.myshopify.com', kind: 'empty' })
    await grant()
    expect((await floor.get('/admin/other.myshopify.com/scopes.json')).body.granted).toContain('write_products')
  })
})

describe('tokens', () => {
  test('tell what is granted when they are issued or renewed', async () => {
    const { refresh_token } = await exchange()
    await grant('write_orders')
    const now = [...required, 'write_orders'].join(',')
    expect((await token({ grant_type: 'refresh_token', refresh_token })).scope).toBe(now)
    const requested_token_type = 'urn:shopify:params:oauth:token-type:online-access-token'
    expect(await exchange({ requested_token_type })).toMatchObject({ scope: now, associated_user_scope: now })
  })

  test('that were issued before do at once what is granted now, and nothing else', async () => {
    const admin = await anAdminCaller(floor.simulator.url)
    await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
    const { ownerId } = (await floor.verb('set-metafield', { sku: 'MUG', key: 'promise', value: null })).body
    const write =
      'mutation ($all: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $all) { userErrors { message } } }'
    const all = [{ ownerId, namespace: '$app', key: 'promise', type: 'json', value: '{}' }]
    await grant('write_orders')
    expect((await admin.ask(write, { all })).errors).toMatchObject([{ extensions: { code: 'ACCESS_DENIED' } }])
    await grant('write_products')
    expect((await admin.ask(write, { all })).data.metafieldsSet.userErrors).toEqual([])
  })
})

test("the app's page in the storefront is there only with the scope for it", async () => {
  const address = `${floor.simulator.url}/storefront/${SHOP}/apps/backorders`
  expect((await fetch(address)).status).toBe(200)
  await grant('write_products')
  expect((await fetch(address)).status).toBe(404)
})

test('what was granted outlives a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulator-'))
  await floor.close()
  floor = await aSimulatorFloor({ dataDir })
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await grant('write_app_proxy')
  await floor.close()
  floor = await aSimulatorFloor({ dataDir })
  expect((await exchange()).scope).toBe([...required, 'write_app_proxy'].join(','))
  await rm(dataDir, { recursive: true, force: true })
})

test('a shop that was kept before there was anything to decide grants as it did', () => {
  const kept: string[] = []
  const { shop } = aShop()
  keepFigures({ ...forgetful, mark: (_space, _kind, _id, read) => kept.push(read() ?? '') }, shop)
  const { optionalScopes: _, ...older } = JSON.parse(kept[0] ?? '')
  const row = { space: SHOP, kind: 'figures', id: '', body: JSON.stringify(older) }
  expect(loadShop(SHOP, [row])?.optionalScopes).toBeNull()
})
