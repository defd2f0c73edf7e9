import type { Database } from '../db/client.ts'
import { withShopSql } from '../db/with-shop.ts'
import type { LaneKind } from './lane-turns.ts'

/** Of the lanes of one kind, over all shops. */
export type LaneFigures = {
  readonly kind: LaneKind
  /** Are due, and no worker has taken them. */
  readonly waiting: number
  /** How long the one that is due the longest has waited. */
  readonly waitSeconds: number
  readonly failing: number
  /** Since when the first of them fails. */
  readonly failingSeconds: number
}

export async function loadLaneFigures(db: Pick<Database, 'pool'>): Promise<LaneFigures[]> {
  const { rows } = await db.pool.query<LaneFigures>(
    `SELECT kind, waiting::int, wait_seconds AS "waitSeconds", failing::int, failing_seconds AS "failingSeconds" FROM lane_figures()`,
  )
  return rows
}

/** A lane whose last turn failed: since when, how many turns did, and with which kind of error. */
export type FailingLane = {
  readonly kind: LaneKind
  readonly since: string
  readonly turns: number
  readonly error: string
}

export function loadFailingLanes(db: Pick<Database, 'pool'>, shop: string): Promise<FailingLane[]> {
  return withShopSql(db, shop, (tx) =>
    tx.query<FailingLane>(
      `select kind, to_char(failing_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since, failures as turns, error
         from lane where shop_id = $1 and failures > 0 order by kind`,
    ),
  )
}
