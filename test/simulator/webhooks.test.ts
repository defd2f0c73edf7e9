import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { payloadCutter } from '../../simulator/webhooks/cut-payload.ts'
import { decideFate } from '../../simulator/webhooks/mischief.ts'
import { writeJson } from '../../simulator/webhooks/write-json.ts'
import { aListeningApp } from './listening-app.ts'
import { aSimulatorFloor, SHOP, type SimulatorFloor, secrets } from './simulator-floor.ts'

describe('cutting a payload', () => {
  const payload = {
    id: 1n,
    email: 'jon@example.com',
    image: { src: 'a.png', alt: 'a' },
    line_items: [
      { id: 2n, price: '3', tags: ['x'] },
      { id: 3n, price: '4', tags: [] },
    ],
    empty: null,
  }

  test.each([
    ['nothing without fields', undefined, payload],
    ['to plain fields', ['id', 'empty', 'unknown'], { id: 1n, empty: null }],
    [
      'through arrays and objects',
      ['line_items.id', 'image.src'],
      { image: { src: 'a.png' }, line_items: [{ id: 2n }, { id: 3n }] },
    ],
    ['to a whole field although a part is named too', ['image', 'image.src'], { image: payload.image }],
    ['past what is not an object', ['empty.deeper', 'id.deeper'], { id: 1n, empty: null }],
  ])('%s', (_, fields, kept) => {
    expect(payloadCutter(fields)(payload)).toEqual(kept)
  })
})

test('ids beyond 2^53 are written digit by digit', () => {
  expect(writeJson({ id: 820982911946154508n, deep: [{ id: 9007199254740993n, n: 1.5 }] })).toBe(
    '{"id":820982911946154508,"deep":[{"id":9007199254740993,"n":1.5}]}',
  )
})

describe('mischief', () => {
  const rates = { duplicate: 0.3, late: 0.3, reorder: 0.3, lose: 0.3 }
  const fates = (seed: number, count = 400) => {
    let random = seed
    return Array.from({ length: count }, () => {
      const fate = decideFate(rates, random)
      random = fate.random
      return fate.delays
    })
  }

  test('does the same for the same seed and other things for another', () => {
    expect(fates(7)).toEqual(fates(7))
    expect(fates(7)).not.toEqual(fates(8))
  })

  test('keeps to its probabilities', () => {
    const many = fates(1, 4_000)
    const share = (is: (delays: readonly number[]) => boolean) => many.filter(is).length / many.length
    expect(share((delays) => delays.length === 0)).toBeCloseTo(0.3, 1)
    expect(share((delays) => delays.length === 2)).toBeCloseTo(0.7 * 0.3, 1)
    expect(share((delays) => (delays[0] ?? 0) > 150)).toBeCloseTo(0.7 * 0.3, 1)
  })

  test('leaves a quiet network alone', () => {
    expect(decideFate({ duplicate: 0, late: 0, reorder: 0, lose: 0 }, 5)).toEqual({ delays: [0], random: 5 })
  })
})

