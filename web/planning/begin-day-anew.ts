import { markEveryPromiseDue } from '../mirror/store/marks/promise-marks.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import { today } from '../platform/db/shop-day.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { markItemsDue } from './store/due-items.ts'

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
