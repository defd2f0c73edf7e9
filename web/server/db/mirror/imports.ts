import type { ShopSql } from '../with-shop.ts'
import { forgetRows } from './import-rows.ts'

/** In the order in which they are recorded: an order line finds its item, and a stranger is one when all orders are in. */
export const importParts = ['locations', 'catalogue', 'stock', 'orders', 'routing', 'strangers'] as const
export type ImportPartName = (typeof importParts)[number]

export type ImportPart = {
  readonly part: ImportPartName
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
}

export type ShopImport = {
  readonly importId: string
  /** No plan can be right before it is over. */
  readonly holdsPlans: boolean
  /** Milliseconds until something is to be done. */
  readonly waitMs: number
  readonly ageMs: number
  /** How often in a row it could not go on. */
  readonly attempts: number
  readonly ordersKnownAt: string | null
  readonly parts: readonly ImportPart[]
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Starts an import unless one is under way. */
export async function askForImport(tx: ShopSql, shop: string, wish: { readonly holdsPlans: boolean }): Promise<void> {
  await tx.query(
    `with asked as (
            insert into import (shop_id, holds_plans) values ($1, $2) on conflict do nothing returning import_id)
     insert into import_part (shop_id, import_id, part) select $1, import_id, unnest($3::text[]) from asked`,
    [shop, wish.holdsPlans, importParts],
  )
}

/**
 * The import that every plan waits for: none was finished since the app was installed. One that began before is of
 * another time.
 */
export async function askForFirstImport(tx: ShopSql, shop: string): Promise<void> {
  await tx.query(
    `with old as (
            delete from import using shop
             where import.shop_id = $1 and shop.shop_id = $1 and finished_at is null and started_at < installed_at
         returning import_id),
          rows as (delete from import_row where shop_id = $1 and import_id in (select import_id from old))
     delete from import_part where shop_id = $1 and import_id in (select import_id from old)`,
    [shop],
  )
  const [finished] = await tx.query(
    `select from import join shop using (shop_id) where shop_id = $1 and finished_at >= installed_at limit 1`,
    [shop],
  )
  if (!finished) await askForImport(tx, shop, { holdsPlans: true })
}

export async function loadImportUnderWay(tx: ShopSql, shop: string): Promise<ShopImport | null> {
  const [row] = await tx.query<Omit<ShopImport, 'parts'>>(
    `select import_id::text as "importId", holds_plans as "holdsPlans", attempts,
            ${instant('orders_known_at')} as "ordersKnownAt",
            greatest(0, extract(epoch from due_at - now()) * 1000)::float8 as "waitMs",
            extract(epoch from now() - started_at)::float8 * 1000 as "ageMs"
       from import where shop_id = $1 and finished_at is null`,
    [shop],
  )
  return row ? { ...row, parts: await loadImportParts(tx, shop, row.importId) } : null
}

export async function loadImportParts(tx: ShopSql, shop: string, importId: string): Promise<ImportPart[]> {
  return await tx.query<ImportPart>(
    `select part, operation_id as "operationId", ${instant('operation_at')} as "operationAt", url,
            bytes::float8 as bytes, bytes_done::float8 as "bytesDone", expected, done, position, spent_ms as "spentMs",
            finished_at is not null as "isFinished"
       from import_part where shop_id = $1 and import_id = $2 order by array_position($3::text[], part)`,
    [shop, importId, importParts],
  )
}

type PartKey = { readonly importId: string; readonly part: ImportPartName }

export async function recordOperation(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  operation: { readonly operationId: string; readonly createdAt: string },
): Promise<void> {
  await tx.query(
    `update import_part set operation_id = $4, operation_at = $5, url = null, bytes = null, bytes_done = 0,
            expected = null, done = 0
      where shop_id = $1 and import_id = $2 and part = $3`,
    [shop, importId, part, operation.operationId, operation.createdAt],
  )
}

/** What Shopify tells of an operation; where its rows are once they are all there. */
export async function recordOperationState(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  state: { readonly url: string | null; readonly bytes: number | null; readonly expected: number },
): Promise<void> {
  await tx.query(
    'update import_part set url = $4, bytes = $5, expected = $6 where shop_id = $1 and import_id = $2 and part = $3',
    [shop, importId, part, state.url, state.bytes, state.expected],
  )
}

/** The operation came to nothing, or its rows are gone: the part begins anew. What was recorded of it stays right. */
export async function restartPart(tx: ShopSql, shop: string, { importId, part }: PartKey): Promise<void> {
  await tx.query(
    `update import_part
        set operation_id = null, operation_at = null, url = null, bytes = null, bytes_done = 0, expected = null, done = 0,
            position = null
      where shop_id = $1 and import_id = $2 and part = $3`,
    [shop, importId, part],
  )
  await forgetRows(tx, shop, { importId, part })
}

export type Advance = {
  readonly from: number
  readonly to: number
  readonly done: number
  readonly spentMs: number
}

/**
 * Recorded up to here; answers whether deliveries wait meanwhile. Null where another process got there first: what it
 * recorded is the same.
 */
export async function advancePart(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  { from, to, done, spentMs }: Advance,
): Promise<{ readonly isWaiting: boolean } | null> {
  const [row] = await tx.query<{ isWaiting: boolean }>(
    `update import_part set bytes_done = $5, done = done + $6, spent_ms = spent_ms + $7
      where shop_id = $1 and import_id = $2 and part = $3 and bytes_done = $4
     returning exists (select from delivery where shop_id = $1 and state = 'waiting') as "isWaiting"`,
    [shop, importId, part, from, to, done, Math.round(spentMs)],
  )
  return row ?? null
}

/** The strangers of the items up to this one are counted. */
export async function advanceStrangers(
  tx: ShopSql,
  shop: string,
  { importId, part }: PartKey,
  { position, done }: { readonly position: string; readonly done: number },
): Promise<void> {
  await tx.query(
    `update import_part set position = $4, done = done + $5 where shop_id = $1 and import_id = $2 and part = $3`,
    [shop, importId, part, position, done],
  )
  await goesOn(tx, shop, importId)
}

export async function finishPart(tx: ShopSql, shop: string, { importId, part }: PartKey): Promise<void> {
  await tx.query(
    `update import_part set finished_at = now(), url = null, expected = done
      where shop_id = $1 and import_id = $2 and part = $3 and finished_at is null`,
    [shop, importId, part],
  )
  await goesOn(tx, shop, importId)
}

async function goesOn(tx: ShopSql, shop: string, importId: string): Promise<void> {
  await tx.query('update import set attempts = 0, trouble = null where shop_id = $1 and import_id = $2', [
    shop,
    importId,
  ])
}

/** `trouble` says why it cannot go on, where it is more than waiting. */
export type Setback = { readonly waitMs: number; readonly trouble: string | null; readonly isAttempt: boolean }

export async function postponeImport(
  tx: ShopSql,
  shop: string,
  importId: string,
  { waitMs, trouble, isAttempt }: Setback,
): Promise<void> {
  await tx.query(
    `update import
        set due_at = now() + make_interval(secs => $3), trouble = $4, attempts = attempts + $5
      where shop_id = $1 and import_id = $2`,
    [shop, importId, waitMs / 1000, trouble, isAttempt ? 1 : 0],
  )
}

export async function recordOrdersKnown(tx: ShopSql, shop: string, importId: string, at: string): Promise<void> {
  await tx.query('update import set orders_known_at = $3 where shop_id = $1 and import_id = $2', [shop, importId, at])
}

/** Plans may be made again. Answers how many committed units belong to orders that we may not read. */
export async function finishImport(tx: ShopSql, shop: string, importId: string): Promise<void> {
  await tx.query(
    `update import
        set finished_at = now(), trouble = null,
            stranger_units = (select coalesce(sum(strangers), 0) from stock_point where shop_id = $1 and connected)
      where shop_id = $1 and import_id = $2`,
    [shop, importId],
  )
}
