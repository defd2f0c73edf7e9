import type { ShopSql } from './with-shop.ts'

/** What day it is where the shop is; where that is not known, in UTC. */
export async function loadShopDay(tx: ShopSql, shop: string): Promise<string> {
  const [row] = await tx.query<{ now: string; zone: string | null }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now,
            (select time_zone from shop where shop_id = $1) as zone`,
    [shop],
  )
  if (!row) throw new Error('the database does not say what time it is')
  return dayIn(row.zone ?? 'UTC', row.now)
}

/** The calendar day of a moment in a time zone; in UTC where the zone is none that we know. */
export function dayIn(timeZone: string, instant: string): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant))
  } catch (error) {
    if (error instanceof RangeError && timeZone !== 'UTC') return dayIn('UTC', instant)
    throw error
  }
}
