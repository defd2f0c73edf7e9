import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../../../web/app/start.ts'
import { readConfig } from '../../../web/platform/config.ts'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShop, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { StartFaults } from '../../../web/platform/errors.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { type PgBouncer, startPgBouncer } from '../../support/database/pgbouncer.ts'
import { aFloorOn } from '../../support/running/floor-on.ts'
import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { wholeJourney } from '../../support/running/whole-journey.ts'

const poolSize = 4
const supplier = {
  name: 'Lamps & Sons',
  contact: '',
  email: '',
  language: 'en',
  currency: 'EUR',
  leadTimeDays: 5,
  minimumValue: null,
  orderDays: [],
  notes: '',
}
let fresh: FreshDatabase
let pooler: PgBouncer
beforeAll(async () => {
  fresh = await freshDatabase()
  pooler = await startPgBouncer(fresh, { default_pool_size: poolSize })
})
afterAll(async () => {
  await pooler.stop()
  await fresh.drop()
})

describe('an app whose connections change between transactions', () => {
  let floor: Awaited<ReturnType<typeof aFloorOn>>
  let app: Awaited<ReturnType<typeof floor.startApp>>
  let db: Database
  let here: SimulatedShop
  let there: SimulatedShop

  beforeAll(async () => {
    const appDatabaseUrl = pooler.through(fresh.appUrl)
    floor = await aFloorOn({ url: fresh.url, drop: async () => undefined }, { appDatabaseUrl, pointsTimes: 100 })
    app = await floor.startApp()
    db = createDatabase(fresh.url, { appUrl: appDatabaseUrl, connections: 3 * poolSize })
    here = await floor.openShop('here.myshopify.com')
    there = await floor.openShop('there.myshopify.com')
  })
  afterAll(async () => {
    await db.close()
    await app.stop()
    await floor.close()
  })

  it('is installed, hears of orders, and shows each shop its own backorders', async () => {
    for (const [shop, units] of [
      [here, 3],
      [there, 5],
    ] as const) {
      await shop.verb('create-product', {
        title: 'Lamp',
        variants: [{ sku: 'LAMP', price: '1.00', policy: 'CONTINUE' }],
      })
      await shop.verb('place-order', { lines: [{ sku: 'LAMP', units }] })
    }
    for (const shop of [here, there]) await shop.settle()
    expect(await here.backorders()).toMatchObject([{ shop: here.shop, backordered: 3 }])
    expect(await there.backorders()).toMatchObject([{ shop: there.shop, backordered: 5 }])
    const [foreign] = await there.backorders()
    expect((await here.api(`/api/backorders/${foreign?.backorderId}`)).status).toBe(404)
    const named = await here.api('/api/suppliers', 'POST', supplier)
    expect(named.status).toBeLessThan(300)
    expect(await (await here.api('/api/suppliers')).text()).toContain('Lamps & Sons')
    expect(await (await there.api('/api/suppliers')).text()).not.toContain('Lamps & Sons')
  })

  it('has the numbers of the truth whatever happens in two shops at once', async () => {
    expect(await wholeJourney(floor, { seed: 1, longest: 8 })).toEqual([])
  })

  it('uses no more connections of PostgreSQL than the pooler may make, whatever is asked at once', async () => {
    const busy = Array.from({ length: 60 }, (_, at) => (at % 2 ? here : there).api('/api/backorders'))
    expect(new Set((await Promise.all(busy)).map(({ status }) => status))).toEqual(new Set([200]))
    const backends = await queryAsOwner<{ role: string; count: number }>(
      fresh.url,
      `SELECT usename AS role, count(*)::int FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'backline_app' GROUP BY 1`,
    )
    expect(backends).toEqual([{ role: 'backline_app', count: expect.any(Number) }])
    expect(backends[0]?.count).toBeLessThanOrEqual(poolSize)
    const pools = await pooler.show('POOLS')
    expect(pools.find(({ user, database }) => user === 'backline_app' && database !== 'pgbouncer')).toMatchObject({
      pool_mode: 'transaction',
    })
  })

  it('sees by SQL one shop at a time on connections that all share, and nothing of any without one', async () => {
    const who = `SELECT DISTINCT shop_id, current_user::text AS role, current_setting('TimeZone') AS zone FROM shop`
    const seen = await Promise.all(
      Array.from({ length: 10 * poolSize }, async (_, at) => {
        const shop = [here.shop, there.shop][at % 2] ?? ''
        const own = [{ shop_id: shop, role: 'backline_app', zone: 'UTC' }]
        const rows =
          at % 4 < 2
            ? await withShopSql(db, shop, (tx) => tx.queryWithoutShop(who))
            : await withShop(db, shop, (tx) => tx.$queryRawUnsafe(`-- of a test\n${who}`))
        return { rows, own, without: (await db.pool.query('SELECT shop_id FROM shop')).rows }
      }),
    )
    for (const { rows, own, without } of seen) {
      expect(rows).toEqual(own)
      expect(without).toEqual([])
    }
  })
})

describe('at a pooler the app does not start', () => {
  async function faultsOfStart(env: Record<string, string>): Promise<readonly string[]> {
    const failure = await start(readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...env })).then(
      (app) => app.stop(),
      (error: unknown) => error,
    )
    return failure instanceof StartFaults ? failure.faults : [String(failure)]
  }
  const direct =
    'A pooler that changes connections between transactions stands at the address in DATABASE_URL; migrations, locks and notifications need PostgreSQL itself there. Only APP_DATABASE_URL may lead to the pooler.'

  it('with the owner’s address, whose locks it would lose', async () => {
    const env = { DATABASE_URL: pooler.through(fresh.url), APP_DATABASE_URL: pooler.through(fresh.appUrl) }
    expect(await faultsOfStart(env)).toEqual([direct])
  })

  it('that drops what a connection begins with, and logs in as the owner', async () => {
    const careless = await startPgBouncer(fresh, { ignore_startup_parameters: 'options' })
    const asApp = new URL(careless.through(fresh.url))
    asApp.searchParams.set('options', '-c role=backline_app')
    const faults = await faultsOfStart({ DATABASE_URL: fresh.url, APP_DATABASE_URL: asApp.href })
    expect(faults).toEqual([
      expect.stringContaining('connected to the database as "backline" and not as "backline_app"'),
    ])
    await careless.stop()
  })

  it('that refuses what a connection begins with', async () => {
    const asApp = new URL(pooler.through(fresh.url))
    asApp.searchParams.set('options', '-c role=backline_app')
    expect(await faultsOfStart({ DATABASE_URL: fresh.url, APP_DATABASE_URL: asApp.href })).toEqual([
      expect.stringContaining('A pooler stands at the address in APP_DATABASE_URL'),
    ])
  })
})
