import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database.ts'
import { type DatabaseLine, openDatabaseLine } from '../support/database-line.ts'
import { deliver, startWebProcess, type WebProcess } from '../support/web-process.ts'

let fresh: FreshDatabase
let line: DatabaseLine
let web: WebProcess

beforeAll(async () => {
  fresh = await freshDatabase()
  await openedIn(fresh.url, 'mugs.myshopify.com')
  line = await openDatabaseLine(fresh.url)
  web = await startWebProcess(line.url, {}, 1_000)
})
afterAll(async () => {
  await line.restore()
  await web.stop()
  await line.close()
  await fresh.drop()
})

/** Shopify itself waits five seconds. */
const patienceMs = 2_500

async function deliverTimed(webhookId: string): Promise<{ status: number; retryAfter: string | null; ms: number }> {
  const from = performance.now()
  const response = await deliver(web.url, { webhookId })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ms: performance.now() - from }
}

async function accepted(webhookId: string): Promise<void> {
  await vi.waitFor(async () => expect((await deliverTimed(webhookId)).status).toBe(200), {
    timeout: 60_000,
    interval: 100,
  })
}

it.each(['cut', 'silence'] as const)(
  'a database that is away (%s) is told quickly, to everyone, and forgotten when it is back',
  async (kind) => {
    await accepted(`before ${kind}`)
    await line[kind]()

    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => deliverTimed(`${kind} ${number}`)))
    for (const { status, retryAfter, ms } of answers) {
      expect(status).toBe(503)
      expect(retryAfter).toBe('1')
      expect(ms).toBeLessThan(patienceMs)
    }
    const health = await fetch(`${web.url}/health/ready`)
    expect(health.status).toBe(503)
    expect((await fetch(`${web.url}/health/live`)).status).toBe(200)

    await line.restore()
    await accepted(`after ${kind}`)
    await accepted(`${kind} 0`)
    const rows = await queryAsOwner(fresh.url, 'SELECT count(*)::int FROM delivery WHERE webhook_id = $1', [
      `${kind} 0`,
    ])
    expect(rows).toEqual([{ count: 1 }])
  },
)

it('requests of people are told the same', async () => {
  await line.cut()
  const response = await fetch(`${web.url}/health/ready?shop=mugs.myshopify.com`)
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual({ code: 'database-away' })
  await line.restore()
})
