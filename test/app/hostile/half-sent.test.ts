import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Begun, beginToSend as begin } from '../../support/begin-to-send.ts'
import { type FreshDatabase, freshDatabase, openedIn } from '../../support/database/database.ts'
import { freePort } from '../../support/running/floor-on.ts'
import { deliver } from '../../support/running/web-process.ts'

const shop = 'mugs.myshopify.com'
const secret = 'a-secret-that-only-this-test-knows'
const megabyte = 1024 * 1024

let fresh: FreshDatabase
let app: ReturnType<typeof spawn>
let url: string
let port: number
const requests: Begun['request'][] = []
beforeAll(async () => {
  fresh = await freshDatabase()
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = {
    DATABASE_URL: fresh.url,
    PORT: String(port),
    ROLE: 'web',
    LOG_LEVEL: 'silent',
    SHOPIFY_API_SECRET: secret,
  }
  app = spawn(process.execPath, ['web/app/main.ts'], { env: { PATH: process.env['PATH'], ...env }, stdio: 'ignore' })
  await vi.waitFor(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(200), { timeout: 60_000 })
  await openedIn(fresh.url, shop)
})
afterEach(() => {
  for (const request of requests.splice(0)) request.destroy()
})
afterAll(async () => {
  const gone = once(app, 'exit')
  app.kill('SIGKILL')
  await gone
  await fresh.drop()
})

const signed = {
  'x-shopify-hmac-sha256': `${'A'.repeat(43)}=`,
  'x-shopify-shop-domain': shop,
  'x-shopify-topic': 'orders/create',
  'x-shopify-webhook-id': 'half',
}

/** A request whose body is never sent to its end. Answers the status that it gets, or null where the connection just ends. */
async function beginToSend(path: string, headers: Record<string, string>, part: Buffer | string) {
  const { request, reply } = begin(port, { path, headers, pieces: [part] })
  requests.push(request)
  return (await reply)?.status ?? null
}

async function residentBytes(): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1])
}

describe('a request whose headers are wrong', () => {
  it.each([
    ['is not signed', { 'x-shopify-hmac-sha256': '' }, 401],
    ['is signed with something else', { 'x-shopify-hmac-sha256': 'x' }, 401],
    ['is of no shop', { 'x-shopify-shop-domain': 'example.com' }, 400],
    ['has no topic', { 'x-shopify-topic': '' }, 400],
    ['has no id', { 'x-shopify-webhook-id': '' }, 400],
    ['is longer than any', { 'content-length': String(3 * megabyte) }, 413],
    ['is packed', { 'content-encoding': 'gzip' }, 415],
  ])('is answered before its body is there: one that %s', async (_, wrong, status) => {
    const headers = { 'content-length': String(megabyte), ...signed, ...wrong }
    expect(await beginToSend('/webhooks', headers, '{"id":')).toBe(status)
  })

  it.each(['/api/shop', '/api/csv-uploads/1/parts', '/api/nothing'])(
    'is answered before its body is there: a call of %s without a session token',
    async (path) => {
      const headers = { 'content-type': 'application/json', 'content-length': String(200_000) }
      expect(await beginToSend(path, headers, '{"id":')).toBe(401)
    },
  )

  it('is cut off when its sender goes on sending what nobody reads', async () => {
    const headers = { 'content-length': String(100 * megabyte), ...signed }
    expect(await beginToSend('/webhooks', headers, '{')).toBe(413)
    const [request] = requests
    await vi.waitFor(() => expect(request?.socket?.destroyed).toBe(true), { timeout: 60_000 })
  })
})

it('three hundred half-sent bodies cost little memory, and keep no webhook out', async () => {
  const genuine = async () =>
    (await deliver(url, { secret, shop, body: `{"id":1,"name":"${'x'.repeat(5_000)}"}` })).status
  // A process that has not answered a thousand yet grows by itself.
  for (let n = 0; n < 100; n += 1)
    expect(await Promise.all(Array.from({ length: 10 }, genuine))).toEqual(Array(10).fill(200))
  const before = await residentBytes()
  let most = before
  const half = Buffer.alloc(1_900_000, '{')
  const headers = { 'content-length': String(half.length + 1), ...signed }
  const answers: (number | null)[] = []
  for (let n = 0; n < 300; n += 1) {
    void beginToSend('/webhooks', headers, half).then((status) => answers.push(status))
    if (n % 10 === 9) {
      expect(await genuine()).toBe(200)
      most = Math.max(most, await residentBytes())
    }
  }
  await vi.waitFor(() => expect(answers.length).toBeGreaterThan(250), { timeout: 60_000 })
  for (let n = 0; n < 10; n += 1) expect(await genuine()).toBe(200)
  most = Math.max(most, await residentBytes())
  expect(answers.filter((status) => status !== null && status !== 503 && status !== 408)).toEqual([])
  expect((most - before) / megabyte).toBeLessThan(64)
})
