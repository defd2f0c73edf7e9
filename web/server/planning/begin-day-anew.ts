import { databaseTime } from '../db/database-time.ts'
import { markItemsDue } from '../db/planning/due-items.ts'
import { markEveryPromiseDue } from '../db/promises/promise-marks.ts'
import { today } from '../db/shops/shop-day.ts'
import type { ShopSql } from '../db/with-shop.ts'

/** As far apart as days can be, seen from the two ends of the earth. */
const daysApart = 2

/**
 * The shop has moved to another time zone, where it may be yesterday: what is late, and what was told, is worked out again, and
 * the days of that place begin from now on. The caller holds `lockPlans`.
 */
export async function beginDayAnew(tx: ShopSql): Promise<void> {
  await tx.query('update shop set day_begun = null where shop_id = $1')
  const rows = await tx.query<{ item: string }>(
    `select distinct item_id as item from arrival
      where shop_id = $1 and is_ordered and abs(due - ${today}) <= $2`,
    [daysApart],
  )
  const cause = {
    kind: 'reconcile',
    topic: 'shop/read',
    triggeredAt: await databaseTime(tx),
    what: 'time-zone',
  } as const
  await markItemsDue(tx, new Map(rows.map(({ item }) => [item, [cause]])))
  await markEveryPromiseDue(tx)
  await tx.query('select nudge_shop($1)')
}
