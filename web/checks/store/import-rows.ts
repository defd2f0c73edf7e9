import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { PartKey } from './import-parts.ts'

/** A row of a bulk operation's file; `end` is where the file goes on behind it, and so its place. */
export type ImportRow = { readonly end: number; readonly id: string; readonly parentId: string; readonly body: string }

/** Once each: whoever keeps them advances the part from where it was in the same transaction. */
export async function keepRows(
  tx: ShopSql,
  { importId, part, slice }: PartKey,
  rows: readonly ImportRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into import_row (shop_id, import_id, part, slice, row_end, row_id, parent_id, body)
     select $1, $2, $3, $4, * from unnest($5::bigint[], $6::text[], $7::text[], $8::text[]) returning 1`,
    [
      importId,
      part,
      slice,
      rows.map((row) => row.end),
      rows.map((row) => row.id),
      rows.map((row) => row.parentId),
      rows.map((row) => row.body),
    ],
  )
}

type Most = {
  readonly things: number
  /** Of the rows of all things but the last one. */
  readonly bytes: number
  /** How deep rows below a thing are counted with it. */
  readonly levels: 0 | 1 | 2
}

/** The next rows that belong to no other, in the order of the file, as far as they and what belongs to them fit into memory. */
export async function loadRootRows(
  tx: ShopSql,
  key: PartKey,
  after: number,
  { things, bytes, levels }: Most,
): Promise<ImportRow[]> {
  return await tx.query<ImportRow>(
    `select row_end::float8 as "end", row_id as id, '' as "parentId", body
       from (select weighed.*, sum(bytes) over (order by row_end rows between unbounded preceding and 1 preceding) as before
               from (select root.row_end, root.row_id, root.body, octet_length(root.body) + ${bytesBelow('root', levels)} as bytes
                       from import_row root
                      where root.shop_id = $1 and root.import_id = $2 and root.part = $3 and root.slice = $4
                        and root.parent_id = '' and root.row_end > $5
                      order by root.row_end limit $6) as weighed) as sized
      where before is null or before < $7
      order by row_end`,
    [key.importId, key.part, key.slice, after, things, bytes],
  )
}

/**
 * SQL: the bytes of all rows below one, so many levels deep. Each looks its own up: so soon after they were kept PostgreSQL does not know
 * how many there are, and would join each of them with each.
 */
function bytesBelow(parent: string, levels: number): string {
  if (levels === 0) return '0'
  const row = `${parent}_row`
  return `coalesce((select sum(octet_length(${row}.body) + ${bytesBelow(row, levels - 1)}) from import_row ${row}
                     where ${row}.shop_id = $1 and ${row}.import_id = $2 and ${row}.part = $3 and ${row}.slice = $4
                       and ${row}.parent_id = ${parent}.row_id), 0)`
}

/** Rows that belong to these, in no order. */
export async function loadChildRows(
  tx: ShopSql,
  { importId, part, slice }: PartKey,
  parentIds: readonly string[],
): Promise<ImportRow[]> {
  if (parentIds.length === 0) return []
  return await tx.query<ImportRow>(
    `select row_end::float8 as "end", row_id as id, parent_id as "parentId", body from import_row
      where shop_id = $1 and import_id = $2 and part = $3 and slice = $4 and parent_id = any($5::text[])`,
    [importId, part, slice, parentIds],
  )
}

export async function forgetRows(tx: ShopSql, { importId, part, slice }: PartKey): Promise<void> {
  await tx.query('delete from import_row where shop_id = $1 and import_id = $2 and part = $3 and slice = $4', [
    importId,
    part,
    slice,
  ])
}

/** Of all its slices. */
export async function forgetRowsOfPart(
  tx: ShopSql,
  { importId, part }: Pick<PartKey, 'importId' | 'part'>,
): Promise<void> {
  await tx.query('delete from import_row where shop_id = $1 and import_id = $2 and part = $3', [importId, part])
}

/** All rows of the part's file are kept; none is recorded yet. */
export async function startRecording(tx: ShopSql, { importId, part, slice }: PartKey): Promise<void> {
  await tx.query(
    `update import_part set position = '0' where shop_id = $1 and import_id = $2 and part = $3 and slice = $4`,
    [importId, part, slice],
  )
}

type Recorded = {
  readonly from: number
  readonly to: number
  /** How many things, and how many of them were set aside. */
  readonly done: number
  readonly setAside: number
  readonly spentMs: number
}

/** Recorded up to this row. Null where another process got there first. */
export async function advanceRecording(
  tx: ShopSql,
  { importId, part, slice }: PartKey,
  { from, to, done, setAside, spentMs }: Recorded,
): Promise<{ readonly isWaiting: boolean } | null> {
  const [row] = await tx.query<{ isWaiting: boolean }>(
    `update import_part set position = $6, done = done + $7, set_aside = set_aside + $8, spent_ms = spent_ms + $9
      where shop_id = $1 and import_id = $2 and part = $3 and slice = $4 and position = $5
     returning exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting"`,
    [importId, part, slice, String(from), String(to), done, setAside, Math.round(spentMs)],
  )
  return row ?? null
}
