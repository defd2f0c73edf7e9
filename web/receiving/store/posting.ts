import type { ShopSql } from '../../platform/db/with-shop.ts'

/** A change of what is available, as it was sent. `from` is what was available before; null: whatever it was. */
export type StockChange = { readonly itemId: string; readonly delta: number; readonly from: number | null }

/** A part of a receipt that is still to be posted, and what came of it so far. */
export type OpenPart = {
  readonly receiptId: string
  readonly part: number
  readonly locationId: string
  readonly isCorrection: boolean
  readonly key: string
  /** As they were sent with this key; null where it was not sent yet. */
  readonly changes: readonly StockChange[] | null
  /** Since it was first sent with this key. */
  readonly triedSeconds: number | null
  /** How often the receipt could not go on. */
  readonly attempts: number
  /** By how much each item's stock changes; those without change are not named. */
  readonly deltas: readonly { readonly itemId: string; readonly delta: number }[]
}

/** The earliest receipt that is due, and of it the first part that is not posted. */
export async function loadNextPart(tx: ShopSql): Promise<OpenPart | null> {
  const [found] = await tx.query<OpenPart>(
    `select r.receipt_id::text as "receiptId", part.part, r.location_id as "locationId",
            r.corrects is not null as "isCorrection", part.key, part.changes,
            extract(epoch from now() - part.tried_at)::float8 as "triedSeconds", r.attempts,
            coalesce((select jsonb_agg(jsonb_build_object('itemId', item_id, 'delta', delta) order by item_id)
                        from (select item_id, sum(accepted)::float8 as delta from receipt_line line
                               where line.shop_id = $1 and line.receipt_id = r.receipt_id and line.part = part.part
                               group by item_id having sum(accepted) <> 0) as items), '[]') as deltas
       from receipt r
       join receipt_part part on part.shop_id = $1 and part.receipt_id = r.receipt_id and part.posted_at is null
      where r.shop_id = $1 and r.state = 'posting' and r.due_at <= now()
      order by r.receipt_id, part.part
      limit 1`,
  )
  return found ?? null
}

type PartKey = Pick<OpenPart, 'receiptId' | 'part'>

/** What is being sent now, kept before it is: sent again, it is sent as it was. */
export async function recordAttempt(
  tx: ShopSql,
  { receiptId, part }: PartKey,
  changes: readonly StockChange[],
): Promise<void> {
  await tx.query(
    `update receipt_part set changes = $4, tried_at = now()
      where shop_id = $1 and receipt_id = $2::bigint and part = $3 and posted_at is null`,
    [receiptId, part, JSON.stringify(changes)],
  )
}

/** Nothing came of the key, for certain: what is sent next has another. */
export async function renewKey(tx: ShopSql, { receiptId, part }: PartKey): Promise<void> {
  await tx.query(
    `with fresh as materialized (select gen_random_uuid() as key)
     update receipt_part set key = fresh.key, changes = null, tried_at = null from fresh
      where shop_id = $1 and receipt_id = $2::bigint and part = $3 and posted_at is null`,
    [receiptId, part],
  )
}

export type PostingSetback = { readonly waitMs: number; readonly trouble: string; readonly said: string }

export async function postponeReceipt(tx: ShopSql, receiptId: string, setback: PostingSetback): Promise<void> {
  await tx.query(
    `update receipt set due_at = now() + make_interval(secs => $3), attempts = attempts + 1, trouble = $4, trouble_said = $5
      where shop_id = $1 and receipt_id = $2::bigint and state = 'posting'`,
    [receiptId, setback.waitMs / 1000, setback.trouble, setback.said],
  )
}

/** Somebody has to look at it. */
export async function refuseReceipt(
  tx: ShopSql,
  receiptId: string,
  { trouble, said }: Omit<PostingSetback, 'waitMs'>,
): Promise<void> {
  await tx.query(
    `update receipt set state = 'refused', trouble = $3, trouble_said = $4, attempts = attempts + 1
      where shop_id = $1 and receipt_id = $2::bigint and state = 'posting'`,
    [receiptId, trouble, said],
  )
}

/** The lane has another go at it; what is not posted is sent with new keys. */
export async function postAgain(tx: ShopSql, receiptId: string): Promise<void> {
  await tx.query(
    `update receipt set state = 'posting', due_at = now(), attempts = 0, trouble = null, trouble_said = null
      where shop_id = $1 and receipt_id = $2::bigint`,
    [receiptId],
  )
  await tx.query(
    `with fresh as materialized (
        select part, gen_random_uuid() as key from receipt_part
         where shop_id = $1 and receipt_id = $2::bigint and posted_at is null)
     update receipt_part set key = fresh.key, changes = null, tried_at = null from fresh
      where shop_id = $1 and receipt_id = $2::bigint and receipt_part.part = fresh.part and posted_at is null`,
    [receiptId],
  )
}

export async function giveUpReceipt(tx: ShopSql, receiptId: string): Promise<void> {
  await tx.query(
    `update receipt set trouble = 'given-up', trouble_said = null where shop_id = $1 and receipt_id = $2::bigint`,
    [receiptId],
  )
}

/** The part of a receipt of which nobody knows whether it was posted; null where there is none. */
export async function findUnsurePart(tx: ShopSql, receiptId: string): Promise<number | null> {
  const [found] = await tx.query<{ part: number }>(
    `select min(part) as part from receipt_part
      where shop_id = $1 and receipt_id = $2::bigint and posted_at is null and tried_at is not null`,
    [receiptId],
  )
  return found?.part ?? null
}
