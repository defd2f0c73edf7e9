import type { ComingSeen } from '../../native/store/native-comparison.ts'
import type { BackorderNumbers } from '../../planning/rules/record/backorder.ts'
import { isoInstant } from '../../platform/db/iso-instant.ts'
import { readSequencePage, type SequencePage, type SequencePosition } from '../../platform/db/sequence-page.ts'
import { takeInOrder } from '../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

const reconcileSteps = [
  'locations',
  'variants',
  'changed-orders',
  'listed-orders',
  'open-orders',
  'items',
  'stock',
] as const
export type ReconcileStep = (typeof reconcileSteps)[number]
export type ReconcileReason = 'asked' | 'nightly' | 'outage'

export type ReconcileRecord = {
  readonly reconcileId: string
  readonly reason: ReconcileReason
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly step: ReconcileStep
  /** The last thing of the step that was compared. */
  readonly position: string
  /** How many were compared, each counted once. */
  readonly orders: number
  readonly items: number
  /** Every change of an order up to this moment is known, by Shopify's clock; null: of none. */
  readonly ordersKnownAt: string | null
}

export type DifferenceCause = 'lost-webhook' | 'edit-outside' | 'drift'

/** An order as far as a plan depends on it. */
export type OrderSeenRecord = {
  readonly orderedAt: string
  readonly isOver: boolean
  readonly lines: { lineId: string; title: string; units: number; open: number }[]
  readonly places: { location: string; units: number }[]
  /** What is to be sent later, and when, an instant; null where nobody knows. */
  readonly scheduled?: { units: number; at: string | null }[]
}

/** Which item it is of; its names and how it is sold, each only where it differs. */
type VariantSeen = {
  readonly itemId: string | null
  readonly title?: string | null
  readonly sku?: string | null
  /** Under which handle its product is to be had in the online store; null: not there. */
  readonly onlineHandle?: string | null
  /** Null: nobody has said yet. */
  readonly sellsWithoutStock?: boolean | null
}

type Seen = {
  location: { name: string; active: boolean }
  variant: VariantSeen
  order: OrderSeenRecord
  item: { tracked: boolean; deleted: boolean }
  stock: { available: number | null; strangers?: number; owed?: number }
  backorder: BackorderNumbers
  transfer: ComingSeen
}

export type DifferenceOf<Thing extends keyof Seen> = {
  readonly thing: Thing
  readonly thingId: string
  /** What people call it. */
  readonly name: string
  readonly cause: DifferenceCause
  /** What we had, and what Shopify says; null where there is none. */
  readonly ours: Seen[Thing] | null
  readonly theirs: Seen[Thing] | null
}

export type Difference = { [Thing in keyof Seen]: DifferenceOf<Thing> }[keyof Seen]

/** Begins where none is under way, and answers the one that is. Orders are compared from where the last one ended. */
export async function startReconcile(tx: ShopSql, reason: ReconcileReason): Promise<string> {
  await tx.query(
    `insert into reconcile (shop_id, reason) values ($1, $2) on conflict (shop_id) where finished_at is null do nothing`,
    [reason],
  )
  await tx.query('select nudge_shop($1)')
  return (await loadReconcile(tx))?.reconcileId ?? ''
}

/** Why things differed that this reconcile compared so far, keyed `thing thingId`. */
export async function loadCauses(
  tx: ShopSql,
  reconcileId: string,
  things: readonly string[],
): Promise<Map<string, DifferenceCause>> {
  const rows = await tx.query<{ thing: string; cause: DifferenceCause }>(
    `select thing || ' ' || thing_id as thing, cause from reconcile_difference
      where shop_id = $1 and reconcile_id = $2 and thing || ' ' || thing_id = any($3::text[]) order by difference_id`,
    [reconcileId, things],
  )
  return new Map(rows.map(({ thing, cause }) => [thing, cause]))
}

