import pg from 'pg'
import { startReconcile } from '../checks/store/reconciles.ts'
import type { Config } from '../platform/config.ts'
import { createDatabase } from '../platform/db/client.ts'
import { checkDatabase } from '../platform/db/server/check-database.ts'
import { withShopSql } from '../platform/db/with-shop.ts'
import { StartFaults } from '../platform/errors.ts'

/**
 * `node web/app/main.ts reconcile-all`: begins a reconcile of every shop that has the app, as after a restore, when nobody knows
 * what was missed. One short transaction for each shop; workers compare them in turns. Run twice, it does no more than once:
 * a reconcile that is under way is left alone. A shop that lets nobody in is reconciled when it does again. Answers how many
 * shops there are.
 */
export async function reconcileAll({ databaseUrl, appDatabaseUrl }: Config): Promise<number> {
  if (databaseUrl === null) throw new StartFaults('The configuration', ['DATABASE_URL is not set.'])
  const db = createDatabase(databaseUrl, { appUrl: appDatabaseUrl, connections: 1 })
  try {
    await checkDatabase(db)
    const shops = await shopsWithTheApp(databaseUrl)
    for (const shop of shops) await withShopSql(db, shop, (tx) => startReconcile(tx, 'outage'))
    return shops.length
  } finally {
    await db.close()
  }
}

async function shopsWithTheApp(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query("select where to_regclass('public.session') is not null")
    if (tables.length === 0)
      throw new StartFaults('The database', ['It has no tables of Backline: start the app first.'])
    const { rows } = await client.query<{ shop: string }>(
      `select shop_id as shop from shop
        where uninstalled_at is null and exists (select from session where session.shop_id = shop.shop_id)
        order by shop_id`,
    )
    return rows.map(({ shop }) => shop)
  } finally {
    await client.end()
  }
}
