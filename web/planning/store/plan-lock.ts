import type { ShopSql } from '../../platform/db/with-shop.ts'

/**
 * Held to the end of the transaction. Whoever plans, or changes what a plan is made of (supplier orders, arrivals,
 * receipts, wishes), takes it first: the lane and the merchants' buttons have their turns, shop by shop.
 */
export async function lockPlans(tx: ShopSql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('plans:' || $1, 0))`)
}
