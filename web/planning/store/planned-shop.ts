import { isClosed } from '../../mirror/store/stock/obstacles.ts'
import { databaseNow } from '../../platform/db/database-time.ts'
import { today } from '../../platform/db/shop-day.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import type { CountingRules } from './counting-rules.ts'

/** What a plan goes by of the shop itself, all of one moment. Locations are in the order of their ids. */
export type PlannedShop = CountingRules & {
  /** The moment itself, by the database's clock, and what day it is then where the shop is. */
  readonly now: string
  readonly today: Day
  /** Those that were not deleted; none before they were first read. */
  readonly locations: readonly string[]
  /** What is to be fulfilled from there must be moved, and nothing comes there. */
  readonly closed: readonly string[]
  /** Where only what was received counts. */
  readonly receivedOnly: readonly string[]
  /** From which no online order is fulfilled. */
  readonly storesOnly: readonly string[]
}

/** Every plan and every promise needs it, so it is asked in one go. */
export async function loadPlannedShop(tx: ShopSql): Promise<PlannedShop> {
  const [found] = await tx.query<PlannedShop>(
    `select counts_from as "countsFrom", counts_unclaimed as "countsUnclaimed",
            ${databaseNow} as now, to_char(${today}, 'YYYY-MM-DD') as today,
            ${locationsThat('deleted_at is null and shop.locations_read_at is not null')} as locations,
            ${locationsThat(isClosed('location'))} as closed,
            ${locationsThat(`counts = 'received'`)} as "receivedOnly",
            ${locationsThat('not fulfils_online')} as "storesOnly"
       from shop where shop_id = $1`,
  )
  if (found === undefined) throw new Error('the database does not know the shop')
  return found
}

function locationsThat(are: string): string {
  return `array(select location_id from location where location.shop_id = $1 and ${are} order by location_id)`
}
