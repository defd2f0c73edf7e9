import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from './simulator-floor.ts'

let floor: SimulatorFloor

beforeAll(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty', plan: 'plus' })
  await floor.verb('create-product', {
    title: 'Mug',
    variants: [{ sku: 'MUG', price: '3', stock: { 'Shop location': 5 } }],
  })
})
afterAll(() => floor.close())

test('a new shop opens the app with a signed page load, and answers where it can be seen', async () => {
  const made = await floor.post('/control/shops', { shop: 'new.myshopify.com', kind: 'empty', plan: 'standard' })
  expect(made).toMatchObject({ status: 200, body: { installed: true, admin: expect.stringContaining('/admin/new') } })
  const query = floor.app.opened.at(-1)?.searchParams
  expect([...(query?.keys() ?? [])].sort()).toEqual([
    'embedded',
    'hmac',
    'host',
    'id_token',
    'locale',
    'shop',
    'timestamp',
  ])
  expect(decodeJwt(query?.get('id_token') ?? '')).toMatchObject({ dest: 'https://new.myshopify.com', aud: 'key' })
})

test('a session token is given out with the address of the app', async () => {
  const { body } = await floor.get(`/control/${SHOP}/session-token`)
  const { exp = 0, iat = 0, ...claims } = decodeJwt(body.token)
  expect(body.app).toBe(floor.app.url)
  expect(exp - iat).toBe(60)
  expect(claims).toMatchObject({ iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, sub: '1' })
  expect(claims).toHaveProperty('jti')
  expect(claims).toHaveProperty('sid')
})

test.each([
  ['an unknown shop', '/control/none.myshopify.com/place-order', {}, 404],
  ['an unknown verb', `/control/${SHOP}/sell`, {}, 404],
  ['a body that is not JSON', `/control/${SHOP}/place-order`, '{"lines":', 400],
  ['an impossible wish', `/control/${SHOP}/place-order`, { lines: [{ sku: 'CUP', units: 1 }] }, 422],
  ['a second shop of the same name', '/control/shops', { shop: SHOP, kind: 'empty' }, 422],
  ['a shop with an odd name', '/control/shops', { shop: 'shop.example.com', kind: 'empty' }, 422],
])('%s is answered in words', async (_, path, body, status) => {
  const reply = await floor.post(path, body)
  expect(reply).toEqual({ status, body: { error: expect.stringMatching(/\w+ \w+/) } })
})

test('how many webhooks were sent, repeated and lost is told without the rest of the truth', async () => {
  await floor.settle()
  const { webhooks } = await floor.truth()
  expect(webhooks.sent).toBeGreaterThan(0)
  expect((await floor.get(`/control/${SHOP}/webhooks`)).body).toEqual(webhooks)
})

test('every verb is documented', async () => {
  const { body } = await floor.get('/control')
  const names = ['create-product', 'place-order', 'move', 'mischief', 'batch', 'next-day', 'stock-arrives']
  for (const name of names) expect(body.verbs[name]).toEqual({ says: expect.any(String), example: expect.anything() })
})

test('a batch runs its verbs in order, and what is refused does not stop the others', async () => {
  const verbs = [
    { verb: 'place-order', body: { lines: [{ sku: 'MUG', units: 1 }] } },
    { verb: 'place-order', body: { lines: [{ sku: 'CUP', units: 1 }] } },
    { verb: 'adjust-stock', body: { sku: 'MUG', delta: 1 } },
  ]
  const { body } = await floor.verb('batch', { verbs })
  expect(body.results).toEqual([
    expect.objectContaining({ orderName: '#1001' }),
    { error: 'There is no variant with the sku CUP.' },
    expect.objectContaining({ available: 5, committed: 1, onHand: 6 }),
  ])
})

describe('two shops', () => {
  test('have the same ids and nothing else in common', async () => {
    for (const shop of ['one.myshopify.com', 'two.myshopify.com']) {
      await floor.post('/control/shops', { shop, kind: 'empty' })
      await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] }, shop)
    }
    await floor.verb('adjust-stock', { sku: 'MUG', delta: 3 }, 'one.myshopify.com')
    const [one, two] = await Promise.all([floor.truth('one.myshopify.com'), floor.truth('two.myshopify.com')])
    expect(one.stock[0].itemId).toBe(two.stock[0].itemId)
    expect([one.stock[0].available, two.stock[0].available]).toEqual([3, 0])
  })
})
