import type { Database } from '../client.ts'

/** What is to be done over all shops together. */
export type WorkFigures = {
  readonly waiting: number
  /** How long the oldest waiting delivery has waited. */
  readonly lagSeconds: number
  readonly dueMarks: number
  readonly parked: number
  readonly shopsNeedingAttention: number
}

export async function loadWorkFigures(db: Pick<Database, 'pool'>): Promise<WorkFigures | null> {
  const { rows } = await db.pool.query<WorkFigures>(
    `SELECT waiting::int, lag_seconds AS "lagSeconds", due_marks::int AS "dueMarks", parked::int,
            shops_needing_attention::int AS "shopsNeedingAttention"
       FROM work_figures()`,
  )
  return rows[0] ?? null
}
