import type { Database } from '../db/client.ts'

/**
 * Nudges every shop that has something to do. Nudges may be lost, to a crash or to a race in the queue; rows are not.
 */
export async function sweep(db: Database): Promise<void> {
  await db.pool.query(
    `SELECT nudge_shops(ARRAY(SELECT shops_with_work() UNION SELECT shops_with_native_work()
                              UNION SELECT shops_with_touched_locations() UNION SELECT shops_that_leave())),
            nudge_mail(ARRAY(SELECT shops_with_mail())),
            nudge_texts(ARRAY(SELECT shops_with_texts())), nudge_promises(ARRAY(SELECT shops_with_promises()))`,
  )
}

/**
 * Removes deliveries that were settled so long ago that Shopify will not repeat them, what old reconciles and rebuilds
 * found, and CSV files that nobody came back for.
 */
export async function forgetWhatIsOld(db: Database): Promise<void> {
  await db.pool.query('SELECT forget_old_deliveries(), forget_old_checks()')
  await forgetOldFiles(db)
}

/** Some at a time: each may have a hundred thousand rows. */
async function forgetOldFiles(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ forgotten: number }>('SELECT forget_old_csv_files() AS forgotten')
  if (rows[0]?.forgotten) await forgetOldFiles(db)
}

/**
 * Has the items planned again whose lines wait for what did not come, in every shop where a day has begun; and those with
 * units that are to be sent today.
 */
export async function beginNewDays(db: Database): Promise<void> {
  await db.pool.query('SELECT begin_new_days(), notice_scheduled_days()')
}

/** Begins the reconcile of every shop whose minute of the night has passed since its last one. */
export async function startNightlyReconciles(db: Database): Promise<void> {
  await db.pool.query('SELECT start_nightly_reconciles()')
}
