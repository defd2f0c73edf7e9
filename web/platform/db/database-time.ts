import type { ShopSql } from './with-shop.ts'

/**
 * SQL of now, by the one clock that all processes share: theirs may jump and differ, and what was read last would look older
 * than what was read before it.
 */
export const databaseNow = `to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The same where nothing else is asked with it. */
export async function databaseTime(tx: ShopSql): Promise<string> {
  const [row] = await tx.queryWithoutShop<{ now: string }>(`select ${databaseNow} as now`)
  if (!row) throw new Error('the database does not say what time it is')
  return row.now
}
