import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { isUnpaid } from '../../rules/payment.ts'
import type { OrderFact, OrderGone } from '../../rules/shop-facts.ts'
import { markTellingOrdersDue } from '../marks/order-marks.ts'
import { forgetMovedLines } from './moved-lines.ts'
import { type Judged, judgeTold, keepToldPromises } from './told-promises.ts'

/** An order as it was heard of or read, and the delivery that told (absent where it was read). */
export type OrderNews = { readonly fact: OrderFact; readonly topic?: string; readonly webhookId?: string }

/** A line whose open units or item are not what they were. */
export type LineChange = {
  readonly orderId: string
  readonly lineId: string
  readonly itemId: string | null
  readonly openBefore: number
  readonly open: number
}

/**
 * Writes the orders that are newer than what is stored, with their lines, and answers the lines that changed.
 * `orders` holds each order at most once.
 */
export async function recordOrders(tx: ShopSql, orders: readonly OrderNews[]): Promise<LineChange[]> {
  if (orders.length === 0) return []
  const payments = await loadPayments(
    tx,
    orders.map(({ fact }) => fact.orderId),
  )
  const newer = new Map((await upsertOrders(tx, orders)).map((row) => [row.order_id, row]))
  if (newer.size === 0) return []
  const lines = await judgeTold(
    tx,
    orders
      .filter((news) => newer.has(news.fact.orderId))
      .flatMap((news) => news.fact.lines.map((line) => ({ ...line, orderId: news.fact.orderId }))),
  )

  const known = new Set([...newer.values()].filter((row) => !row.is_first).map((row) => row.order_id))
  const stored = await loadLines(tx, [...known])
  const before = new Map(stored.map((line) => [line.line_id, line]))
  const told = new Set(lines.map((line) => line.lineId))
  const dropped = stored.filter((line) => !told.has(line.line_id) && line.open + line.units > 0)
  const written = [...(await upsertLines(tx, lines)), ...(await emptyLines(tx, dropped))]
  await forgetMovedLines(
    tx,
    written.flatMap((line) => {
      const itemId = before.get(line.line_id)?.item_id ?? null
      return itemId === null || itemId === line.item_id ? [] : [{ orderId: line.order_id, itemId }]
    }),
  )
  await markTellingOrdersDue(tx, [...new Set(written.map((line) => line.order_id))])
  await keepToldPromises(
    tx,
    lines.filter((line) => (line.told !== null || line.isDoubted) && before.get(line.lineId)?.was_told === false),
  )

  const changes = written.map((line) => ({
    orderId: line.order_id,
    lineId: line.line_id,
    itemId: line.item_id,
    openBefore: before.get(line.line_id)?.open ?? 0,
    open: line.open,
  }))
  await askForRouting(
    tx,
    changes.filter((line) => known.has(line.orderId)),
  )
  const unplaced = stored.filter((line) => line.open > 0 && line.placeless > 0)
  await askForPlaces(tx, unplaced)
  const paid = orders.filter(({ fact }) => newer.has(fact.orderId) && isPaidOtherwise(payments.get(fact.orderId), fact))
  const changed = new Set(changes.map((line) => line.lineId))
  return [
    ...changes,
    ...unplaced.filter((line) => !changed.has(line.line_id)).map(joining),
    ...countedOtherwise(
      paid,
      stored.filter((line) => !changed.has(line.line_id)),
    ),
  ]
}

/** What was known of the payment of these orders, where it matters: in a shop whose orders count once they are paid. */
async function loadPayments(tx: ShopSql, orderIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await tx.query<{ order_id: string; financial_status: string | null }>(
    `select order_id, financial_status from shop, shop_order
      where shop.shop_id = $1 and counts_from = 'paid' and shop_order.shop_id = $1 and order_id = any($2::text[])`,
    [orderIds],
  )
  return new Map(rows.map((row) => [row.order_id, row.financial_status]))
}

function isPaidOtherwise(before: string | null | undefined, { financialStatus }: OrderFact): boolean {
  return before !== undefined && financialStatus !== null && isUnpaid(before) !== isUnpaid(financialStatus)
}

/** Open lines that join the queue, or leave it, although nothing about them changed. */
function countedOtherwise(orders: readonly OrderNews[], lines: readonly StoredLine[]): LineChange[] {
  const joins = new Map(orders.map(({ fact }) => [fact.orderId, !isUnpaid(fact.financialStatus)]))
  return lines
    .filter((line) => line.open > 0 && joins.has(line.order_id))
    .map((line) => ({
      orderId: line.order_id,
      lineId: line.line_id,
      itemId: line.item_id,
      openBefore: joins.get(line.order_id) ? 0 : line.open,
      open: line.open,
    }))
}

type UpsertedOrder = {
  order_id: string
  /** Never heard of before, so it has no lines and no routing yet. */
  is_first: boolean
}

