import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aListeningApp, type ListeningApp } from '../listening-app.ts'
import { aSimulatorFloor, askForToken, drive, SHOP, secrets } from '../simulator-floor.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simulator-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const order = { lines: [{ sku: 'MUG', units: 2 }] }
const mug = { title: 'Mug', variants: [{ sku: 'MUG', stock: { 'Shop location': 5 } }] }

test('a shop is the same after a clean stop, and its ids go on', async () => {
  const first = await aSimulatorFloor({ dataDir })
  await first.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await first.verb('create-product', mug)
  await first.verb('place-order', order)
  await first.verb('mischief', { duplicate: 0, late: 0, reorder: 0, lose: 0.5, seed: 9 })
  await first.settle()
  const before = await first.truth()
  await first.close()

  const second = await aSimulatorFloor({ dataDir })
  expect(await second.truth()).toEqual(before)
  const placed = await second.verb('place-order', order)
  expect(placed.body.orderName).toBe('#1002')
  expect(before.orders.map((each: { orderId: string }) => each.orderId)).not.toContain(placed.body.orderId)
  await second.close()
})

test('undelivered webhooks and half-late ones are sent after a restart', async () => {
  const first = await aSimulatorFloor({ dataDir })
  await first.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await first.verb('create-product', mug)
  await first.settle()
  first.app.told.status = () => 503
  await first.verb('mischief', { late: 0.5, seed: 2 })
  await first.verb('batch', { verbs: Array.from({ length: 10 }, () => ({ verb: 'place-order', body: order })) })
  await first.close()

  const second = await aSimulatorFloor({ dataDir })
  expect(await second.settle()).toMatchObject({ status: 200, body: { webhooks: { pending: 0, lost: 0 } } })
  expect(second.app.topics().filter((topic) => topic === 'orders/create')).toHaveLength(10)
  await second.close()
})

test('a kill at any moment loses no order that was kept, and no webhook of it', async () => {
  const app = await aListeningApp()
  const killed = await aSimulatorProcess(app)
  await killed.post('/control/shops', { shop: SHOP, kind: 'empty' })
  await killed.verb('create-product', mug)
  app.told.status = () => 503
  for (let round = 0; round < 40; round += 1) await killed.verb('place-order', order)
  killed.process.kill('SIGKILL')
  await once(killed.process, 'exit')

  app.told.status = () => 200
  const again = await aSimulatorProcess(app)
  expect((await again.settle()).status).toBe(200)
  const { orders, stock } = await again.truth()
  const created = app.heard.filter(({ headers }) => headers['x-shopify-topic'] === 'orders/create')
  expect(created).toHaveLength(orders.length)
  expect(stock[0]).toMatchObject({ available: 5 - 2 * orders.length, committed: 2 * orders.length, onHand: 5 })

  again.process.kill('SIGTERM')
  expect(await once(again.process, 'exit')).toEqual([0, null])
  await app.close()
})

test('access tokens outlive a restart', async () => {
  const first = await aSimulatorFloor({ dataDir })
  await first.post('/control/shops', { shop: SHOP, kind: 'empty' })
  const { body } = await first.get(`/control/${SHOP}/session-token`)
  const wish = {
    client_id: secrets.clientId,
    client_secret: secrets.clientSecret,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: body.token,
    expiring: '1',
  }
  const { refresh_token } = (await askForToken(first.simulator.url, wish)).body
  await first.close()

  const second = await aSimulatorFloor({ dataDir })
  const renewal = { ...wish, grant_type: 'refresh_token', refresh_token }
  expect((await askForToken(second.simulator.url, renewal)).body).toHaveProperty('access_token')
  await second.close()
})

/** The simulator as its own process, as the demo starts it. */
async function aSimulatorProcess(app: ListeningApp) {
  const main = new URL('../../../simulator/main.ts', import.meta.url).pathname
  const flags = ['--port', '0', '--app-url', app.url, '--client-id', secrets.clientId]
  const started: ChildProcess = spawn(
    process.execPath,
    [main, ...flags, '--client-secret', secrets.clientSecret, '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!started.stdout) throw new Error('the simulator has no output')
  const [line] = await once(createInterface(started.stdout), 'line')
  const [url = ''] = /http:\S+:\d+/.exec(String(line)) ?? []
  return { process: started, ...drive(url) }
}
