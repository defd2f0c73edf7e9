import { isoInstant } from './backorder-record.ts'
import type { ShopSql } from './with-shop.ts'

export type ParkedDelivery = {
  readonly deliveryId: string
  /** Its place in the order of arrival. */
  readonly sequence: string
  readonly topic: string
  readonly triggeredAt: string | null
  readonly receivedAt: string
  readonly reason: string
  /** How many are parked for this very reason. */
  readonly alike: number
}

export type ParkedPosition = { readonly direction: 'after' | 'before'; readonly sequence: string }

export type ParkedPage = {
  readonly rows: readonly ParkedDelivery[]
  readonly total: number
  readonly next: ParkedPosition | null
  readonly previous: ParkedPosition | null
}

/** One page of what could not be processed, the last to arrive first. Back beyond the first row is the first page. */
export async function listParkedDeliveries(
  tx: ShopSql,
  shop: string,
  position: ParkedPosition | null,
  limit: number,
): Promise<ParkedPage> {
  let from = position
  let found = await findParked(tx, shop, from, limit + 1)
  if (from?.direction === 'before' && found.length <= limit) {
    from = null
    found = await findParked(tx, shop, from, limit + 1)
  }
  const rows = found.slice(0, limit).sort((one, other) => Number(BigInt(other.sequence) - BigInt(one.sequence)))
  const [first, last] = [rows[0], rows.at(-1)]
  const hasNext = found.length > limit || from?.direction === 'before'
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from delivery where shop_id = $1 and state = 'parked'`,
    [shop],
  )
  return {
    rows,
    total: counted?.total ?? 0,
    next: last && hasNext ? { direction: 'after', sequence: last.sequence } : null,
    previous: first && from ? { direction: 'before', sequence: first.sequence } : null,
  }
}

function findParked(tx: ShopSql, shop: string, from: ParkedPosition | null, limit: number): Promise<ParkedDelivery[]> {
  const [beyond, order] = from?.direction === 'before' ? ['>', 'asc'] : ['<', 'desc']
  return tx.query<ParkedDelivery>(
    `select webhook_id as "deliveryId", sequence, topic, ${isoInstant('triggered_at')} as "triggeredAt",
            ${isoInstant('received_at')} as "receivedAt", page.reason, alike.deliveries as alike
       from (select * from delivery
              where shop_id = $1 and state = 'parked' and ($2::bigint is null or sequence ${beyond} $2)
              order by sequence ${order} limit $3) as page
       join (select reason, count(*)::int as deliveries from delivery
              where shop_id = $1 and state = 'parked' group by reason) as alike on alike.reason = page.reason
      order by sequence ${order}`,
    [shop, from?.sequence ?? null, limit],
  )
}

/** One delivery, or all that are parked for one reason. */
export type ParkedChoice = { readonly deliveryId: string } | { readonly reason: string }

/** They wait again as if they had just come, at their old place in line. Answers how many. */
export async function retryParkedDeliveries(tx: ShopSql, shop: string, choice: ParkedChoice): Promise<number> {
  const retried = await tx.query(
    `update delivery set state = 'waiting', reason = null, settled_at = null
      where shop_id = $1 and state = 'parked' and ${chosen(choice)} returning 1`,
    [shop, chosenText(choice)],
  )
  if (retried.length > 0) await tx.query('select nudge_shop($1)', [shop])
  return retried.length
}

/** They are over: the reason is kept, what they said is not. Answers how many. */
export async function discardParkedDeliveries(tx: ShopSql, shop: string, choice: ParkedChoice): Promise<number> {
  const discarded = await tx.query(
    `update delivery set state = 'ignored', body = null, settled_at = now()
      where shop_id = $1 and state = 'parked' and ${chosen(choice)} returning 1`,
    [shop, chosenText(choice)],
  )
  return discarded.length
}

function chosen(choice: ParkedChoice): string {
  return 'deliveryId' in choice ? 'webhook_id = $2' : 'reason = $2'
}

function chosenText(choice: ParkedChoice): string {
  return 'deliveryId' in choice ? choice.deliveryId : choice.reason
}
