import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { start } from '../../web/app/start.ts'
import { readConfig } from '../../web/platform/config.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { isDatabaseAway } from '../../web/platform/db/database-away.ts'
import { proveProtection } from '../../web/platform/db/server/app-role.ts'
import { withShop, withShopSql } from '../../web/platform/db/with-shop.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../support/database/database.ts'
import { deliver, startWebProcess } from '../support/running/web-process.ts'

let fresh: FreshDatabase
const mugs = 'mugs.myshopify.com'
const asTheOwner =
  'The app is connected to the database as "backline" and not as "backline_app": a pooler may have dropped the role, or APP_DATABASE_URL names another.'

beforeAll(async () => {
  fresh = await freshDatabase()
  await asOwner(fresh.url, 'INSERT INTO shop (shop_id) VALUES ($1)', [mugs])
})
afterAll(() => fresh.drop())

function opened(ownerUrl: string, appUrl?: string): Database {
  const db = createDatabase(ownerUrl, { appUrl: appUrl ?? null })
  onTestFinished(() => db.close())
  return db
}

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('connections that row-level security does not bind', () => {
  it('are closed before anything is asked of them', async () => {
    const db = opened(fresh.url, fresh.url)
    for (const work of [
      () => withShopSql(db, mugs, (tx) => tx.queryWithoutShop('SELECT 1')),
      () => withShop(db, mugs, (tx) => tx.shop.findMany({ where: { shopId: mugs } })),
      () => db.pool.query('SELECT 1'),
    ]) {
      const failure = await failureOf(work())
      expect(isDatabaseAway(failure)).toBe(true)
      expect(String(failure)).toContain(asTheOwner)
    }
    expect(db.pool.totalCount).toBe(0)
  })

  it('serve nobody, and the health says why', async () => {
    const web = await startWebProcess(fresh.url, { appDatabaseUrl: fresh.url })
    onTestFinished(() => web.stop())
    const health = await fetch(`${web.url}/health/ready`)
    expect(health.status).toBe(503)
    expect(await health.json()).toEqual({ ready: false, reason: asTheOwner })
    const delivery = await deliver(web.url)
    expect([delivery.status, delivery.headers.get('retry-after')]).toEqual([503, '1'])
    const figures = await fetch(`${web.url}/health/ready?shop=${mugs}`)
    expect([figures.status, await figures.json()]).toEqual([503, { code: 'database-away' }])
  })

  it('end a transaction that a pooler put on one of them', async () => {
    const enters = failureOf(asOwner(fresh.url, 'SELECT enter_shop($1)', [mugs]))
    expect(isDatabaseAway(await enters)).toBe(true)
  })

  it('do not let the app start, and it says what to do', async () => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATABASE_URL: fresh.url,
      APP_DATABASE_URL: fresh.url,
      LOG_LEVEL: 'silent',
    }
    const child = spawn(process.execPath, ['web/app/main.ts'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([code, said]).toEqual([1, `The database has a fault:\n- ${asTheOwner}\n`])
  })
})

describe('the login of the app', () => {
  it('is the role itself, and can become no other', async () => {
    const db = opened(fresh.url, fresh.appUrl)
    const { rows } = await db.pool.query('SELECT current_user::text AS role, session_user::text AS login')
    expect(rows).toEqual([{ role: 'backline_app', login: 'backline_app' }])
    await expect(db.pool.query('SET ROLE backline')).rejects.toThrow(/permission denied/)
    expect(await withShopSql(db, mugs, (tx) => tx.queryWithoutShop('SELECT shop_id FROM shop'))).toEqual([
      { shop_id: mugs },
    ])
    expect((await db.pool.query('SELECT shop_id FROM shop')).rows).toEqual([])
  })

  it.each([
    ['a member of the owner', 'GRANT backline TO backline_app', 'is a member of backline'],
    ['one that bypasses row-level security', 'ALTER ROLE backline_app BYPASSRLS', 'bypasses row-level security'],
    ['one that may create roles', 'ALTER ROLE backline_app CREATEROLE', 'may create roles'],
    ['the owner of the tables', 'ALTER TABLE shop OWNER TO backline_app', 'does not bind the role "backline_app"'],
    ['bound by nothing', 'ALTER TABLE shop DISABLE ROW LEVEL SECURITY', 'does not bind the role "backline_app"'],
  ])('is refused as %s', async (_who, change, reason) => {
    const client = new pg.Client({ connectionString: fresh.url })
    await client.connect()
    onTestFinished(() => client.end())
    // Seen by this connection alone: the role is everybody's, and the transaction is never committed.
    await client.query(`BEGIN; ${change}; SET LOCAL SESSION AUTHORIZATION backline_app`)
    await expect(proveProtection(client)).rejects.toThrow(reason)
  })

  it('serves the whole app', async () => {
    const app = await start(
      readConfig({ PORT: '0', DATABASE_URL: fresh.url, APP_DATABASE_URL: fresh.appUrl, LOG_LEVEL: 'silent' }),
    )
    onTestFinished(() => app.stop())
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200)
    expect((await deliver(app.url, { secret: 'backline-development-secret' })).status).toBe(200)
  })
})
