import type { Database } from '../../../platform/db/client.ts'

/** What is to be done over all shops together. */
export type WorkFigures = {
  readonly waiting: number
  /** How long the oldest waiting delivery has waited. */
  readonly lagSeconds: number
  readonly dueMarks: number
  readonly parked: number
  readonly shopsNeedingAttention: number
  readonly mailWaiting: number
  /** How long the mail that waits the longest has waited. */
  readonly mailLagSeconds: number
}

export async function loadWorkFigures(db: Pick<Database, 'pool'>): Promise<WorkFigures | null> {
  const { rows } = await db.pool.query<WorkFigures>(
    `SELECT work.waiting::int, lag_seconds AS "lagSeconds", due_marks::int AS "dueMarks", parked::int,
            shops_needing_attention::int AS "shopsNeedingAttention", mail.waiting::int AS "mailWaiting",
            mail.oldest_seconds AS "mailLagSeconds"
       FROM work_figures() AS work, mail_figures() AS mail`,
  )
  return rows[0] ?? null
}

/** How many shops have a delivery that has waited for more than so many seconds, by the seconds. */
export async function countShopsThatLag(
  db: Pick<Database, 'pool'>,
  seconds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.pool.query<{ over: number; shops: number }>(
    'SELECT over, shops::int FROM shops_that_lag($1)',
    [seconds],
  )
  return new Map(rows.map(({ over, shops }) => [over, shops]))
}
