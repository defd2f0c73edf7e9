import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSimulatorFloor, SHOP, type SimulatorFloor } from './simulator-floor.ts'

let floor: SimulatorFloor

beforeEach(async () => {
  floor = await aSimulatorFloor()
  await floor.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await floor.verb('create-product', { title: 'Mug', variants: [{ sku: 'MUG' }] })
  await floor.settle()
})
afterEach(() => floor.close())

const order = { lines: [{ sku: 'MUG', units: 1 }] }

test('settles once every delivery arrived, the repeated and the late ones too', async () => {
  await floor.verb('mischief', { duplicate: 0.5, late: 0.2, reorder: 0.5, lose: 0.2, seed: 3 })
  await floor.verb('batch', { verbs: Array.from({ length: 30 }, () => ({ verb: 'place-order', body: order })) })
  const { status, body } = await floor.settle()
  expect(status).toBe(200)
  expect(body.webhooks.pending).toBe(0)
  expect(body.webhooks.repeated).toBeGreaterThan(0)
  expect(body.webhooks.lost).toBeGreaterThan(0)
  expect(floor.app.heard).toHaveLength(body.webhooks.sent + body.webhooks.repeated)
})

test('settles only when a failing delivery has worked at last', async () => {
  let failures = 3
  floor.app.told.status = () => (failures-- > 0 ? 500 : 200)
  await floor.verb('place-order', order)
  expect(await floor.settle()).toMatchObject({ status: 200, body: { settled: true } })
  expect(failures).toBeLessThan(0)
  expect(new Set(floor.app.heard.map((each) => each.headers['x-shopify-webhook-id'])).size).toBe(floor.app.heard.length)
})

test('waits for an app that still has something due', async () => {
  let due = 4
  floor.app.told.readiness = () => ({ ready: due === 0, due: due === 0 ? 0 : due--, parked: 0 })
  expect(await floor.settle()).toMatchObject({ status: 200, body: { app: { ready: true, due: 0 } } })
})

test('asks again when the app caused new webhooks while it was asked', async () => {
  let asked = 0
  floor.app.told.readiness = () => {
    asked += 1
    if (asked === 1) void floor.verb('adjust-stock', { sku: 'MUG', delta: 1 })
    return { ready: true, due: 0, parked: 0 }
  }
  await floor.verb('place-order', order)
  await floor.settle()
  await floor.settle()
  expect((await floor.truth()).webhooks.pending).toBe(0)
  expect(floor.app.topics().filter((topic) => topic === 'inventory_levels/update')).toHaveLength(2)
})

test('tells what is still pending when the time is over', async () => {
  floor.app.told.status = () => 503
  await floor.verb('place-order', order)
  const { status, body } = await floor.settle(0.2)
  expect(status).toBe(504)
  expect(body).toMatchObject({ settled: false, webhooks: { pending: 4 }, app: { ready: true } })
})
