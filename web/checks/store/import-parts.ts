import { importParts } from '../../mirror/store/marks/ask-for-import.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { forgetRows } from './import-rows.ts'

type ImportPartName = (typeof importParts)[number]

/** ISO instants: from the one on, and before the other; null where that side is open. */
export type TimeRange = { readonly from: string | null; readonly before: string | null }

/** A part of an import, or a slice of time of it where Shopify could not write all of it down at once. */
export type ImportPart = TimeRange & {
  readonly part: ImportPartName
  readonly slice: number
  /** Shopify's bulk operation: its id, when it was created, and where its rows are once it is complete. */
  readonly operationId: string | null
  readonly operationAt: string | null
  readonly url: string | null
  readonly bytes: number | null
  readonly bytesDone: number
  /** How many things there are, and how many are recorded. */
  readonly expected: number | null
  readonly done: number
  readonly position: string | null
  readonly spentMs: number
  readonly isFinished: boolean
  /** How often in a row its operation or its file came to nothing, why, and in how many milliseconds it is tried again. */
  readonly attempts: number
  readonly trouble: string | null
  readonly waitMs: number
  /** When that is. */
  readonly dueAt: string
  /** How many things of it were set aside. */
  readonly setAside: number
}

export type PartKey = { readonly importId: string; readonly part: ImportPartName; readonly slice: number }

export const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The row that a `PartKey` names, in the first parameters of a statement. */
const isPart = 'shop_id = $1 and import_id = $2 and part = $3 and slice = $4'
const named = ({ importId, part, slice }: PartKey) => [importId, part, slice]

/** In the order in which they are recorded, the oldest slice of a part first. */
export async function loadImportParts(tx: ShopSql, importId: string): Promise<ImportPart[]> {
  return await tx.query<ImportPart>(
    `select part, slice, ${instant('from_at')} as "from", ${instant('before_at')} as before,
            operation_id as "operationId", ${instant('operation_at')} as "operationAt", url,
            bytes::float8 as bytes, bytes_done::float8 as "bytesDone", expected, done, position, spent_ms as "spentMs",
            finished_at is not null as "isFinished", attempts, trouble, set_aside as "setAside",
            ${instant('due_at')} as "dueAt", greatest(0, extract(epoch from due_at - now()) * 1000)::float8 as "waitMs"
       from import_part where shop_id = $1 and import_id = $2
      order by array_position($3::text[], part), from_at nulls first`,
    [importId, importParts],
  )
}

export async function recordOperation(
  tx: ShopSql,
  key: PartKey,
  operation: { readonly operationId: string; readonly createdAt: string },
): Promise<void> {
  await tx.query(
    `update import_part set operation_id = $5, operation_at = $6, url = null, bytes = null, bytes_done = 0,
            expected = null, done = 0, trouble = null
      where ${isPart}`,
    [...named(key), operation.operationId, operation.createdAt],
  )
}

/** What Shopify tells of this operation, if it is still the part's; where its rows are once they are all there. */
export async function recordOperationState(
  tx: ShopSql,
  key: PartKey,
  operationId: string,
  state: { readonly url: string | null; readonly bytes: number | null; readonly expected: number },
): Promise<void> {
  await tx.query(`update import_part set url = $6, bytes = $7, expected = $8 where ${isPart} and operation_id = $5`, [
    ...named(key),
    operationId,
    state.url,
    state.bytes,
    state.expected,
  ])
}

/** `trouble` says why it does not go on, where that is more than waiting. */
export type PartSetback = { readonly waitMs: number; readonly trouble: string | null; readonly isAttempt: boolean }

const isUnread = `operation_id = null, operation_at = null, url = null, bytes = null, bytes_done = 0, expected = null,
            done = 0, position = null`

/** The operation came to nothing, or its rows are gone: it begins anew later. What was recorded of it stays right. */
export async function restartPart(tx: ShopSql, key: PartKey, setback: PartSetback): Promise<void> {
  await tx.query(`update import_part set ${isUnread} where ${isPart}`, named(key))
  await postponePart(tx, key, setback)
  await forgetRows(tx, key)
}

