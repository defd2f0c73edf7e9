import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../../support/database/database.ts'
import { type DatabaseLine, openDatabaseLine } from '../../support/database/database-line.ts'
import { deliver, startWebProcess, type WebProcess } from '../../support/running/web-process.ts'

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

async function answer(webhookId: string): Promise<{ status: number; retryAfter: string | null }> {
  const response = await deliver(web.url, { webhookId })
  return { status: response.status, retryAfter: response.headers.get('retry-after') }
}

async function accepted(webhookId: string): Promise<void> {
  await vi.waitFor(async () => expect((await answer(webhookId)).status).toBe(200), { timeout: 60_000, interval: 100 })
}

it.each(['cut', 'silence'] as const)(
  'a database that is away (%s) is told while it is away, to everyone, and forgotten when it is back',
  async (kind) => {
    await accepted(`before ${kind}`)
    await line[kind]()

    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => answer(`${kind} ${number}`)))
    expect(answers).toEqual(Array.from({ length: 20 }, () => ({ status: 503, retryAfter: '1' })))
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
