import { markOrdersWithMessagesDue } from '../../../mirror/store/marks/order-marks.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { BackorderState } from '../../rules/record/backorder.ts'

/** A backorder that was written: `before` is null for one that is new. */
export type WrittenBackorder = {
  readonly orderId: string
  readonly locationId: string
  readonly before: BackorderState | null
  readonly after: BackorderState
}

/**
 * What hangs on backorders, written by whoever writes them: how many there are, and that their orders are told of anew. The caller
 * holds the rows.
 */
export async function followBackorders(tx: ShopSql, written: readonly WrittenBackorder[]): Promise<void> {
  await count(tx, written)
  await markOrdersWithMessagesDue(
    tx,
    written.map(({ orderId }) => orderId),
  )
}

async function count(tx: ShopSql, written: readonly WrittenBackorder[]): Promise<void> {
  const moves = written
    .filter(({ before, after }) => before !== after)
    .flatMap(({ locationId, before, after }) => [
      { locationId, state: after, lines: 1 },
      ...(before === null ? [] : [{ locationId, state: before, lines: -1 }]),
    ])
  if (moves.length === 0) return
  await tx.query(
    `insert into backorder_count as known (shop_id, location_id, state, lines)
     select $1, location_id, state, sum(lines)
       from unnest($2::text[], $3::text[], $4::int[]) as moved(location_id, state, lines)
      group by location_id, state having sum(lines) <> 0 order by location_id, state
         on conflict (shop_id, location_id, state) do update set lines = known.lines + excluded.lines`,
    [moves.map((one) => one.locationId), moves.map((one) => one.state), moves.map((one) => one.lines)],
  )
}
