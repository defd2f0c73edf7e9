/** The kinds of work that a shop has a lane for. */
export const laneKinds = ['shop', 'mail', 'promises', 'texts', 'collections'] as const

export type LaneKind = (typeof laneKinds)[number]
export type LaneTurn = { readonly shop: string; readonly kind: LaneKind }

/** `waitMs`: until the lane wants its next turn; null where it waits to be nudged. `error`: the kind of error that the turn failed with. */
export type EndedTurn = LaneTurn & { readonly waitMs: number | null; readonly error: string | null }

/** Runs one statement, of all shops. */
export type LaneSql = { query<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> }

/** Gives the worker lanes that are due, the longest due first: of each kind at most so many. */
export function claimTurns(sql: LaneSql, worker: string, most: ReadonlyMap<LaneKind, number>): Promise<LaneTurn[]> {
  return sql.query<LaneTurn>('SELECT shop, of_kind AS kind FROM claim_lanes($1, $2, $3)', [
    worker,
    [...most.keys()],
    [...most.values()],
  ])
}

export async function endTurns(sql: LaneSql, worker: string, ended: readonly EndedTurn[]): Promise<void> {
  await sql.query('SELECT end_turns($1, $2, $3, $4, $5)', [
    worker,
    ended.map(({ shop }) => shop),
    ended.map(({ kind }) => kind),
    ended.map(({ waitMs }) => waitMs),
    ended.map(({ error }) => error),
  ])
}

/** Gives back the lanes of workers that are gone, and those of this one that it never heard of: `at` is what it is at. */
export async function releaseLanes(
  sql: LaneSql,
  lockSpace: number,
  worker: string,
  at: readonly LaneTurn[],
): Promise<void> {
  await sql.query('SELECT release_lanes($1, $2, $3, $4)', [
    lockSpace,
    worker,
    at.map(({ shop }) => shop),
    at.map(({ kind }) => kind),
  ])
}
