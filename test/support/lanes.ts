import { queryAsOwner } from './database/database.ts'

export type LaneSeen = { shop: string; kind: string; claimed: boolean; due: boolean; minutes: number | null }

/** What is to have a turn at once or has one, as a worker would find it: nudges are gathered first. News of one order waits for the rest of it. */
export async function lanesOf(databaseUrl: string): Promise<LaneSeen[]> {
  await queryAsOwner(databaseUrl, 'SELECT gather_nudges()')
  return await queryAsOwner<LaneSeen>(
    databaseUrl,
    `SELECT shop_id AS shop, kind, claimed_by IS NOT NULL AS claimed, coalesce(due_at <= now() + interval '1 second', false) AS due,
            round(extract(epoch FROM due_at - now()) / 60)::int AS minutes
       FROM lane WHERE due_at IS NOT NULL OR claimed_by IS NOT NULL ORDER BY shop_id, kind`,
  )
}

/** Lanes that are due, as `kind shop`. */
export async function lanesDue(databaseUrl: string): Promise<string[]> {
  return (await lanesOf(databaseUrl)).filter(({ due }) => due).map(({ shop, kind }) => `${kind} ${shop}`)
}
