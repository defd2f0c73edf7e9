import type { Cause } from '../../mirror/rules/shop-facts.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

export type DueItem = {
  readonly itemId: string
  /** A plan clears the mark only if nothing was marked since it looked. */
  readonly version: string
  readonly attempts: number
  /** How long readings have shown fewer committed units than we know of. */
  readonly waitedSeconds: number | null
  readonly ordersRead: boolean
  /** Shopify did not tell of it when it was asked last. */
  readonly isSetAside: boolean
  readonly causes: readonly Cause[]
}

/** As many causes as one item keeps: enough to name what mattered, few enough to stay small in a flash sale. */
export const causesKept = 8

/** Marks items as due for a plan. Marks made twice, or late, cost a plan that changes nothing. */
export async function markItemsDue(tx: ShopSql, marks: ReadonlyMap<string, readonly Cause[]>): Promise<void> {
  if (marks.size === 0) return
  const items = [...marks.keys()].sort()
  await tx.query(
    `insert into due_item as known (shop_id, item_id, causes)
     select $1, * from unnest($2::text[], $3::jsonb[])
         on conflict (shop_id, item_id) do update
        set version = excluded.version, due_at = excluded.due_at,
            causes = case when jsonb_array_length(known.causes) >= ${causesKept} then excluded.causes
                          else known.causes || excluded.causes end`,
    [items, items.map((item) => JSON.stringify((marks.get(item) ?? []).slice(-causesKept)))],
  )
}

/** Goods came to a location: units by item that a plan has to see, which it has where it looked after they came. */
export async function markReceived(tx: ShopSql, location: string, units: ReadonlyMap<string, number>): Promise<void> {
  await tx.query(
    `insert into due_item as known (shop_id, item_id, just_received)
     select $1, item_id, jsonb_build_array(jsonb_build_object('location', $2::text, 'units', units))
       from unnest($3::text[], $4::int[]) as came(item_id, units) order by item_id
         on conflict (shop_id, item_id) do update
        set version = excluded.version, just_received = known.just_received || excluded.just_received`,
    [location, [...units.keys()], [...units.values()]],
  )
}

export type ReceivedUnits = { readonly item: string; readonly location: string; readonly units: number }

/** Of these items, what came and no plan has seen yet. */
export async function loadJustReceived(tx: ShopSql, itemIds: readonly string[]): Promise<readonly ReceivedUnits[]> {
  return await tx.query<ReceivedUnits>(
    `select item_id as item, came ->> 'location' as location, sum((came ->> 'units')::int)::float8 as units
       from due_item, jsonb_array_elements(just_received) as came
      where shop_id = $1 and item_id = any($2::text[])
      group by 1, 2`,
    [itemIds],
  )
}

export async function loadDueItems(tx: ShopSql, limit: number): Promise<DueItem[]> {
  const rows = await tx.query<{
    item_id: string
    version: string
    attempts: number
    waited: number | null
    orders_read: boolean
    set_aside: boolean
    causes: Cause[]
  }>(
    `select item_id, version::text, attempts, extract(epoch from now() - waiting_since)::float8 as waited, orders_read, causes,
            exists (select from delivery d where d.shop_id = $1 and d.webhook_id = 'read/item/' || item_id
                                             and d.state = 'parked') as set_aside
       from due_item
      where shop_id = $1 and due_at <= now()
      order by due_at, item_id
      limit $2`,
    [limit],
  )
  return rows.map((row) => ({
    itemId: row.item_id,
    version: row.version,
    attempts: row.attempts,
    waitedSeconds: row.waited,
    ordersRead: row.orders_read,
    isSetAside: row.set_aside,
    causes: row.causes,
  }))
}

/** Of these marks, the items that nothing has marked since. Locked until the transaction ends. */
export async function lockUnchangedMarks(tx: ShopSql, due: readonly DueItem[]): Promise<Set<string>> {
  const rows = await tx.query<{ item_id: string }>(
    `select item_id from due_item
       join unnest($2::text[], $3::bigint[]) as seen(item, seen_version) on item = item_id and seen_version = version
      where shop_id = $1
      order by item_id
        for no key update of due_item`,
    [due.map((mark) => mark.itemId), due.map((mark) => mark.version)],
  )
  return new Set(rows.map((row) => row.item_id))
}

export async function clearMarks(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query('delete from due_item where shop_id = $1 and item_id = any($2::text[])', [itemIds])
}

/** They were planned, and are to be once more in so many milliseconds, whether or not something marks them until then. */
export async function lookAgain(tx: ShopSql, inMs: ReadonlyMap<string, number>): Promise<void> {
  if (inMs.size === 0) return
  await tx.query(
    `with again as materialized (
        select item_id, now() + make_interval(secs => in_ms / 1000) as due_at
          from unnest($2::text[], $3::float8[]) as asked(item_id, in_ms))
     update due_item
        set due_at = again.due_at, causes = '[]', attempts = 0, waiting_since = null, orders_read = false, just_received = '[]'
       from again
      where shop_id = $1 and due_item.item_id = again.item_id`,
    [[...inMs.keys()], [...inMs.values()]],
  )
}

/**
 * They are planned when something marks them again. What came and no plan has seen is kept until then: it is in no reading
 * that a plan went by.
 */
export async function setMarksAside(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query(
    `with aside as materialized (
        delete from due_item where shop_id = $1 and item_id = any($2::text[]) and just_received = '[]')
     update due_item set due_at = 'infinity', causes = '[]', attempts = 0, waiting_since = null, orders_read = false
      where shop_id = $1 and item_id = any($2::text[]) and just_received <> '[]'`,
    [itemIds],
  )
}

/** Two seconds, doubling, as long as the wait for news lasts. */
export async function postponeMarks(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query(
    `with next as materialized (
        select item_id, now() as moment, now() + make_interval(secs => least(2 ^ (attempts + 1), 32)) as due_at
          from due_item where shop_id = $1 and item_id = any($2::text[]))
     update due_item
        set attempts = attempts + 1, waiting_since = coalesce(waiting_since, next.moment), due_at = next.due_at
       from next
      where shop_id = $1 and due_item.item_id = next.item_id`,
    [itemIds],
  )
}

/** The wait is over: the orders of these items are being read, and the plan after that trusts what it has. */
export async function endWait(tx: ShopSql, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await tx.query(
    'update due_item set orders_read = true, due_at = now() where shop_id = $1 and item_id = any($2::text[])',
    [itemIds],
  )
}
