import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import type { BackorderChange } from '../../planning/rules/record/changes.ts'
import { markItemsDue } from '../../planning/store/due-items.ts'
import { isUnsettled } from '../../planning/store/record/recorded-backorders.ts'
import { databaseTime } from '../../platform/db/database-time.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { probeLineAndOrder } from '../../platform/db/probe.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type RebuildRecord = {
  readonly rebuildId: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly appliedAt: string | null
  /** Items to work out, those looked at, and of these the ones left out because news is on its way. */
  readonly expected: number
  readonly done: number
  readonly waiting: number
  /** The last item that was looked at. */
  readonly position: string
  /** Items of which stock points would owe other numbers. */
  readonly owed: number
}

export type RebuildDifferenceRecord = {
  readonly sequence: string
  readonly itemId: string
  readonly lineId: string
  readonly locationId: string
  readonly locationName: string | null
  readonly orderName: string
  readonly title: string
  readonly sku: string | null
  readonly before: BackorderNumbers | null
  readonly after: BackorderNumbers
}

/** Items that have a plan: something of them is open, or recorded as short or owed. */
const plannedItems = `
  select item_id from order_line where shop_id = $1 and open > 0 and item_id is not null
  union select item_id from backorder where shop_id = $1 and ${isUnsettled}
  union select item_id from owed_stock where shop_id = $1`

/** Begins a rebuild in place of the one before it, unless one is under way. Answers the one that is. */
export async function startRebuild(tx: ShopSql): Promise<string> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('rebuild:' || $1, 0))`)
  const last = await loadRebuild(tx)
  if (last?.finishedAt === null) return last.rebuildId
  await tx.query('delete from rebuild_difference where shop_id = $1')
  await tx.query('delete from rebuild where shop_id = $1')
  const [started] = await tx.query<{ id: string }>(
    `with planned as materialized (select count(*) as items from (${plannedItems}) as items)
     insert into rebuild (shop_id, expected) select $1, planned.items from planned
     returning rebuild_id::text as id`,
  )
  await tx.query('select nudge_shop($1)')
  return started?.id ?? ''
}

export async function loadRebuild(tx: ShopSql): Promise<RebuildRecord | null> {
  const [last] = await tx.query<RebuildRecord>(
    `select rebuild_id::text as "rebuildId", ${isoInstant('started_at')} as "startedAt",
            ${isoInstant('finished_at')} as "finishedAt", ${isoInstant('applied_at')} as "appliedAt",
            expected, done, waiting, position, coalesce(cardinality(owed_items), 0) as owed
       from rebuild where shop_id = $1 order by rebuild_id desc limit 1`,
  )
  return last ?? null
}

export async function loadItemsAfter(tx: ShopSql, position: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ item_id: string }>(
    `select item_id from (${plannedItems}) as items where item_id > $2 order by item_id limit $3`,
    [position, limit],
  )
  return rows.map((row) => row.item_id)
}

export type WorkedOut = {
  /** All items that were looked at; none where there was nothing left. */
  readonly items: readonly string[]
  readonly waiting: number
  readonly changes: readonly BackorderChange[]
  /** Items of which stock points would owe other numbers. */
  readonly owedItems: readonly string[]
}

/** Keeps what a rebuild found, unless another worker was faster or another rebuild has begun. */
export async function recordWorkedOut(
  tx: ShopSql,
  { rebuildId, position }: RebuildRecord,
  { items, waiting, changes, owedItems }: WorkedOut,
): Promise<void> {
  const moved = await tx.query(
    `update rebuild set position = coalesce($4, position), done = done + $5, waiting = waiting + $6,
            owed_items = owed_items || $7::text[], expected = greatest(expected, done + $5),
            finished_at = case when $4::text is null then moment end
       from (select now() as moment) as clock
      where shop_id = $1 and rebuild_id = $2 and position = $3 and finished_at is null returning 1`,
    [rebuildId, position, items.at(-1) ?? null, items.length, waiting, owedItems],
  )
  if (moved.length === 0 || changes.length === 0) return
  await tx.query(
    `with named as materialized (
        select line.item_id, found.line_id, found.location_id, shop_order.name, line.title, line.sku, found.before, found.after
          from unnest($3::text[], $4::text[], $5::jsonb[], $6::jsonb[]) as found(line_id, location_id, before, after)
               ${probeLineAndOrder('found.line_id')})
     insert into rebuild_difference
            (shop_id, rebuild_id, item_id, line_id, location_id, order_name, title, sku, before, after)
     select $1, $2::bigint, named.* from named returning 1`,
    [
      rebuildId,
      changes.map((change) => change.line),
      changes.map((change) => change.location),
      changes.map((change) => (change.before === null ? null : JSON.stringify(change.before))),
      changes.map((change) => JSON.stringify(change.after)),
    ],
  )
}

/** One page of the lines whose numbers would change. */
export async function listDifferences(
  tx: ShopSql,
  rebuildId: string,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<RebuildDifferenceRecord> & { readonly total: number }> {
  const page = await readSequencePage(
    (range) =>
      tx.query<RebuildDifferenceRecord>(
        `select difference_id as sequence, item_id as "itemId", line_id as "lineId", d.location_id as "locationId",
                l.name as "locationName", order_name as "orderName", title, sku, before, after
           from rebuild_difference d
           left join location l on l.shop_id = $1 and l.location_id = d.location_id
          where d.shop_id = $1 and rebuild_id = $2 and ($3::bigint is null or difference_id ${range.beyond} $3)
          order by difference_id ${range.order} limit $4`,
        [rebuildId, range.from, range.limit],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    'select count(*)::int as total from rebuild_difference where shop_id = $1 and rebuild_id = $2',
    [rebuildId],
  )
  return { ...page, total: counted?.total ?? 0 }
}

/**
 * Hands the items with differences to the lane, which plans them from facts of that moment: where these moved since,
 * the newer truth is written. False where the rebuild is not there, not finished, or was applied before.
 */
export async function applyRebuild(tx: ShopSql, rebuildId: string): Promise<boolean> {
  const applied = await tx.query(
    `update rebuild set applied_at = now()
      where shop_id = $1 and rebuild_id = $2 and finished_at is not null and applied_at is null returning 1`,
    [rebuildId],
  )
  if (applied.length === 0) return false
  const items = await tx.query<{ item_id: string }>(
    `select item_id from rebuild_difference where shop_id = $1 and rebuild_id = $2
      union
     select unnest(owed_items) from rebuild where shop_id = $1 and rebuild_id = $2`,
    [rebuildId],
  )
  const cause = { kind: 'reconcile', topic: 'rebuild', triggeredAt: await databaseTime(tx) } as const
  await markItemsDue(tx, new Map(items.map(({ item_id }) => [item_id, [cause]])))
  await tx.query('select nudge_shop($1)')
  return true
}
