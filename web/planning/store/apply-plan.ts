import type { Cause } from '../../mirror/rules/shop-facts.ts'
import { probeLineAndOrder } from '../../platform/db/probe.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { BackorderNumbers } from '../rules/record/backorder.ts'
import type { BackorderChange } from '../rules/record/changes.ts'
import { followBackorders, type WrittenBackorder } from './record/follow-backorders.ts'

export type CausedChange = BackorderChange & { readonly cause: Cause }

/** Writes the difference between a plan and what is recorded, with one ledger row for each change. */
export async function applyPlan(tx: ShopSql, changes: readonly CausedChange[]): Promise<void> {
  const opened = changes.filter((change) => change.backorder === null)
  const changed = changes.flatMap((change) =>
    change.backorder === null ? [] : [{ ...change, backorder: change.backorder }],
  )
  const written = await openBackorders(tx, opened)
  const openedIds = new Map(written.map((row) => [`${row.lineId}@${row.locationId}`, row.backorderId]))
  await followBackorders(tx, [...written, ...(await updateBackorders(tx, changed))])
  await writeLedger(tx, [
    ...opened.flatMap((change) => {
      const backorder = openedIds.get(`${change.line}@${change.location}`)
      return backorder === undefined ? [] : [{ ...change, backorder }]
    }),
    ...changed,
  ])
}

type Opened = WrittenBackorder & { readonly backorderId: string; readonly lineId: string }

async function openBackorders(tx: ShopSql, opened: readonly CausedChange[]): Promise<Opened[]> {
  if (opened.length === 0) return []
  const rows = await tx.query<Omit<Opened, 'before'>>(
    `with opened as materialized (
        select n.line_id, location_id, line.order_id, item_id, variant_id, name, sku, title, ordered_at,
               n.units, shipped, covered, backordered, pegged, uncovered, state, ready_on, next_arrival_on,
               coalesce(told_to, told_from) as first_promise
          from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[],
                      $11::date[], $12::date[])
               as n(line_id, location_id, units, shipped, covered, backordered, pegged, uncovered, state, ready_on,
                    next_arrival_on)
               ${probeLineAndOrder('n.line_id')})
     insert into backorder
            (shop_id, line_id, location_id, order_id, item_id, variant_id, order_name, sku, title, ordered_at,
             units, shipped, covered, backordered, pegged, uncovered, state, ready_on, next_arrival_on,
             first_promise, first_estimate, opened_at, changed_at)
     select $1, opened.*, ready_on, now(), now() from opened
      order by ordered_at, order_id, line_id
     returning backorder_id::text as "backorderId", line_id as "lineId", location_id as "locationId", order_id as "orderId",
               state as after`,
    [opened.map((one) => one.line), opened.map((one) => one.location), ...columns(opened)],
  )
  return rows.map((row) => ({ ...row, before: null }))
}

type RecordedChange = CausedChange & { readonly backorder: string }

async function updateBackorders(tx: ShopSql, changed: readonly RecordedChange[]): Promise<WrittenBackorder[]> {
  if (changed.length === 0) return []
  // Taken in the order of their keys, as by takeInOrder.
  const taken = await tx.query<Omit<Opened, 'after' | 'lineId'>>(
    `select backorder_id::text as "backorderId", order_id as "orderId", location_id as "locationId", state as before
       from backorder where shop_id = $1 and backorder_id = any($2::bigint[]) order by backorder_id for no key update`,
    [changed.map((one) => one.backorder)],
  )
  await tx.query(
    `update backorder
        set units = n.units, shipped = n.shipped, covered = n.covered, backordered = n.backordered,
            pegged = n.pegged, uncovered = n.uncovered, state = n.state, ready_on = n.ready_on,
            next_arrival_on = n.next_arrival_on, first_estimate = coalesce(backorder.first_estimate, n.ready_on), changed_at = now()
       from unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::text[], $10::date[],
                   $11::date[])
            as n(backorder_id, units, shipped, covered, backordered, pegged, uncovered, state, ready_on, next_arrival_on)
      where backorder.shop_id = $1 and backorder.backorder_id = n.backorder_id`,
    [changed.map((one) => one.backorder), ...columns(changed)],
  )
  const states = new Map(changed.map((one) => [one.backorder, one.after.state]))
  return taken.flatMap((row) => {
    const after = states.get(row.backorderId)
    return after === undefined ? [] : [{ ...row, after }]
  })
}

function columns(changes: readonly CausedChange[]): unknown[] {
  const column = <Key extends keyof BackorderNumbers>(key: Key) => changes.map((change) => change.after[key])
  return [
    column('units'),
    column('shipped'),
    column('covered'),
    column('backordered'),
    column('pegged'),
    column('uncovered'),
    column('state'),
    column('readyOn'),
    column('nextArrivalOn'),
  ]
}

/**
 * A cause may have waited to be planned until its order was forgotten: then it names it no more. Orders are looked up one by one:
 * joined, all orders of the shop were read for a handful of changes.
 */
async function writeLedger(tx: ShopSql, changes: readonly RecordedChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx.query(
    `with caused as materialized (
        select t.*, (select forgotten_at from shop_order o
                      where o.shop_id = $1 and o.order_id = t.cause->>'orderId') as forgotten_at
          from unnest($2::bigint[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[])
               with ordinality as t(backorder_id, cause_kind, cause, before, after, nth))
     insert into ledger (shop_id, backorder_id, at, cause_kind, cause, before, after)
     select $1, backorder_id, now(), cause_kind,
            case when forgotten_at is null then cause else cause - array['webhookId', 'orderId', 'order'] end, before, after
       from caused order by nth
     returning 1`,
    [
      changes.map((change) => change.backorder),
      changes.map((change) => change.cause.kind),
      changes.map((change) => JSON.stringify(change.cause)),
      changes.map((change) => (change.before === null ? null : JSON.stringify(change.before))),
      changes.map((change) => JSON.stringify(change.after)),
    ],
  )
}
