import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShopSql } from '../../../web/platform/db/with-shop.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { everythingOf, fillTables, tablesOfShops } from './filled-tables.ts'

const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'
const turnedAway = /row-level security|permission denied/

let fresh: FreshDatabase
let db: Database
let tables: string[]

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  for (const shop of [mugs, hats]) await fillTables(fresh.url, shop)
  tables = [...(await tablesOfShops(fresh.url)).keys()]
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})

describe('raw SQL as the role that serves requests', () => {
  it('is tried on every table that there is, and each has rows of both shops', async () => {
    const all = await queryAsOwner<{ name: string }>(
      fresh.url,
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
    )
    expect(tables).toEqual(all.map(({ name }) => name))
    for (const shop of [mugs, hats]) {
      const rows = await everythingOf(fresh.url, shop)
      expect(Object.entries(rows).flatMap(([table, { length }]) => (length === 0 ? [table] : []))).toEqual([])
    }
  })

  it('sees one shop’s rows and none of another', async () => {
    for (const table of tables) {
      const seen = await withShopSql(db, hats, (tx) => tx.queryWithoutShop(`select distinct shop_id from "${table}"`))
      expect(seen, table).toEqual([{ shop_id: hats }])
      const named = await withShopSql(db, hats, (tx) =>
        tx.queryWithoutShop(`select from "${table}" where shop_id = $1`, [mugs]),
      )
      expect(named, table).toEqual([])
    }
  })

  it('changes, deletes and adds nothing of another shop', async () => {
    const before = await everythingOf(fresh.url, mugs)
    for (const table of tables) {
      const attempts = [
        `update "${table}" set shop_id = shop_id where shop_id = $1 returning 1`,
        `delete from "${table}" where shop_id = $1 returning 1`,
        `insert into "${table}" (shop_id) values ($1) returning 1`,
      ]
      for (const sql of attempts) {
        const touched = await withShopSql(db, hats, (tx) => tx.queryWithoutShop(sql, [mugs])).catch((error: unknown) =>
          turnedAway.test(String(error)) ? [] : Promise.reject(error),
        )
        expect(touched, sql).toEqual([])
      }
    }
    expect(await everythingOf(fresh.url, mugs)).toEqual(before)
  })

  it.each([
    ['without a shop', 'select 1'],
    ['with no name for a shop', `select set_config('app.shop_id', '', true)`],
    ['with a pattern for a shop', `select set_config('app.shop_id', '%', true)`],
  ])('sees and writes nothing %s', async (_how, setting) => {
    const client = await db.pool.connect()
    try {
      for (const table of tables) {
        await client.query(`begin; ${setting}`)
        const { rows } = await client.query(`select * from "${table}"`)
        await client.query('savepoint before_writing')
        const write = await client.query(`insert into "${table}" (shop_id) values ($1)`, [mugs]).catch(String)
        await client.query('rollback')
        expect(rows, table).toEqual([])
        expect(write, table).toMatch(turnedAway)
      }
    } finally {
      client.release()
    }
  })
})

describe('a function that sees past one shop', () => {
  type Definer = { name: string; settings: string[] | null; public: boolean }
  const definers = () =>
    queryAsOwner<Definer>(
      fresh.url,
      `select p.oid::regprocedure::text as name, p.proconfig as settings, has_function_privilege('public', p.oid, 'execute') as public
         from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace`,
    )

  it('cannot be called by everyone, nor be given other tables to work on', async () => {
    const found = await definers()
    expect(found.length).toBeGreaterThan(5)
    for (const { name, settings, public: isPublic } of found) {
      expect(isPublic, name).toBe(false)
      expect(settings, name).toContain('search_path=pg_catalog, pg_temp')
    }
  })
})
