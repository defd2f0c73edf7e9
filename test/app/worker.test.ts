import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { startWorker, type Worker } from '../../web/app/worker.ts'
import { createInbox } from '../../web/mirror/store/inbox/inbox.ts'
import { asOwner, type FreshDatabase, freshDatabase, openedIn, queryAsOwner } from '../support/database/database.ts'
import { lanesOf } from '../support/lanes.ts'
import { startWebProcess, type WebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
let web: WebProcess
const opened: (() => Promise<unknown>)[] = []
const mugs = 'mugs.myshopify.com'

beforeAll(async () => {
  fresh = await freshDatabase()
  web = await startWebProcess(fresh.url)
})
afterAll(async () => {
  await web.stop()
  await fresh.drop()
})
beforeEach(() => asOwner(fresh.url, 'TRUNCATE delivery, shop, lane, nudge'))
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

async function worker(): Promise<Worker> {
  const started = await startWorker(web.services)
  opened.push(() => started.stop())
  return started
}

/** The worker as it runs in production: a process of its own, which can be killed. */
function workerProcess(): ChildProcess {
  const env = { ...process.env, DATABASE_URL: fresh.url, ROLE: 'worker', PORT: '0', LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, ['web/app/main.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  opened.push(() => kill(child))
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** A delivery that the lane is done with as soon as it has looked at it: its body is no JSON. */
async function deliverNonsense(webhookId: string): Promise<void> {
  await openedIn(fresh.url, mugs)
  const inbox = createInbox(web.services.db.appUrl)
  await inbox.accept({
    shop: mugs,
    webhookId,
    topic: 'orders/create',
    triggeredAt: null,
    body: Buffer.from('?'),
    isWanted: true,
  })
  await inbox.close()
}

async function states(): Promise<string[]> {
  const rows = await queryAsOwner<{ state: string }>(fresh.url, 'SELECT state FROM delivery ORDER BY sequence')
  return rows.map(({ state }) => state)
}

const soon = { timeout: 50_000, interval: 50 }

/** Lanes stand still in their first step until the returned function is called. */
async function holdLanes(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE')
  return () => client.end()
}

async function wake(shop: string): Promise<void> {
  await queryAsOwner(fresh.url, 'SELECT wake_shop($1, now())', [shop])
}

/** The state of the database after this worker was given the shop’s lane and its connection was cut. */
async function giveUnheard(worker: string): Promise<void> {
  await asOwner(
    fresh.url,
    `INSERT INTO lane (shop_id, kind, claimed_by, claimed_at) VALUES ($1, 'shop', $2, now() - interval '1 minute')`,
    [mugs, worker],
  )
}

it('works off what is delivered while it runs', async () => {
  await worker()
  await deliverNonsense('1')
  await vi.waitFor(async () => expect(await states()).toEqual(['parked']), soon)
})

it('works off at the start what was left without a nudge', async () => {
  await deliverNonsense('1')
  await asOwner(fresh.url, 'TRUNCATE lane, nudge')
  await worker()
  await vi.waitFor(async () => expect(await states()).toEqual(['parked']), soon)
})

it('takes up at once what a killed worker was at', async () => {
  await deliverNonsense('1')
  const letGo = await holdLanes()
  opened.push(letGo)
  const killed = workerProcess()
  await vi.waitFor(async () => expect(await holders()).toHaveLength(1), soon)
  await kill(killed)
  expect(await holders()).toHaveLength(1)
  await letGo()

  await worker()
  await vi.waitFor(async () => expect(await states()).toEqual(['parked']), soon)
  await vi.waitFor(async () => expect(await holders()).toEqual([]), soon)
})

it('is at a shop once at a time, whatever else nudges it', async () => {
  await worker()
  workerProcess()
  await vi.waitFor(async () => expect(await livingWorkers()).toBe(2), soon)
  opened.push(await holdLanes())
  await deliverNudge()
  await vi.waitFor(async () => expect(await shopsAtWork()).toEqual([mugs]), soon)
  await wake(mugs)
  await wake('pots.myshopify.com')
  await vi.waitFor(async () => expect(await shopsAtWork()).toContain('pots.myshopify.com'), soon)
  expect(await shopsAtWork()).toEqual([mugs, 'pots.myshopify.com'])
})

it('leaves the lane of a worker that lives alone', async () => {
  workerProcess()
  const letGo = await holdLanes()
  opened.push(letGo)
  await deliverNudge()
  await vi.waitFor(async () => expect(await holders()).toHaveLength(1), soon)
  const [before] = await holders()
  const other = await worker()
  await vi.waitFor(async () => expect(await livingWorkers()).toBe(2), soon)
  expect((await holders())[0]).toEqual(before)
  await other.stop()
  opened.pop()
})

it('takes up a lane that the database gave it when the connection was cut before it heard of it', async () => {
  await worker()
  const goOn = await holdLanes()
  await wake('pots.myshopify.com')
  const id = await vi.waitFor(async () => (await holders())[0]?.worker ?? expect.fail('nobody holds the lane'), soon)
  await goOn()
  await vi.waitFor(async () => expect(await holders()).toEqual([]), soon)

  await giveUnheard(id)
  await deliverNonsense('1')
  await vi.waitFor(async () => expect(await states()).toEqual(['parked']), soon)
})

it('ends the round it is in before it stops', async () => {
  const stopping = await worker()
  const letGo = await holdLanes()
  await deliverNudge()
  await vi.waitFor(async () => expect(await holders()).toHaveLength(1), soon)
  const stopped = stopping.stop()
  opened.pop()
  await letGo()
  await stopped
  expect(await lanesOf(fresh.url)).toEqual([])
})

async function deliverNudge(): Promise<void> {
  await asOwner(fresh.url, 'SELECT nudge_shop($1)', [mugs])
}

/** Every shop whose lane a worker is at. */
async function shopsAtWork(): Promise<string[]> {
  return (await holders()).map(({ shop }) => shop)
}

function holders(): Promise<{ worker: string; shop: string }[]> {
  return queryAsOwner(
    fresh.url,
    'SELECT claimed_by AS worker, shop_id AS shop FROM lane WHERE claimed_by IS NOT NULL ORDER BY shop_id',
  )
}

async function livingWorkers(): Promise<number> {
  const rows = await queryAsOwner(
    fresh.url,
    `SELECT 1 FROM pg_stat_activity WHERE application_name = 'backline worker' AND datname = current_database()`,
  )
  return rows.length
}
