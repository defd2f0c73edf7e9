import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginNewDays, startNightlyReconciles, sweep } from '../../web/app/sweep.ts'
import { createDatabase, type Database } from '../../web/platform/db/client.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { loadStanding } from '../../web/shop/store/shop-lifecycle.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'
import { lanesDue } from '../support/lanes.ts'

let fresh: FreshDatabase
let db: Database
const holders: pg.Client[] = []
beforeAll(async () => {
  fresh = await freshDatabase()
  db = createDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(() =>
  asOwner(fresh.url, 'TRUNCATE shop, session, due_item, reconcile, promise_due, storefront_promise, lane, nudge'),
)
afterEach(async () => {
  for (const holder of holders.splice(0)) await holder.end()
})

/** A shop that opened the app three days ago. */
async function aShop(shop: string, set = 'attention = NULL'): Promise<void> {
  await asOwner(
    fresh.url,
    `INSERT INTO shop (shop_id, opened_at, installed_at) VALUES ($1, now(), now() - interval '3 days')`,
    [shop],
  )
  await asOwner(fresh.url, `UPDATE shop SET ${set} WHERE shop_id = $1`, [shop])
}

/** Somebody's transaction that did this and goes on. */
async function hold(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: fresh.url })
  holders.push(client)
  await client.connect()
  await client.query('BEGIN')
  await client.query(statement)
}

const letGo = () => holders.splice(0)[0]?.end()
const shopsOf = async (sql: string) =>
  (await queryAsOwner<{ shop_id: string }>(fresh.url, sql)).map(({ shop_id }) => shop_id)

describe('the sweep', () => {
  it.each([
    ['is installed', 'attention = NULL', false],
    ['is installed, with a token', 'attention = NULL', true],
    ['is frozen, with a token left', `attention = 'the shop is frozen'`, true],
    ['lost its token', `attention = 'Shopify does not accept the token'`, false],
    ['removed the app', 'uninstalled_at = now()', false],
  ])('nudges a shop that %s if its lane would do anything, and never otherwise', async (_, set, hasToken) => {
    await aShop('mugs', set)
    await asOwner(fresh.url, `INSERT INTO due_item (shop_id, item_id) VALUES ('mugs', '1')`)
    await asOwner(fresh.url, `INSERT INTO reconcile (shop_id, reason) VALUES ('mugs', 'asked')`)
    if (hasToken)
      await asOwner(
        fresh.url,
        `INSERT INTO session (shop_id, id, is_online, state) VALUES ('mugs', 'offline', false, '')`,
      )
    const { isPaused } = await withShopSql(db, 'mugs', loadStanding)
    await sweep(db)
    expect(await lanesDue(fresh.url)).toEqual(isPaused ? [] : ['shop mugs'])
    expect(isPaused).toBe(set !== 'attention = NULL' && !hasToken)
  })

  it('nudges a shop that lost its token for what is heard of it', async () => {
    await aShop('mugs', `attention = 'Shopify does not accept the token'`)
    await asOwner(
      fresh.url,
      `INSERT INTO delivery (shop_id, webhook_id, topic, body) VALUES ('mugs', '1', 'orders/create', '{}')`,
    )
    await sweep(db)
    expect(await lanesDue(fresh.url)).toEqual(['shop mugs'])
    await asOwner(fresh.url, 'TRUNCATE delivery')
  })
})

describe('nightly reconciles', () => {
  it('are not begun where Shopify does not let us in', async () => {
    await aShop('mugs')
    await aShop('hats', `attention = 'Shopify does not accept the token'`)
    await startNightlyReconciles(db)
    expect(await shopsOf('SELECT shop_id FROM reconcile')).toEqual(['mugs'])
  })

  it('that were missed are not begun all at once', async () => {
    await asOwner(
      fresh.url,
      `INSERT INTO shop (shop_id, opened_at, installed_at)
       SELECT 'shop-' || n, now(), now() - interval '3 days' FROM generate_series(1, 150) AS n`,
    )
    await startNightlyReconciles(db)
    expect(await shopsOf('SELECT shop_id FROM reconcile')).toHaveLength(100)
    await startNightlyReconciles(db)
    expect(new Set(await shopsOf('SELECT shop_id FROM reconcile')).size).toBe(150)
    await startNightlyReconciles(db)
    expect(await shopsOf('SELECT shop_id FROM reconcile')).toHaveLength(150)
  })
})

describe('a new day', () => {
  const begun = () => shopsOf('SELECT shop_id FROM shop WHERE day_begun IS NOT NULL ORDER BY 1')

  it('begins for every shop but one whose row somebody holds, and for that one later', async () => {
    for (const shop of ['a', 'b', 'c']) await aShop(shop)
    await hold(`SELECT FROM shop WHERE shop_id = 'b' FOR UPDATE`)
    await beginNewDays(db)
    expect(await begun()).toEqual(['a', 'c'])
    await letGo()
    await beginNewDays(db)
    expect(await begun()).toEqual(['a', 'b', 'c'])
  })

  it('begins for every shop but one with a mark that somebody holds', async () => {
    for (const shop of ['a', 'b', 'c']) {
      await aShop(shop)
      await asOwner(
        fresh.url,
        `INSERT INTO storefront_promise (shop_id, variant_id, item_id, state, follows_today) VALUES ($1, '10', '1', 'backorder', true)`,
        [shop],
      )
    }
    await asOwner(fresh.url, `INSERT INTO promise_due (shop_id, item_id) VALUES ('a', '1')`)
    await hold(`UPDATE promise_due SET version = version + 1 WHERE shop_id = 'a'`)
    await beginNewDays(db)
    expect(await begun()).toEqual(['b', 'c'])
    expect(await shopsOf('SELECT shop_id FROM promise_due ORDER BY 1')).toEqual(['a', 'b', 'c'])
  })
})
