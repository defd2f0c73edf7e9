/** The kinds of work that a shop has a lane for. */
export const laneKinds = ['shop', 'mail', 'promises', 'texts', 'collections'] as const

export type LaneKind = (typeof laneKinds)[number]
export type LaneTurn = { readonly shop: string; readonly kind: LaneKind }

/** `waitMs`: until the lane wants its next turn; null where it waits to be nudged. `error`: the kind of error that the turn failed with. `usedMs`: for how long it used a slot. */
export type EndedTurn = LaneTurn & {
  readonly waitMs: number | null
  readonly error: string | null
  readonly usedMs: number
}

/** Runs one statement, of all shops. */
export type LaneSql = { query<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> }

/**
 * Gives the worker lanes that are due, of each kind at most so many: the longest due first, and after them those that used a
 * slot for more than an eighth of the last seconds.
 */
export function claimTurns(sql: LaneSql, worker: string, most: ReadonlyMap<LaneKind, number>): Promise<LaneTurn[]> {
  return sql.query<LaneTurn>('SELECT shop, of_kind AS kind FROM claim_lanes($1, $2, $3)', [
    worker,
    [...most.keys()],
    [...most.values()],
  ])
}

export async function endTurns(sql: LaneSql, worker: string, ended: readonly EndedTurn[]): Promise<void> {
  await sql.query('SELECT end_turns($1, $2, $3, $4, $5, $6)', [
    worker,
    ended.map(({ shop }) => shop),
    ended.map(({ kind }) => kind),
    ended.map(({ waitMs }) => waitMs),
    ended.map(({ error }) => error),
    ended.map(({ usedMs }) => usedMs),
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
