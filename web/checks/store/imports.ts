import { dropImport } from '../../mirror/store/marks/ask-for-import.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import { type ImportPart, instant, loadImportParts } from './import-parts.ts'

export type ShopImportRecord = {
  readonly importId: string
  /** No plan can be right before it is over. */
  readonly holdsPlans: boolean
  /** Milliseconds until something is to be done. */
  readonly waitMs: number
  readonly ageMs: number
  /** How often in a row it could not go on. */
  readonly attempts: number
  readonly ordersKnownAt: string | null
  /** The reconcile that it reads every variant and the stock of every item for; null where it brings in the shop. */
  readonly reconcileId: string | null
  /** At its end, the item up to which everything that is tight is due; null before the first of them is. */
  readonly markedTo: string | null
  readonly parts: readonly ImportPart[]
}

/**
 * Has Shopify write down every variant and the stock of every item, for a reconcile; answers the import that brings them. One
 * that is under way already brings them as well.
 */
export async function askForCatalogueAndStock(tx: ShopSql, reconcileId: string): Promise<string> {
  await tx.query(
    `with asked as (
            insert into import (shop_id, holds_plans, reconcile_id) values ($1, false, $2) on conflict do nothing
            returning import_id)
     insert into import_part (shop_id, import_id, part)
     select $1, import_id, unnest(array['catalogue', 'stock']) from asked returning 1`,
    [reconcileId],
  )
  return (await loadImportUnderWay(tx))?.importId ?? ''
}

/** Whether it is waited for: not where Shopify could not write something down, and an hour at most. */
export async function isImportAwaited(tx: ShopSql, importId: string): Promise<boolean> {
  const running = await tx.query(
    `select from import
      where shop_id = $1 and import_id = $2 and finished_at is null and started_at > now() - interval '1 hour'
        and not exists (select from import_part as part
                         where part.shop_id = $1 and part.import_id = $2 and part.attempts > 0)`,
    [importId],
  )
  return running.length > 0
}

/** What is left to do of an import for this reconcile is left: the next one asks again. */
export async function dropReconcileImport(tx: ShopSql, reconcileId: string): Promise<void> {
  await dropImport(tx, 'reconcile_id = $2', [reconcileId])
}

/** The reconcile that it reads for; null where it brings in the shop. */
export async function loadReconcileOf(tx: ShopSql, importId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }>(
    'select reconcile_id::text as id from import where shop_id = $1 and import_id = $2',
    [importId],
  )
  return row?.id ?? null
}

export async function loadImportUnderWay(tx: ShopSql): Promise<ShopImportRecord | null> {
  const [row] = await tx.query<Omit<ShopImportRecord, 'parts'>>(
    `select import_id::text as "importId", holds_plans as "holdsPlans", attempts,
            ${instant('orders_known_at')} as "ordersKnownAt", reconcile_id::text as "reconcileId", marked_to as "markedTo",
            greatest(0, extract(epoch from due_at - now()) * 1000)::float8 as "waitMs",
            extract(epoch from now() - started_at)::float8 * 1000 as "ageMs"
       from import where shop_id = $1 and finished_at is null`,
  )
  return row ? { ...row, parts: await loadImportParts(tx, row.importId) } : null
}

/** `trouble` says why it cannot go on, where it is more than waiting. */
export type Setback = { readonly waitMs: number; readonly trouble: string | null; readonly isAttempt: boolean }

export async function postponeImport(
  tx: ShopSql,
  importId: string,
  { waitMs, trouble, isAttempt }: Setback,
): Promise<void> {
  await tx.query(
    `update import
        set due_at = now() + make_interval(secs => $3), trouble = $4, attempts = attempts + $5
      where shop_id = $1 and import_id = $2`,
    [importId, waitMs / 1000, trouble, isAttempt ? 1 : 0],
  )
}

export async function recordOrdersKnown(tx: ShopSql, importId: string, at: string): Promise<void> {
  await tx.query('update import set orders_known_at = $3 where shop_id = $1 and import_id = $2', [importId, at])
}

export async function recordMarkedTo(tx: ShopSql, importId: string, itemId: string): Promise<void> {
  await tx.query('update import set marked_to = $3 where shop_id = $1 and import_id = $2', [importId, itemId])
}

/** Plans may be made again. Answers how many committed units belong to orders that we may not read. */
export async function finishImport(tx: ShopSql, importId: string): Promise<void> {
  await tx.query(
    `update import
        set finished_at = now(), trouble = null,
            stranger_units = (select coalesce(sum(strangers), 0) from stock_point where shop_id = $1 and connected)
      where shop_id = $1 and import_id = $2`,
    [importId],
  )
}
