import type pg from 'pg'
import type { Logger } from 'pino'
import { type FinishedPosition, forgetFinishedOrders } from '../backorders/store/finished-orders.ts'
import type { Database } from '../platform/db/client.ts'
import { withShopSql } from '../platform/db/with-shop.ts'

/** For each kind of work the function that tells which shops have some, and the one that nudges them. */
const nudges = [
  ['shops_with_work', 'nudge_shops'],
  ['shops_with_native_work', 'nudge_shops'],
  ['shops_with_touched_locations', 'nudge_shops'],
  ['shops_that_leave', 'nudge_shops'],
  ['shops_with_mail', 'nudge_mail'],
  ['shops_with_texts', 'nudge_texts'],
  ['shops_with_promises', 'nudge_promises'],
] as const

/** Nudges every shop that has something to do that can be done. Nudges may be lost, to a crash for one; rows are not. */
export async function sweep({ pool }: Pick<Database, 'pool'>): Promise<void> {
  for (const [shops, nudge] of nudges) await pool.query(`SELECT ${nudge}(ARRAY(SELECT ${shops}()))`)
}

/**
 * Removes deliveries that were settled so long ago that Shopify will not repeat them, what old reconciles and rebuilds
 * found, CSV files and proposals that nobody came back for, and the files of what was sent to suppliers long ago.
 */
export async function forgetWhatIsOld(db: Database): Promise<void> {
  await db.pool.query('SELECT forget_old_deliveries(), forget_old_checks()')
  await forgetAll(db, 'forget_old_csv_files()')
  await forgetAll(db, 'forget_old_proposals()')
  await forgetAll(db, 'forget_old_message_files()')
  await forgetAll(db, 'forget_closed_orders(null)')
}

type Some =
  | 'forget_old_csv_files()'
  | 'forget_old_proposals()'
  | 'forget_old_message_files()'
  | 'forget_closed_orders(null)'

/** Some at a time: each may have a hundred thousand rows. */
async function forgetAll(db: Database, some: Some): Promise<void> {
  const { rows } = await db.pool.query<{ forgotten: number }>(`SELECT ${some} AS forgotten`)
  if (rows[0]?.forgotten) await forgetAll(db, some)
}

const ordersAtOnce = 200

/**
 * Forgets orders that were finished longer ago than their shop keeps them: some in a transaction, so that nobody waits for it. It
 * changes nothing that a plan is made of.
 */
export async function forgetOldOrders(db: Database, log?: Logger): Promise<void> {
  const { rows } = await db.pool.query<{ shop: string }>('SELECT shop FROM shops_with_old_orders() AS shop')
  for (const { shop } of rows) {
    await unlessHeldUp(shop, log, async () => {
      let after: FinishedPosition | null = null
      do {
        const from: FinishedPosition | null = after
        after = (await withShopSql(db, shop, (tx) => forgetFinishedOrders(tx, from, ordersAtOnce))).next
      } while (after !== null)
    })
  }
}

/** A shop whose rows somebody holds is passed over, and tried again the next time. */
const lockWaitMs = 1_000
/** Of nightly reconciles, in a minute: 10,000 shops have 28, and what was missed is made up for in two hours. */
const nightsAtOnce = 100

/**
 * Has the items planned again whose lines wait for what did not come, in every shop where a day has begun; and those with
 * units that are to be sent today.
 */
export async function beginNewDays({ pool }: Pick<Database, 'pool'>, log?: Logger): Promise<void> {
  await forEachShop(pool, 'shops_with_a_new_day()', 'begin_new_day', log)
  await forEachShop(pool, 'shops_with_scheduled_days()', 'notice_scheduled_days_of', log)
}

/** Has news heard once more of which Shopify may have kept back what came after it. */
export async function hearAgain({ pool }: Pick<Database, 'pool'>, log?: Logger): Promise<void> {
  await forEachShop(pool, 'shops_with_news_to_hear_again()', 'hear_again', log)
}

/** Begins the reconcile of shops whose minute of the night has passed since their last one. */
export async function startNightlyReconciles({ pool }: Pick<Database, 'pool'>, log?: Logger): Promise<void> {
  await forEachShop(pool, `shops_with_a_night(${nightsAtOnce})`, 'start_nightly_reconcile', log)
}

/** One short transaction for each. */
async function forEachShop(pool: pg.Pool, shops: string, work: string, log?: Logger): Promise<void> {
  const { rows } = await pool.query<{ shop: string }>(`SELECT shop FROM ${shops} AS shop`)
  for (const { shop } of rows) await unlessHeldUp(shop, log, () => forOneShop(pool, work, shop))
}

async function unlessHeldUp(shop: string, log: Logger | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isHeldUp(error)) throw error
    log?.info({ shop, err: error }, 'somebody holds rows of the shop; its upkeep is tried again')
  }
}

async function forOneShop(pool: pg.Pool, work: string, shop: string): Promise<void> {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockWaitMs}`)
    await client.query(`SELECT ${work}($1)`, [shop])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Lock not available, or deadlock. */
function isHeldUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01')
}
