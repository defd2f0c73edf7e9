import { isoInstant } from '../../../platform/db/iso-instant.ts'
import {
  readSequencePage,
  type SequencePage,
  type SequencePosition,
  type SequenceRange,
} from '../../../platform/db/sequence-page.ts'
import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'

export type ParkedDeliveryRecord = {
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

export type ParkedPage = SequencePage<ParkedDeliveryRecord> & { readonly total: number }

/** One page of what could not be processed, the last to arrive first. */
export async function listParkedDeliveries(
  tx: ShopSql,
  position: SequencePosition | null,
  limit: number,
): Promise<ParkedPage> {
  const page = await readSequencePage((range) => findParked(tx, range), position, limit)
  const [counted] = await tx.query<{ total: number }>(
    `select count(*)::int as total from delivery where shop_id = $1 and state = 'parked'`,
  )
  return { ...page, total: counted?.total ?? 0 }
}

function findParked(tx: ShopSql, { beyond, order, from, limit }: SequenceRange) {
  return tx.query<ParkedDeliveryRecord>(
    `select webhook_id as "deliveryId", sequence, topic, ${isoInstant('triggered_at')} as "triggeredAt",
            ${isoInstant('received_at')} as "receivedAt", page.reason, alike.deliveries as alike
       from (select * from delivery
              where shop_id = $1 and state = 'parked' and ($2::bigint is null or sequence ${beyond} $2)
              order by sequence ${order} limit $3) as page
       join (select reason, count(*)::int as deliveries from delivery
              where shop_id = $1 and state = 'parked' group by reason) as alike on alike.reason = page.reason
      order by sequence ${order}`,
    [from, limit],
  )
}

/** One delivery, or all that are parked for one reason. */
type ParkedChoice = { readonly deliveryId: string } | { readonly reason: string }

/** They wait again as if they had just come, at their old place in line. Answers how many. */
export async function retryParkedDeliveries(tx: ShopSql, choice: ParkedChoice): Promise<number> {
  await take(tx, choice)
  const retried = await tx.query(
    `update delivery set state = 'waiting', reason = null, settled_at = null
      where shop_id = $1 and state = 'parked' and ${chosen(choice)} returning 1`,
    [chosenText(choice)],
  )
  if (retried.length > 0) await tx.query('select nudge_shop($1)')
  return retried.length
}

/** They are over: the reason is kept, what they said is not. Answers how many. */
export async function discardParkedDeliveries(tx: ShopSql, choice: ParkedChoice): Promise<number> {
  await take(tx, choice)
  const discarded = await tx.query(
    `update delivery set state = 'ignored', body = null, settled_at = now()
      where shop_id = $1 and state = 'parked' and ${chosen(choice)} returning 1`,
    [chosenText(choice)],
  )
  return discarded.length
}

function take(tx: ShopSql, choice: ParkedChoice): Promise<number> {
  const which = `state = 'parked' and ${chosen(choice)}`
  return takeInOrder(tx, { table: 'delivery', key: 'webhook_id', which, values: [chosenText(choice)] })
}

function chosen(choice: ParkedChoice): string {
  return 'deliveryId' in choice ? 'webhook_id = $2' : 'reason = $2'
}

function chosenText(choice: ParkedChoice): string {
  return 'deliveryId' in choice ? choice.deliveryId : choice.reason
}
