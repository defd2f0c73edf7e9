import { Writable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createServices, forLanes } from '../../../web/app/create-services.ts'
import { readConfig } from '../../../web/platform/config.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { isDatabaseAway } from '../../../web/platform/db/database-away.ts'
import { checkLogin } from '../../../web/platform/db/server/check-database.ts'
import { whileWanted } from '../../../web/platform/db/while-wanted.ts'
import { withShop, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { requestLimits } from '../../../web/platform/db/work-limits.ts'
import { GivenUp } from '../../../web/platform/errors.ts'
import { createLog } from '../../../web/platform/log.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'

let fresh: FreshDatabase
const mugs = 'mugs.myshopify.com'
const soon = 50

beforeAll(async () => {
  fresh = await freshDatabase()
  await asOwner(fresh.url, 'INSERT INTO shop (shop_id) VALUES ($1)', [mugs])
})
afterAll(() => fresh.drop())

/** Somebody else is at a table, for as long as the test takes. */
async function lockTable(table: string): Promise<pg.Client> {
  const other = new pg.Client({ connectionString: fresh.url })
  await other.connect()
  onTestFinished(() => other.end())
  await other.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  return other
}

async function anApp(database: Parameters<typeof createDatabase>[1]) {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  const db = createDatabase(fresh.url, database)
  const app = await aWebApp(fresh.url, { parts: { db, log: createLog({ logLevel: 'warn' }, stream) } })
  onTestFinished(() => app.close())
  async function refusals(): Promise<string[]> {
    const told = await (await fetch(`${app.url}/metrics`)).text()
    return told.split('\n').filter((line) => line.startsWith('backline_database_away_total{'))
  }
  return { ...app, db, lines, refusals }
}

describe('a request', () => {
  const locked = { limits: { ...requestLimits, lockMs: soon } }
  const tooLong = { limits: { ...requestLimits, statementMs: soon } }

  it.each([
    ['that waits too long for what somebody else is at', 'locked', 'supplier', locked],
    ['that waits too long for it before it is let in', 'locked', 'shop', locked],
    ['whose statement takes too long', 'too-long', 'supplier', tooLong],
  ])('%s is to come back in a second, told in one line, and counted', async (_what, reason, table, database) => {
    const app = await anApp(database)
    await lockTable(table)
    const reply = await app.ask(mugs, '/api/suppliers')
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1'])
    expect(app.lines).toMatchObject([{ reason, said: expect.stringContaining('canceling statement due to') }])
    expect(JSON.stringify(app.lines)).not.toContain('    at ')
    expect(await app.refusals()).toEqual([`backline_database_away_total{reason="${reason}"} 1`])
  })

  it('for which no connection is free is to come back in a second, whichever way it asks for one', async () => {
    const app = await anApp({ connections: 1, waitMs: 3_000 })
    const kept = await app.db.pool.connect()
    onTestFinished(() => kept.release())
    const reply = await app.ask(mugs, '/api/suppliers')
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1'])
    expect(app.lines).toMatchObject([{ reason: 'no-connection' }])
    const failures = await Promise.all(
      [
        withShop(app.db, mugs, (tx) => tx.shop.findMany({ where: { shopId: mugs } })),
        withShopSql(app.db, mugs, (tx) => tx.queryWithoutShop('SELECT 1')),
      ].map((work) => work.catch((error: unknown) => error)),
    )
    expect(failures.map(isDatabaseAway)).toEqual([true, true])
  })
})

describe('a call whose sender has hung up', () => {
  const supplier = {
    ...{ name: 'Acme', contact: null, email: null, language: 'en', currency: 'EUR' },
    ...{ leadTimeDays: null, minimumValue: null, orderDays: [], notes: '' },
  }
  const suppliers = () => queryAsOwner(fresh.url, 'SELECT name FROM supplier')

  it('goes no further than the statement it is at, and is undone', async () => {
    const app = await anApp({ connections: 1 })
    const other = await lockTable('supplier')
    const hungUp = new Promise<void>((resolve) => {
      app.server.once('request', (_req, res) => res.once('close', resolve))
    })
    const sender = new AbortController()
    const call = app.ask(mugs, '/api/suppliers', {
      method: 'POST',
      body: JSON.stringify(supplier),
      headers: { 'content-type': 'application/json' },
      signal: sender.signal,
    })
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await queryAsOwner(fresh.url, waits)).toHaveLength(1), { timeout: 60_000 })
    sender.abort()
    await expect(call).rejects.toThrow(/aborted/)
    await hungUp
    await other.query('COMMIT')
    await vi.waitFor(() => expect(app.db.pool.idleCount).toBe(1), { timeout: 60_000 })
    expect(await suppliers()).toEqual([])
    expect(app.lines).toEqual([])
  })

  it('does not begin once it is given a connection', async () => {
    const db = createDatabase(fresh.url, { connections: 1 })
    onTestFinished(() => db.close())
    const kept = await db.pool.connect()
    const sender = new AbortController()
    const work = vi.fn()
    const call = whileWanted(sender.signal, () => withShopSql(db, mugs, work)).catch((error: unknown) => error)
    sender.abort()
    kept.release()
    expect(await call).toBeInstanceOf(GivenUp)
    expect(work).not.toHaveBeenCalled()
    expect(db.pool.idleCount).toBe(1)
  })
})