/** The last one to begin. */
export async function loadReconcile(tx: ShopSql): Promise<ReconcileRecord | null> {
  const [last] = await tx.query<ReconcileRecord>(
    `select reconcile_id::text as "reconcileId", reason, ${isoInstant('started_at')} as "startedAt",
            ${isoInstant('finished_at')} as "finishedAt", step, position, orders, greatest(items, stock_items) as items,
            ${isoInstant(
              `coalesce(orders_known_at,
                 (select before.orders_known_at from reconcile before
                   where before.shop_id = $1 and before.finished_at is not null
                   order by before.reconcile_id desc limit 1),
                 (select max(import.orders_known_at) from import
                   where import.shop_id = $1 and import.finished_at is not null))`,
            )} as "ordersKnownAt"
       from reconcile where shop_id = $1 order by reconcile_id desc limit 1`,
  )
  return last ?? null
}

export type ReconcileAdvance = {
  readonly step: ReconcileStep
  readonly position: string
  readonly orders?: number
  readonly items?: number
  readonly ordersKnownAt?: string | null
  readonly isOver?: boolean
}

export async function advanceReconcile(
  tx: ShopSql,
  reconcileId: string,
  { step, position, orders = 0, items = 0, ordersKnownAt = null, isOver = false }: ReconcileAdvance,
): Promise<void> {
  await tx.query(
    `update reconcile set step = $3, position = $4, orders = orders + $5, items = items + $6,
            orders_known_at = greatest(orders_known_at, $7), finished_at = case when $8 then moment end
       from (select now() as moment) as clock
      where shop_id = $1 and reconcile_id = $2`,
    [reconcileId, step, position, orders, items, ordersKnownAt, isOver],
  )
}

/** The stock of so many more items was compared, whoever waits for them. */
export async function countStockCompared(tx: ShopSql, reconcileId: string, items: number): Promise<void> {
  await tx.query('update reconcile set stock_items = stock_items + $3 where shop_id = $1 and reconcile_id = $2', [
    reconcileId,
    items,
  ])
}

/** Several steps come upon the same order. Answers how many of these no step had compared before; nobody else marks any meanwhile. */
export async function markOrdersCompared(
  tx: ShopSql,
  reconcileId: string,
  orderIds: readonly string[],
): Promise<number> {
  const isFirst = 'order_id = any($2::text[]) and compared_in is distinct from $3::bigint'
  await takeInOrder(tx, { table: 'shop_order', key: 'order_id', which: isFirst, values: [orderIds, reconcileId] })
  const first = await tx.query(
    `update shop_order set compared_in = $3::bigint where shop_id = $1 and ${isFirst} returning 1`,
    [orderIds, reconcileId],
  )
  return first.length
}

export async function recordDifferences(
  tx: ShopSql,
  reconcileId: string,
  differences: readonly Difference[],
): Promise<void> {
  if (differences.length === 0) return
  await tx.query(
    `insert into reconcile_difference (shop_id, reconcile_id, thing, thing_id, name, cause, ours, theirs)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
     returning 1`,
    [
      reconcileId,
      differences.map((one) => one.thing),
      differences.map((one) => one.thingId),
      differences.map((one) => one.name),
      differences.map((one) => one.cause),
      differences.map((one) => one.ours && JSON.stringify(one.ours)),
      differences.map((one) => one.theirs && JSON.stringify(one.theirs)),
    ],
  )
}

export type ListedDifference = Difference & { readonly sequence: string; readonly locationName: string | null }

export async function listReconcileDifferences(
  tx: ShopSql,
  reconcileId: string,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<ListedDifference> & { readonly total: number }> {
  const page = await readSequencePage(
    (range) =>
      tx.query<ListedDifference>(
        `select difference_id as sequence, thing, thing_id as "thingId", d.name, l.name as "locationName", cause, ours, theirs
           from reconcile_difference d
           left join location l on l.shop_id = $1 and l.location_id = split_part(thing_id, '@', 2)
          where d.shop_id = $1 and reconcile_id = $2 and ($3::bigint is null or difference_id ${range.beyond} $3)
          order by difference_id ${range.order} limit $4`,
        [reconcileId, range.from, range.limit],
      ),
    position,
    limit,
  )
  const [counted] = await tx.query<{ total: number }>(
    'select count(*)::int as total from reconcile_difference where shop_id = $1 and reconcile_id = $2',
    [reconcileId],
  )
  return { ...page, total: counted?.total ?? 0 }
}
