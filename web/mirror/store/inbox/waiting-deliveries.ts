import type { ShopSql } from '../../../platform/db/with-shop.ts'

export type WaitingDelivery = {
  readonly webhookId: string
  readonly topic: string
  readonly body: Buffer | null
  /** When Shopify triggered it; when it came, if the header was missing. ISO, UTC. */
  readonly heardAt: string
}

/** What became of a delivery: done, or parked with the reason. Its body is kept only while somebody may need it. */
export type SettledDelivery = {
  readonly webhookId: string
  readonly topic: string
  readonly parkedFor: string | null
  /** What comes after it may be kept back, so it is heard once more when that is over. */
  readonly isHeardTwice: boolean
}

/** Of bodies that are held at one time. One is taken however long it is. */
const bytesAtOnce = 16 * 1024 * 1024

/** The oldest waiting deliveries, locked, as far as their bodies fit into memory; those that another worker holds are left to it. */
export async function loadWaitingDeliveries(tx: ShopSql, limit: number): Promise<WaitingDelivery[]> {
  const rows = await tx.query<{ webhook_id: string; topic: string; body: Buffer | null; heard_at: string }>(
    `select webhook_id, topic, body,
            to_char(coalesce(triggered_at, received_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as heard_at
       from (select first.*, sum(octet_length(body)) over (order by sequence) - octet_length(body) as before
               from (select sequence, webhook_id, topic, body, triggered_at, received_at
                       from delivery
                      where shop_id = $1 and state = 'waiting'
                      order by sequence
                      limit $2
                        for no key update skip locked) as first) as sized
      where before is null or before < $3
      order by sequence`,
    [limit, bytesAtOnce],
  )
  return rows.map((row) => ({ webhookId: row.webhook_id, topic: row.topic, body: row.body, heardAt: row.heard_at }))
}

export async function settleDeliveries(tx: ShopSql, settled: readonly SettledDelivery[]): Promise<void> {
  if (settled.length === 0) return
  await tx.query(
    `update delivery
        set state = case when s.reason is null then 'done' else 'parked' end,
            reason = s.reason,
            body = case when s.reason is null and not (s.twice and delivery.settled_at is null) then null else delivery.body end,
            settled_at = now()
       from unnest($2::text[], $3::text[], $4::boolean[]) as s(webhook_id, reason, twice)
      where delivery.shop_id = $1 and delivery.webhook_id = s.webhook_id`,
    [settled.map((one) => one.webhookId), settled.map((one) => one.parkedFor), settled.map((one) => one.isHeardTwice)],
  )
}

/** Sets the oldest waiting delivery aside, so that those behind it can go on. */
export async function parkOldestDelivery(tx: ShopSql, reason: string): Promise<SettledDelivery[]> {
  const [oldest] = await loadWaitingDeliveries(tx, 1)
  if (!oldest) return []
  const parked = [{ webhookId: oldest.webhookId, topic: oldest.topic, parkedFor: reason, isHeardTwice: false }]
  await settleDeliveries(tx, parked)
  return parked
}
