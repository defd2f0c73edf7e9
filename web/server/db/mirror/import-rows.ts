import type { ShopSql } from '../with-shop.ts'
import type { ImportPartName } from './imports.ts'

/** A row of a bulk operation's file; `end` is where the file goes on behind it, and so its place. */
export type ImportRow = { readonly end: number; readonly id: string; readonly parentId: string; readonly body: string }

type PartKey = { readonly importId: string; readonly part: ImportPartName }

/** Once each: whoever keeps them advances the part from where it was in the same transaction. */
export async function keepRows(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  rows: readonly ImportRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into import_row (shop_id, import_id, part, row_end, row_id, parent_id, body)
     select $1, $2, $3, * from unnest($4::bigint[], $5::text[], $6::text[], $7::text[])`,
    [
      shop,
      importId,
      part,
      rows.map((row) => row.end),
      rows.map((row) => row.id),
      rows.map((row) => row.parentId),
      rows.map((row) => row.body),
    ],
  )
}

/** The next rows that belong to no other, in the order of the file. */
export async function loadRootRows(
  tx: ShopSql,
  shop: string,
  key: PartKey,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ImportRow[]> {
  return await tx.query<ImportRow>(
    `select row_end::float8 as "end", row_id as id, '' as "parentId", body from import_row
      where shop_id = $1 and import_id = $2 and part = $3 and parent_id = '' and row_end > $4
      order by row_end limit $5`,
    [shop, key.importId, key.part, after, limit],
  )
}

export async function loadChildRows(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  parentIds: readonly string[],
): Promise<ImportRow[]> {
  if (parentIds.length === 0) return []
  return await tx.query<ImportRow>(
    `select row_end::float8 as "end", row_id as id, parent_id as "parentId", body from import_row
      where shop_id = $1 and import_id = $2 and part = $3 and parent_id = any($4::text[])
      order by row_end`,
    [shop, importId, part, parentIds],
  )
}

export async function forgetRows(tx: ShopSql, shop: string, { importId, part }: PartKey): Promise<void> {
  await tx.query('delete from import_row where shop_id = $1 and import_id = $2 and part = $3', [shop, importId, part])
}

/** All rows of the part's file are kept; none is recorded yet. */
export async function startRecording(tx: ShopSql, shop: string, { importId, part }: PartKey): Promise<void> {
  await tx.query(`update import_part set position = '0' where shop_id = $1 and import_id = $2 and part = $3`, [
    shop,
    importId,
    part,
  ])
}

/** Recorded up to this row. Null where another process got there first. */
export async function advanceRecording(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  {
    from,
    to,
    done,
    spentMs,
  }: { readonly from: number; readonly to: number; readonly done: number; readonly spentMs: number },
): Promise<{ readonly isWaiting: boolean } | null> {
  const [row] = await tx.query<{ isWaiting: boolean }>(
    `update import_part set position = $5, done = done + $6, spent_ms = spent_ms + $7
      where shop_id = $1 and import_id = $2 and part = $3 and position = $4
     returning exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting"`,
    [shop, importId, part, String(from), String(to), done, Math.round(spentMs)],
  )
  return row ?? null
}