async function upsertOrders(tx: ShopSql, orders: readonly OrderNews[]): Promise<UpsertedOrder[]> {
  const still = await findStillNews(tx, orders)
  // A row that an upsert inserted, rather than updated, has no transaction that replaced an earlier version of it.
  const newer = await tx.query<UpsertedOrder>(
    `insert into shop_order as known
            (shop_id, order_id, name, ordered_at, cancelled_at, changed_at, heard_at, heard_topic, heard_webhook_id,
             financial_status)
     select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                              $7::timestamptz[], $8::text[], $9::text[], $10::text[])
         on conflict (shop_id, order_id) do update
        set name = excluded.name, ordered_at = excluded.ordered_at, cancelled_at = excluded.cancelled_at,
            changed_at = excluded.changed_at, heard_at = excluded.heard_at,
            heard_topic = excluded.heard_topic, heard_webhook_id = excluded.heard_webhook_id,
            financial_status = coalesce(excluded.financial_status, known.financial_status), unread_since = null,
            forgotten_at = null,
            read_due = known.read_due and excluded.heard_topic is not null
                       and coalesce(excluded.changed_at < known.touched_at, false)
      where (excluded.changed_at, excluded.heard_at) > (known.changed_at, known.heard_at)
        and known.deleted_at is null
     returning order_id, xmax = 0 as is_first`,
    [
      orders.map(({ fact }) => fact.orderId),
      orders.map(({ fact }) => fact.name),
      orders.map(({ fact }) => fact.orderedAt),
      orders.map(({ fact }) => fact.cancelledAt),
      orders.map(({ fact }) => fact.changedAt),
      orders.map(({ fact }) => fact.heardAt),
      orders.map((news) => news.topic ?? still.get(news.fact.orderId)?.topic ?? null),
      orders.map((news) => news.webhookId ?? still.get(news.fact.orderId)?.webhookId ?? null),
      orders.map(({ fact }) => fact.financialStatus),
    ],
  )
  const read = newer.map((row) => row.order_id).filter((orderId) => still.has(orderId))
  if (read.length > 0) {
    await tx.query('update shop_order set read_due = false where shop_id = $1 and order_id = any($2::text[])', [read])
  }
  return newer
}

type Told = { readonly topic: string; readonly webhookId: string | null }

/**
 * Of orders that were read, who told of them: one that is read for its places, as it was when a webhook told of it, is still
 * that webhook's news to who waits first.
 */
async function findStillNews(tx: ShopSql, orders: readonly OrderNews[]): Promise<ReadonlyMap<string, Told>> {
  const read = orders.filter((news) => news.topic === undefined)
  if (read.length === 0) return new Map()
  const rows = await tx.query<Told & { orderId: string }>(
    `select known.order_id as "orderId", known.heard_topic as topic, known.heard_webhook_id as "webhookId"
       from unnest($2::text[], $3::timestamptz[]) as read(order_id, changed_at)
       join shop_order known on known.shop_id = $1 and known.order_id = read.order_id and known.changed_at = read.changed_at
      where known.heard_topic is not null
        and not exists (select from backorder b where b.shop_id = $1 and b.order_id = known.order_id)`,
    [read.map(({ fact }) => fact.orderId), read.map(({ fact }) => fact.changedAt)],
  )
  return new Map(rows.map(({ orderId, ...told }) => [orderId, told]))
}

type LineRow = { line_id: string; order_id: string; item_id: string | null; units: number; open: number }
type StoredLine = LineRow & { was_told: boolean; placeless: number }

async function loadLines(tx: ShopSql, orderIds: readonly string[]): Promise<StoredLine[]> {
  if (orderIds.length === 0) return []
  return await tx.query<StoredLine>(
    `select line_id, order_id, item_id, units, open, placeless,
            num_nonnulls(told_from, told_to, told_at) > 0 or told_doubted as was_told
       from order_line where shop_id = $1 and order_id = any($2::text[])`,
    [orderIds],
  )
}