describe('a delivery', () => {
  let floor: SimulatorFloor

  beforeEach(async () => {
    floor = await aSimulatorFloor()
    await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
    await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
    await floor.settle()
    floor.app.heard.length = 0
  })
  afterEach(() => floor.close())

  const order = { lines: [{ sku: 'MUG', units: 1 }] }

  test('is signed over its bytes, and says what, when and for whom', async () => {
    await floor.verb('place-order', order)
    await floor.settle()
    expect(floor.app.heard).toHaveLength(4)
    for (const { headers, body } of floor.app.heard) {
      expect(headers['x-shopify-hmac-sha256']).toBe(
        createHmac('sha256', secrets.clientSecret).update(body).digest('base64'),
      )
      expect(headers['x-shopify-shop-domain']).toBe(SHOP)
      expect(headers['x-shopify-api-version']).toBe('2026-10')
      expect(headers['x-shopify-triggered-at']).toMatch(/T\d\d:\d\d:\d\d\.\d{9}Z$/)
    }
    const ids = floor.app.heard.map(({ headers }) => headers['x-shopify-webhook-id'])
    expect(new Set(ids).size).toBe(4)
    expect(new Set(floor.app.heard.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1)
  })

  test('holds no personal data and its ids in full', async () => {
    const placed = await floor.verb('place-order', order)
    await floor.settle()
    const created = floor.app.heard.find(({ headers }) => headers['x-shopify-topic'] === 'orders/create')
    expect(created?.body).toContain(`"id":${String(placed.body.orderId).split('/').at(-1)},`)
    expect(created?.body).toContain('"updated_at"')
    for (const word of ['jon@example.com', 'Shipping Street', '555', 'customer'])
      expect(created?.body).not.toContain(word)
  })

  test('comes again with the same id and bytes until it is taken', async () => {
    const tried = new Map<unknown, string[]>()
    floor.app.told.status = ({ headers, body }) => {
      const bodies = tried.get(headers['x-shopify-webhook-id']) ?? []
      tried.set(headers['x-shopify-webhook-id'], [...bodies, body])
      return bodies.length < 2 ? 500 : 200
    }
    await floor.verb('adjust-stock', { sku: 'MUG', delta: 1 })
    await floor.settle()
    expect([...tried.values()].map((bodies) => [bodies.length, new Set(bodies).size])).toEqual([[3, 1]])
  })

  test('waits for an app that is away', async () => {
    const { port } = floor.app
    await floor.app.close()
    await floor.verb('batch', { verbs: Array.from({ length: 50 }, () => ({ verb: 'place-order', body: order })) })
    expect((await floor.settle(0.3)).body.webhooks.pending).toBe(200)
    floor.app = await aListeningApp(port)
    expect(await floor.settle()).toMatchObject({ status: 200, body: { webhooks: { pending: 0, lost: 0 } } })
    expect(floor.app.heard).toHaveLength(200)
  })

  test('follows the app to another address', async () => {
    const elsewhere = await aListeningApp()
    floor.simulator.pointAt(elsewhere.url)
    await floor.verb('adjust-stock', { sku: 'MUG', delta: 1 })
    await floor.settle()
    expect(elsewhere.topics()).toEqual(['inventory_levels/update'])
    await elsewhere.close()
  })

  test('is made once in 15 minutes where it would say the same again', async () => {
    await floor.verb('create-location', { name: 'There' })
    for (let time = 0; time < 3; time++) {
      await floor.verb('connect-location', { sku: 'MUG', location: 'There' })
      await floor.verb('disconnect-location', { sku: 'MUG', location: 'There' })
    }
    await floor.settle()
    const told = (topic: string) => floor.app.topics().filter((each) => each === topic).length
    expect(told('inventory_levels/disconnect')).toBe(1)
    expect((await floor.truth()).webhooks.dropped).toBeGreaterThanOrEqual(2)

    await floor.verb('pass-time', { minutes: 15 })
    await floor.verb('connect-location', { sku: 'MUG', location: 'There' })
    await floor.verb('disconnect-location', { sku: 'MUG', location: 'There' })
    await floor.settle()
    expect(told('inventory_levels/disconnect')).toBe(2)
  })

  test('tells of every hold and release, although their fulfillment order stays the same', async () => {
    await floor.verb('place-order', order)
    for (let time = 0; time < 4; time++) {
      await floor.verb('hold', { order: '#1001', handle: 'waits' })
      await floor.verb('release', { order: '#1001' })
    }
    await floor.settle()
    for (const topic of ['fulfillment_holds/added', 'fulfillment_holds/released']) {
      const bodies = floor.app.heard.filter(({ headers }) => headers['x-shopify-topic'] === topic)
      expect(new Set(bodies.map(({ body }) => body)).size).toBe(4)
      expect(JSON.parse(bodies[0]?.body ?? '')).toEqual({
        fulfillment_order: { id: expect.stringMatching(/^gid:\/\/shopify\/FulfillmentOrder\/\d+$/) },
        fulfillment_hold: {
          id: expect.stringMatching(/^gid:\/\/shopify\/FulfillmentHold\/\d+$/),
          reason: 'other',
          reason_notes: null,
          held_by_requesting_app: false,
          handle: 'waits',
          held_by_app: null,
        },
      })
    }
  })

  test('is not made for a shop that removed the app, but the farewell is', async () => {
    await floor.verb('uninstall')
    await floor.verb('place-order', order)
    await floor.settle()
    expect(floor.app.topics()).toEqual(['app/uninstalled'])
    await floor.verb('install')
    await floor.verb('adjust-stock', { sku: 'MUG', delta: 1 })
    await floor.settle()
    expect(floor.app.topics()).toEqual(['app/uninstalled', 'inventory_levels/update'])
  })
})

test('a shop whose app was away at first is installed later, and its deliveries follow', async () => {
  const floor = await aSimulatorFloor()
  floor.app.told.opening = 503
  const made = await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  expect(made.body.installed).toBe(false)
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
  expect(floor.app.heard).toHaveLength(0)
  floor.app.told.opening = 200
  await floor.settle()
  expect(floor.app.topics()).toContain('products/create')
  await floor.close()
})