describe('a transaction', () => {
  it('in which nothing happens any more is ended, and gives back what it held', async () => {
    const db = createDatabase(fresh.url, { limits: { ...requestLimits, idleMs: soon } })
    onTestFinished(() => db.close())
    const backends = 'SELECT 1 FROM pg_stat_activity WHERE pid = $1'
    const work = withShopSql(db, mugs, async (tx) => {
      const [row] = await tx.queryWithoutShop<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await vi.waitFor(async () => expect(await queryAsOwner(fresh.url, backends, [row?.pid])).toEqual([]), {
        timeout: 60_000,
      })
      return tx.queryWithoutShop('SELECT 1')
    })
    expect(isDatabaseAway(await work.catch((error: unknown) => error))).toBe(true)
  })

  type Settings = { statement: string; lock: string; idle: string }
  const settings = `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                           current_setting('idle_in_transaction_session_timeout') AS idle`
  const ofRequests = { statement: '20s', lock: '8s', idle: '20s' }
  const ofLanes = { statement: '2min', lock: '30s', idle: '1min' }
  const otherwise = { statement: '1min', lock: '5s', idle: '30s' }

  it.each(['the owner’s login', 'a login of its own'])(
    'of requests is hurried, one of lanes less, under %s',
    async (login) => {
      const env = { DATABASE_URL: fresh.url, LOG_LEVEL: 'silent' }
      const requests = createServices(
        readConfig(login === 'the owner’s login' ? env : { ...env, APP_DATABASE_URL: fresh.appUrl }),
        fresh.url,
      )
      const lanes = forLanes(requests)
      await checkLogin(requests.db)
      async function settingsOf(db: Database): Promise<unknown[]> {
        const [bySql] = await withShopSql(db, mugs, (tx) => tx.queryWithoutShop<Settings>(settings))
        const [byPrisma] = await withShop(db, mugs, (tx) => tx.$queryRawUnsafe<Settings[]>(settings))
        return [bySql, byPrisma, ...(await db.pool.query<Settings>(settings)).rows]
      }
      expect(await settingsOf(requests.db)).toEqual([ofRequests, ofRequests, otherwise])
      expect(await settingsOf(lanes.db)).toEqual([ofLanes, ofLanes, otherwise])
      await requests.db.close()
      await lanes.db.close()
    },
  )
})

it('lanes that use all their connections leave those of requests alone, and the other way round', async () => {
  const requests = createServices(readConfig({ LOG_LEVEL: 'silent' }), fresh.url)
  const lanes = forLanes(requests)
  for (const [busy, other] of [
    [lanes.db, requests.db],
    [requests.db, lanes.db],
  ] as const) {
    const kept = await Promise.all(Array.from({ length: 10 }, () => busy.pool.connect()))
    expect(await withShopSql(other, mugs, (tx) => tx.queryWithoutShop('SELECT shop_id FROM shop'))).toEqual([
      { shop_id: mugs },
    ])
    for (const client of kept) client.release()
  }
  await requests.db.close()
  await lanes.db.close()
})
