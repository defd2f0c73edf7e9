import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { queryByQuery, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { startPgBouncer } from '../../support/database/pgbouncer.ts'

const mugs = 'mugs.myshopify.com'
const named = 'select shop_id from shop where shop_id = $1'

let fresh: FreshDatabase
let lanes: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  await asOwner(fresh.url, 'INSERT INTO shop (shop_id) VALUES ($1)', [mugs])
})
afterAll(() => fresh.drop())
/** One connection, so that what is kept there is seen. */
beforeEach(() => {
  lanes = createDatabase(fresh.url, { connections: 1, prepares: true })
  return () => lanes.close()
})

const keptOn = (db: Database) =>
  withShopSql(db, mugs, async (tx) => {
    const rows = await tx.queryWithoutShop<{ statement: string }>('select statement from pg_prepared_statements')
    return rows.map(({ statement }) => statement)
  })

describe('what a lane asks', () => {
  it('is prepared on its connection, and asked again by its name', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await withShopSql(lanes, mugs, (tx) => tx.query(named))).toEqual([{ shop_id: mugs }])
    }
    expect((await keptOn(lanes)).filter((statement) => statement === named)).toHaveLength(1)
  })

  it('of many things is planned each time, for as many as they are', async () => {
    const many = Array.from({ length: 51 }, (_, nth) => `${nth}`)
    const ofMany = 'select count(*)::int as known from item where shop_id = $1 and item_id = any($2::text[])'
    expect(await withShopSql(lanes, mugs, (tx) => tx.query(ofMany, [many]))).toEqual([{ known: 0 }])
    expect(await keptOn(lanes)).not.toContain(ofMany)
    await withShopSql(lanes, mugs, (tx) => tx.query(ofMany, [many.slice(1)]))
    expect(await keptOn(lanes)).toContain(ofMany)
  })

  it('is asked anew where the table changed since it was prepared', async () => {
    const everything = 'select * from shop_budget where shop_id = $1'
    const ask = () => withShopSql(lanes, mugs, (tx) => tx.query(everything))
    await ask()
    await asOwner(fresh.url, 'ALTER TABLE shop_budget ADD COLUMN of_a_later_version text')
    expect(await ask()).toEqual([])
    expect(await queryByQuery(lanes, mugs).query(everything)).toEqual([])
  })

  it('is not prepared where a pooler stands in between, which has others answer', async () => {
    const pooler = await startPgBouncer(fresh, { default_pool_size: 2 })
    const pooled = createDatabase(fresh.url, { appUrl: pooler.through(fresh.appUrl), connections: 1, prepares: true })
    try {
      expect(await withShopSql(pooled, mugs, (tx) => tx.query(named))).toEqual([{ shop_id: mugs }])
      expect(await keptOn(pooled)).toEqual([])
    } finally {
      await pooled.close()
      await pooler.stop()
    }
  })
})

it('a question that is refused leaves the connection to the next one, with nothing begun', async () => {
  const asking = queryByQuery(lanes, mugs)
  const [refused, answered] = await Promise.allSettled([
    asking.queryWithoutShop('select 1 / 0 as nothing'),
    asking.queryWithoutShop<{ one: number }>('select 1 as one'),
  ])
  expect(refused).toMatchObject({ reason: { code: '22012' } })
  expect(answered).toEqual({ status: 'fulfilled', value: [{ one: 1 }] })
})
