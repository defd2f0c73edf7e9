import { isoInstant } from '../../platform/db/iso-instant.ts'
import {
  readSequencePage,
  type SequencePage,
  type SequencePosition,
  type SequenceRange,
} from '../../platform/db/sequence-page.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'

/** From when Shopify passed it on: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const answerWithinDays = 30
const dueAfter = (askedAt: string) => `(${askedAt} + interval '${answerWithinDays * 24} hours')`

export type DataRequestRecord = {
  readonly dataRequestId: string
  readonly askedAt: string
  /** The time by which Shopify wants it answered. */
  readonly dueAt: string
  readonly answeredAt: string | null
  /** How many orders Shopify named. */
  readonly ordersNamed: number
  /** Of these, the ones that were not forgotten since; the name is null where nothing is kept of the order. */
  readonly orders: readonly { readonly orderId: string; readonly name: string | null }[]
}

/**
 * Keeps that a shopper asked, once by Shopify's id of the request. Who sends a webhook is signed and when is not, so none counts as
 * sent later than now. Orders that were forgotten are not named again.
 */
export async function recordDataRequest(
  tx: ShopSql,
  {
    requestId,
    orderIds,
    at,
  }: { readonly requestId: string; readonly orderIds: readonly string[]; readonly at: string },
): Promise<void> {
  const named = [...new Set(orderIds)].sort()
  const [request] = await tx.query<{ id: string }>(
    `insert into data_request (shop_id, shopify_id, asked_at, orders_named)
     values ($1, $2, least($3::timestamptz, now()), $4)
         on conflict (shop_id, shopify_id) do nothing returning data_request_id::text as id`,
    [requestId, at, named.length],
  )
  if (request === undefined) return
  await tx.query(
    `with kept as materialized (
        select order_id from unnest($3::text[]) as order_id
        except select order_id from shop_order
                where shop_id = $1 and order_id = any($3::text[]) and forgotten_at is not null and forget_asked_at is not null)
     insert into data_request_order (shop_id, data_request_id, order_id)
     select $1, $2::bigint, order_id from kept order by order_id
         on conflict do nothing`,
    [request.id, named],
  )
}

const columns = `
  r.data_request_id::text as "dataRequestId", r.data_request_id::text as sequence,
  ${isoInstant('r.asked_at')} as "askedAt", ${isoInstant(dueAfter('r.asked_at'))} as "dueAt",
  ${isoInstant('r.answered_at')} as "answeredAt", r.orders_named as "ordersNamed",
  (select coalesce(jsonb_agg(jsonb_build_object('orderId', n.order_id, 'name', o.name) order by n.order_id), '[]')
     from data_request_order n
     left join shop_order o on o.shop_id = $1 and o.order_id = n.order_id
    where n.shop_id = $1 and n.data_request_id = r.data_request_id) as orders`

export type DataRequestPage = SequencePage<DataRequestRecord & { readonly sequence: string }> & {
  readonly total: number
}

/** One page of what shoppers asked, the last to ask first. */
export async function listDataRequests(
  tx: ShopSql,
  position: SequencePosition | null,
  limit: number,
): Promise<DataRequestPage> {
  const find = ({ beyond, order, from, limit: most }: SequenceRange) =>
    tx.query<DataRequestRecord & { sequence: string }>(
      `select ${columns} from data_request r
        where r.shop_id = $1 and ($2::bigint is null or r.data_request_id ${beyond} $2)
        order by r.data_request_id ${order} limit $3`,
      [from, most],
    )
  const page = await readSequencePage(find, position, limit)
  const [counted] = await tx.query<{ total: number }>(
    'select count(*)::int as total from data_request where shop_id = $1',
  )
  return { ...page, total: counted?.total ?? 0 }
}

export async function loadDataRequest(tx: ShopSql, dataRequestId: string): Promise<DataRequestRecord | null> {
  const [found] = await tx.query<DataRequestRecord>(
    `select ${columns} from data_request r where r.shop_id = $1 and r.data_request_id = $2::bigint`,
    [dataRequestId],
  )
  return found ?? null
}

/** Marked twice, it stays answered as of the first time. */
export async function setAnswered(tx: ShopSql, dataRequestId: string, isAnswered: boolean): Promise<void> {
  await tx.query(
    `update data_request set answered_at = case when $3::bool then coalesce(answered_at, moment) end
       from (select now() as moment) as clock
      where shop_id = $1 and data_request_id = $2::bigint`,
    [dataRequestId, isAnswered],
  )
}

export type OpenDataRequests = { readonly open: number; readonly dueAt: string | null }

/** How many wait for an answer, and the time by which the first of them is to have one. */
export async function countOpenDataRequests(tx: ShopSql): Promise<OpenDataRequests> {
  const [counted] = await tx.query<OpenDataRequests>(
    `select count(*)::int as open, ${isoInstant(dueAfter('min(asked_at)'))} as "dueAt"
       from data_request where shop_id = $1 and answered_at is null`,
  )
  return counted ?? { open: 0, dueAt: null }
}
