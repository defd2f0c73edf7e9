import { takeInOrder } from '../../../platform/db/take-in-order.ts'
import type { ShopSql } from '../../../platform/db/with-shop.ts'
import { beginningOf } from '../../../platform/values/beginning-of.ts'
import type { ReadAgain } from '../../rules/shop-facts.ts'

/** Something that is asked for again when somebody says so, and why not now. */
export type SetAside = Pick<ReadAgain, 'thing' | 'id'> & { readonly reason: string }

/** Shopify answers with an error (in its own words) when it is asked about this. */
export type Untold = Pick<ReadAgain, 'thing' | 'id'> & { readonly why: string }

/**
 * Sets aside what Shopify does not tell of, among the deliveries that could not be processed, under the topic `read/…`: each once,
 * however often it is asked for. Tried again, it waits like a delivery, and the lane asks anew.
 */
export async function setUntoldAside(tx: ShopSql, untold: readonly Untold[]): Promise<void> {
  const reasonOf = ({ thing, id, why }: Untold) => `Shopify does not tell of ${thing.replace('-', ' ')} ${id}: ${why}`
  await setAside(
    tx,
    untold.map((each) => ({ ...each, reason: reasonOf(each) })),
  )
}

/** The same for any reason. */
export async function setAside(tx: ShopSql, things: readonly SetAside[]): Promise<void> {
  if (things.length === 0) return
  await tx.query(
    `insert into delivery (shop_id, webhook_id, topic, body, state, reason, settled_at)
     select $1, 'read/' || thing || '/' || id, 'read/' || thing, convert_to(jsonb_build_object('id', id)::text, 'UTF8'), 'parked',
            why, now()
       from unnest($2::text[], $3::text[], $4::text[]) as untold(thing, id, why)
      order by 2
         on conflict (shop_id, webhook_id) do update
        set state = 'parked', body = excluded.body, reason = excluded.reason, received_at = excluded.received_at,
            settled_at = excluded.settled_at`,
    [
      things.map(({ thing }) => thing),
      things.map(({ id }) => id),
      things.map(({ reason }) => beginningOf(reason.replaceAll('\0', ''), 600)),
    ],
  )
}

/** Shopify told of these after all. */
export async function takeBackSetAside(tx: ShopSql, thing: Untold['thing'], ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const deliveries = ids.map((id) => `read/${thing}/${id}`)
  const which = `state = 'parked' and webhook_id = any($2::text[])`
  const taken = await takeInOrder(tx, { table: 'delivery', key: 'webhook_id', which, values: [deliveries] })
  if (taken === 0) return
  await tx.query(
    `update delivery set state = 'done', reason = null, body = null, settled_at = now()
      where shop_id = $1 and ${which}`,
    [deliveries],
  )
}
