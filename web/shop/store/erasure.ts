import type { ShopSql } from '../../platform/db/with-shop.ts'
import { tablesOfAShop } from './tables-of-a-shop.ts'

/** Shopify asks for the erasure two days after the app was removed. */
const askedAfter = '48 hours'
/** So long a merchant, or whoever runs the app, can still find that the shop is not to be erased. Shopify gives a month. */
const erasedAfter = '7 days'
const lookAgainAfter = '1 hour'
/** Short transactions, whatever a shop has: others wait for no lock, and PostgreSQL can clean up behind. */
const rowsAtOnce = 2_000
/** The shop, and the lane that erases it. */
const toTheEnd: ReadonlySet<string> = new Set(['nudge', 'lane', 'shop'])

/**
 * Shopify asks for the erasure of a shop that is not installed. A shop that came back within the two days is not meant. Where
 * the news of the removal was lost, nobody has opened the app since two days before the asking.
 */
export async function askForErasure(tx: ShopSql, askedAt: string): Promise<void> {
  await tx.query(
    `update shop set erasure_asked_at = $2, erasure_due_at = now() + $4::interval
      where shop_id = $1 and erasure_due_at = 'infinity'
        and (uninstalled_at is not null or coalesce(opened_at, '-infinity') < $2::timestamptz - $3::interval)`,
    [askedAt, askedAfter, erasedAfter],
  )
}

/** The merchant is here, or lets us in: nothing of the shop is erased, unless that has begun. */
export async function takeBackErasure(tx: ShopSql): Promise<void> {
  await tx.query(
    `update shop set erasure_asked_at = null, erasure_due_at = 'infinity' where shop_id = $1 and not is_erasing`,
  )
}

/** Whether we know nothing of a removal although the erasure is due. */
export async function isErasureDoubtful(tx: ShopSql): Promise<boolean> {
  const doubtful = await tx.query(
    'select from shop where shop_id = $1 and erasure_due_at <= now() and uninstalled_at is null',
  )
  return doubtful.length > 0
}

/** While nobody can know whether it is meant. */
export async function askAboutErasureLater(tx: ShopSql): Promise<void> {
  await tx.query(
    `update shop set erasure_due_at = now() + $2::interval
      where shop_id = $1 and erasure_due_at < 'infinity' and not is_erasing`,
    [lookAgainAfter],
  )
}

/** From here on there is no way back, so the shop counts as not installed. Answers whether it is so. */
export async function beginErasure(tx: ShopSql): Promise<boolean> {
  const begun = await tx.query(
    `update shop set is_erasing = true, uninstalled_at = coalesce(uninstalled_at, moment),
            removal_told_at = null, removal_due_at = 'infinity'
       from (select now() as moment) as clock
      where shop_id = $1 and erasure_due_at <= now() returning shop_id`,
  )
  return begun.length > 0
}

/** Erases one piece of a shop whose erasure has begun. Answers whether there is another. */
export async function erasePiece(tx: ShopSql): Promise<boolean> {
  let left = rowsAtOnce
  for (const table of tablesOfAShop) {
    if (toTheEnd.has(table)) continue
    const erased = await tx.query(
      `delete from "${table}" where shop_id = $1
          and ctid = any (array(select ctid from "${table}" where shop_id = $1 limit $2)) returning 1`,
      [left],
    )
    left -= erased.length
    if (left === 0) return true
  }
  return false
}

/** Erases what is left, and that there was such a shop: deliveries that come from now on are of one that nobody knows. */
export async function endErasure(tx: ShopSql): Promise<void> {
  const [erasing] = await tx.query('select from shop where shop_id = $1 and is_erasing for update')
  if (!erasing) return
  for (const table of tablesOfAShop) await tx.query(`delete from "${table}" where shop_id = $1`)
}