async function upsertLines(
  tx: ShopSql,
  lines: readonly Judged<OrderFact['lines'][number] & { readonly orderId: string }>[],
): Promise<LineRow[]> {
  if (lines.length === 0) return []
  return await tx.query<LineRow>(
    `with named as materialized (
        select told.line_id, told.order_id, told.variant_id, variant.item_id, told.sku, told.title, told.units, told.open,
               told.told_from, told.told_to, told.told_at, told.is_doubted, told.has_plan
          from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::date[],
                      $10::date[], $11::timestamptz[], $12::bool[], $13::bool[])
               as told(line_id, order_id, variant_id, sku, title, units, open, told_from, told_to, told_at, is_doubted, has_plan)
          left join variant on variant.shop_id = $1 and variant.variant_id = told.variant_id)
     insert into order_line as known (shop_id, line_id, order_id, variant_id, item_id, sku, title, units, open,
                                      told_from, told_to, told_at, told_doubted, has_selling_plan)
     select $1, named.* from named
         on conflict (shop_id, line_id) do update
        set order_id = excluded.order_id, variant_id = coalesce(excluded.variant_id, known.variant_id),
            item_id = case when excluded.variant_id <> known.variant_id then excluded.item_id
                           else coalesce(known.item_id, excluded.item_id) end,
            sku = excluded.sku, title = excluded.title, units = excluded.units, open = excluded.open,
            has_selling_plan = excluded.has_selling_plan or known.has_selling_plan,
            unclaimed = least(known.unclaimed, excluded.open), placeless = least(known.placeless, excluded.open)
      where (known.order_id, known.units, known.open, known.sku, known.title) is distinct from
            (excluded.order_id, excluded.units, excluded.open, excluded.sku, excluded.title)
         or excluded.variant_id is distinct from known.variant_id and excluded.variant_id is not null
         or (known.item_id is null and excluded.item_id is not null)
     returning line_id, order_id, item_id, units, open`,
    [
      lines.map((line) => line.lineId),
      lines.map((line) => line.orderId),
      lines.map((line) => line.variantId),
      lines.map((line) => line.sku),
      lines.map((line) => line.title),
      lines.map((line) => line.units),
      lines.map((line) => line.open),
      lines.map((line) => line.told?.from ?? null),
      lines.map((line) => line.told?.to ?? null),
      lines.map((line) => line.told?.at ?? null),
      lines.map((line) => line.isDoubted),
      lines.map((line) => line.hasSellingPlan),
    ],
  )
}

/** A line that the whole order no longer names has nothing left to fulfil. */
async function emptyLines(tx: ShopSql, dropped: readonly LineRow[]): Promise<LineRow[]> {
  if (dropped.length === 0) return []
  return await tx.query<LineRow>(
    `update order_line set units = 0, open = 0, unclaimed = 0, placeless = 0 where shop_id = $1 and line_id = any($2::text[])
     returning line_id, order_id, item_id, units, open`,
    [dropped.map((line) => line.line_id)],
  )
}

/** Where the lines are to be fulfilled from was read for quantities that no longer hold: it is read again. */
async function askForRouting(tx: ShopSql, changed: readonly LineChange[]): Promise<void> {
  if (changed.length === 0) return
  await tx.query(
    `update shop_order set routing_due = true
      where shop_id = $1 and order_id = any($2::text[]) and routed_at is not null and not routing_due`,
    [[...new Set(changed.map((line) => line.orderId))]],
  )
}

/**
 * Units of them have no location, as far as anybody knows: whatever happened to their orders may have given them one. News of
 * their fulfillment orders does not say so, for these are not known either.
 */
async function askForPlaces(tx: ShopSql, unplaced: readonly StoredLine[]): Promise<void> {
  if (unplaced.length === 0) return
  await tx.query('update shop_order set routing_due = true where shop_id = $1 and order_id = any($2::text[])', [
    [...new Set(unplaced.map((line) => line.order_id))],
  ])
}

/** A line whose units may be in a queue from now on. */
function joining(line: StoredLine): LineChange {
  return { orderId: line.order_id, lineId: line.line_id, itemId: line.item_id, openBefore: 0, open: line.open }
}

/** A deleted order is never revived by late news. */
export async function deleteOrders(tx: ShopSql, gone: readonly OrderGone[]): Promise<LineChange[]> {
  if (gone.length === 0) return []
  const orderIds = gone.map((order) => order.orderId)
  await tx.query(
    `insert into shop_order as known (shop_id, order_id, name, ordered_at, changed_at, heard_at, deleted_at)
     select $1, order_id, '', heard_at, heard_at, heard_at, heard_at
       from unnest($2::text[], $3::timestamptz[]) as told(order_id, heard_at)
         on conflict (shop_id, order_id) do update
        set deleted_at = coalesce(known.deleted_at, excluded.deleted_at), read_due = false`,
    [orderIds, gone.map((order) => order.heardAt)],
  )
  const before = await loadLines(tx, orderIds)
  await tx.query('update order_line set open = 0 where shop_id = $1 and order_id = any($2::text[]) and open > 0', [
    orderIds,
  ])
  return before
    .filter((line) => line.open > 0)
    .map((line) => ({
      orderId: line.order_id,
      lineId: line.line_id,
      itemId: line.item_id,
      openBefore: line.open,
      open: 0,
    }))
}

export async function loadItemsOfOrders(tx: ShopSql, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.query<{ item_id: string }>(
    `select distinct item_id from order_line
      where shop_id = $1 and order_id = any($2::text[]) and item_id is not null order by item_id`,
    [orderIds],
  )
  return rows.map((row) => row.item_id)
}