/** The rest of the import goes on. */
export async function postponePart(
  tx: ShopSql,
  key: PartKey,
  { waitMs, trouble, isAttempt }: PartSetback,
): Promise<void> {
  await tx.query(
    `update import_part
        set due_at = now() + make_interval(secs => $5), trouble = $6, attempts = attempts + $7
      where ${isPart}`,
    [...named(key), waitMs / 1000, trouble, isAttempt ? 1 : 0],
  )
}

/** It was too much for this operation: it is asked for anew as these two. */
export async function cutPart(
  tx: ShopSql,
  key: PartKey,
  operationId: string,
  [older, newer]: readonly [TimeRange, TimeRange],
): Promise<void> {
  const cut = await tx.query(
    `update import_part set from_at = $5, before_at = $6, ${isUnread}, attempts = 0, trouble = null
      where ${isPart} and operation_id = $7 returning 1`,
    [...named(key), older.from, older.before, operationId],
  )
  if (cut.length === 0) return
  await tx.query(
    `with last as materialized (
        select max(slice) as slice from import_part where shop_id = $1 and import_id = $2 and part = $3)
     insert into import_part (shop_id, import_id, part, slice, from_at, before_at)
     select $1, $2, $3, last.slice + 1, $4, $5 from last returning 1`,
    [key.importId, key.part, newer.from, newer.before],
  )
}

export type ImportAdvance = {
  readonly from: number
  readonly to: number
  readonly spentMs: number
}

/**
 * Kept up to here; answers whether deliveries wait meanwhile. Null where another process got there first: what it
 * kept is the same.
 */
export async function advancePart(
  tx: ShopSql,
  key: PartKey,
  { from, to, spentMs }: ImportAdvance,
): Promise<{ readonly isWaiting: boolean } | null> {
  const [row] = await tx.query<{ isWaiting: boolean }>(
    `update import_part set bytes_done = $6, spent_ms = spent_ms + $7, attempts = case when $6 > $5 then 0 else attempts end
      where ${isPart} and bytes_done = $5
     returning exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting"`,
    [...named(key), from, to, Math.round(spentMs)],
  )
  return row ?? null
}

/** The strangers of the items up to this one are counted. */
export async function advanceStrangers(
  tx: ShopSql,
  key: PartKey,
  { position, done }: { readonly position: string; readonly done: number },
): Promise<void> {
  await tx.query(`update import_part set position = $5, done = done + $6, attempts = 0 where ${isPart}`, [
    ...named(key),
    position,
    done,
  ])
  await settleSetbacks(tx, key.importId)
}

/**
 * Whether all other slices of the part are finished, and the earliest instant at which an operation of it was created: what was
 * heard after that may be newer than what one of them found. Other slices cannot end meanwhile.
 */
export async function loadRestOfPart(
  tx: ShopSql,
  { importId, part, slice }: PartKey,
): Promise<{ readonly isLast: boolean; readonly writtenFrom: string }> {
  const slices = await tx.query<{ slice: number; isFinished: boolean; at: string | null }>(
    `select slice, finished_at is not null as "isFinished", ${instant('operation_at')} as at from import_part
      where shop_id = $1 and import_id = $2 and part = $3 order by slice for update`,
    [importId, part],
  )
  const [writtenFrom = ''] = slices.flatMap(({ at }) => at ?? []).sort()
  return { isLast: slices.every((each) => each.isFinished || each.slice === slice), writtenFrom }
}

export async function finishPart(tx: ShopSql, key: PartKey): Promise<void> {
  await tx.query(
    `update import_part set finished_at = now(), url = null, expected = done, attempts = 0, trouble = null
      where ${isPart} and finished_at is null`,
    named(key),
  )
  await settleSetbacks(tx, key.importId)
}

/** The import goes on. */
export async function settleSetbacks(tx: ShopSql, importId: string): Promise<void> {
  await tx.query('update import set attempts = 0, trouble = null where shop_id = $1 and import_id = $2', [importId])
}
