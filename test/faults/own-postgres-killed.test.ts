import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startSimulator } from '../../simulator/start.ts'
import { start } from '../../web/app/start.ts'
import { readConfig } from '../../web/platform/config.ts'
import { freePort } from '../support/running/floor-on.ts'
import { controlOf } from '../support/running/simulated-shop.ts'
import { differences } from '../support/truth/oracle.ts'

let folder: string
let simulator: Awaited<ReturnType<typeof startSimulator>>
let app: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backline-killed-'))
  await chmod(folder, 0o755)
  const secrets = { clientId: 'test-key', clientSecret: randomBytes(16).toString('hex') }
  const port = await freePort()
  const appUrl = `http://127.0.0.1:${port}`
  simulator = await startSimulator({ port: 0, appUrl, ...secrets, dataDir: null, quiet: true })
  app = await start(
    readConfig({
      NODE_ENV: 'test',
      PORT: String(port),
      DATA_DIR: folder,
      APP_URL: appUrl,
      SHOPIFY_API_KEY: secrets.clientId,
      SHOPIFY_API_SECRET: secrets.clientSecret,
      TOKEN_KEYS: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'silent',
      SHOPIFY_ORIGIN: `${simulator.url}/shopify`,
      ADMIN_ORIGIN: simulator.url,
    }),
  )
})
afterAll(async () => {
  await app.stop()
  await simulator.stop()
  await rm(folder, { recursive: true })
})

const postgresPid = async () =>
  Number((await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])

it('the PostgreSQL of our own that is killed is started again, and everyone is told to come back meanwhile', async () => {
  await simulator.createShop({ shop: 'killed.myshopify.com', kind: 'empty' })
  const shop = controlOf(simulator.url, 'killed.myshopify.com')
  await shop.verb('create-product', { title: 'A', variants: [{ sku: 'A' }] })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 2 }] })
  await shop.settle()

  const answers = new Set<number>()
  let isAsking = true
  const asking = Promise.all(
    ['/api/backorders', '/api/shop', '/api/deliveries/parked', '/api/suppliers'].map(async (path) => {
      while (isAsking) answers.add((await shop.api(path)).status)
    }),
  )
  const killed = await postgresPid()
  process.kill(killed, 'SIGKILL')
  await vi.waitFor(() => expect(answers).toContain(503), { timeout: 60_000, interval: 10 })
  await shop.verb('place-order', { lines: [{ sku: 'A', units: 3 }] })
  await vi.waitFor(
    async () => {
      expect(await postgresPid()).not.toBe(killed)
      expect((await fetch(`${app.url}/health/ready`)).status).toBe(200)
    },
    { timeout: 60_000, interval: 100 },
  )
  isAsking = false
  await asking
  // Who asks without a pause may be told to ask less, too.
  expect([...answers].filter((status) => status !== 429).toSorted()).toEqual([200, 503])
  await shop.settle()
  expect(await shop.backorders()).toHaveLength(2)
  expect(differences(await shop.truth(), await shop.backorders())).toEqual([])
})
