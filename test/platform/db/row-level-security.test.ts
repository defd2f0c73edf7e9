import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../../web/platform/db/client.ts'
import { withShop, withShopSql } from '../../../web/platform/db/with-shop.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'

let fresh: FreshDatabase
let db: Database
const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'
const at = '2026-11-22T09:00:00Z'

beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
  for (const [shop, name] of [
    [mugs, 'Mug order'],
    [hats, 'Hat order'],
  ] as const) {
    await withShopSql(db, shop, (tx) =>
      tx.query(
        `INSERT INTO shop_order (shop_id, order_id, name, ordered_at, changed_at, heard_at)
         VALUES ($1, '820982911946154508', $2, $3, $3, $3)`,
        [name, at],
      ),
    )
  }
})

afterAll(async () => {
  await db.close()
  await fresh.drop()
})

describe('a shop', () => {
  it('sees its own order where another shop has one with the same id', async () => {
    const seen = await withShopSql(db, mugs, (tx) => tx.queryWithoutShop('SELECT shop_id, name FROM shop_order'))
    expect(seen).toEqual([{ shop_id: mugs, name: 'Mug order' }])
  })

  it('sees its own rows through Prisma as well', async () => {
    const own = '-- of a test\nSELECT name FROM shop_order'
    const seen = await withShop(db, hats, (tx) => tx.$queryRawUnsafe<{ name: string }[]>(own))
    expect(seen.map((order) => order.name)).toEqual(['Hat order'])
  })

  it('changes and deletes nothing of another shop, even when it names it', async () => {
    const touched = await withShopSql(db, mugs, async (tx) => [
      ...(await tx.queryWithoutShop(`UPDATE shop_order SET name = 'mine' WHERE shop_id = $1 RETURNING 1`, [hats])),
      ...(await tx.queryWithoutShop('DELETE FROM shop_order WHERE shop_id = $1 RETURNING 1', [hats])),
    ])
    expect(touched).toEqual([])
  })

  it('cannot write a row into another shop', async () => {
    const write = withShopSql(db, mugs, (tx) =>
      tx.queryWithoutShop(
        `INSERT INTO location (shop_id, location_id, name, active, changed_at) VALUES ($1, '1', 'Attic', true, now())`,
        [hats],
      ),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it('cannot move its own row into another shop', async () => {
    const move = withShopSql(db, mugs, (tx) => tx.queryWithoutShop('UPDATE shop_order SET shop_id = $1', [hats]))
    await expect(move).rejects.toThrow(/row-level security/)
  })

  it('is forgotten when the transaction ends, so the next user of the connection sees nothing', async () => {
    const one = createDatabase(fresh.url, { connections: 1 })
    await withShopSql(one, mugs, (tx) => tx.queryWithoutShop('SELECT 1'))
    const { rows } = await one.pool.query('SELECT * FROM shop_order')
    await one.close()
    expect(rows).toEqual([])
  })

  it('keeps nothing of work that failed', async () => {
    const work = withShopSql(db, mugs, async (tx) => {
      await tx.queryWithoutShop(`UPDATE shop_order SET name = 'half done'`)
      throw new Error('the rest failed')
    })
    await expect(work).rejects.toThrow('the rest failed')
    const [order] = await withShopSql(db, mugs, (tx) =>
      tx.queryWithoutShop<{ name: string }>('SELECT name FROM shop_order'),
    )
    expect(order?.name).toBe('Mug order')
  })
})

describe('without a shop', () => {
  it('no table shows a row', async () => {
    const tables = await tablesOf(fresh.url)
    for (const { name } of tables) {
      const { rows } = await db.pool.query(`SELECT * FROM "${name}"`)
      expect(rows, name).toEqual([])
    }
    expect(tables.length).toBeGreaterThanOrEqual(13)
  })

  it('no row can be written', async () => {
    const write = db.pool.query(`INSERT INTO shop (shop_id) VALUES ('new.myshopify.com')`)
    await expect(write).rejects.toThrow(/row-level security/)
  })
})

describe('every table', () => {
  it('has row-level security with a policy, and leads its keys with the shop, but where it is looked through for all shops', async () => {
    for (const table of await tablesOf(fresh.url)) {
      expect(table).toMatchObject({ secured: true, policies: 1, keys_without_shop: 0 })
    }
  })

  it('belongs to somebody else than the role that serves requests', async () => {
    const owned = await queryAsOwner(fresh.url, `SELECT 1 FROM pg_class WHERE relowner = 'backline_app'::regrole`)
    expect(owned).toEqual([])
  })
})

describe('the role that serves requests', () => {
  it('has no way round row-level security', async () => {
    const [role] = await queryAsOwner(
      fresh.url,
      `SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = 'backline_app'`,
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  })

  it('cannot rewrite the ledger', async () => {
    const rewrite = withShopSql(db, mugs, (tx) => tx.queryWithoutShop(`UPDATE ledger SET cause = '{}'`))
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })
})

/** By these it is found, of all shops, what is next or over. */
const acrossShops = [
  'lane_in_line',
  'csv_upload_touched_at_idx',
  'shop_removal_due',
  'shop_erasure_due',
  'supplier_message_with_files',
]

type Table = { name: string; secured: boolean; policies: number; keys_without_shop: number }

function tablesOf(url: string): Promise<Table[]> {
  return queryAsOwner<Table>(
    url,
    `SELECT c.relname AS name, c.relrowsecurity AS secured,
            (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            (SELECT count(*)::int FROM pg_index i
               LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
              WHERE i.indrelid = c.oid AND i.indkey[0] <> 0 AND a.attname <> 'shop_id'
               AND i.indexrelid::regclass::text <> ALL ($1)) AS keys_without_shop
       FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
      ORDER BY 1`,
    [acrossShops],
  )
}
