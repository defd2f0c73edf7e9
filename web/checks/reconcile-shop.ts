import { withShopSql } from '../platform/db/with-shop.ts'
import type { Services } from '../platform/services.ts'
import { compareItems } from './reconcile/compare-items.ts'
import { compareLocations } from './reconcile/compare-locations.ts'
import { compareChangedOrders, compareListedOrders, compareOpenOrders } from './reconcile/compare-orders.ts'
import { compareStock } from './reconcile/compare-stock.ts'
import { compareVariants } from './reconcile/compare-variants.ts'
import { loadReconcile, type ReconcileRecord, type ReconcileStep } from './store/reconciles.ts'

/** Compares a batch of things with Shopify's, keeps what differs, repairs it, and moves on. False where it waits for Shopify. */
const steps: Record<ReconcileStep, (services: Services, shop: string, running: ReconcileRecord) => Promise<unknown>> = {
  locations: compareLocations,
  variants: compareVariants,
  'changed-orders': compareChangedOrders,
  'listed-orders': compareListedOrders,
  'open-orders': compareOpenOrders,
  items: compareItems,
  stock: compareStock,
}

/**
 * A round of the reconcile that is under way, as part of the lane: nothing else writes what is compared meanwhile. A
 * crash repeats at most a batch, and a batch that was repaired does not differ any more. Answers whether it did a round.
 * Throws `ShopifyBusy` and `AccessLost`.
 */
export async function reconcileShop(services: Services, shop: string): Promise<boolean> {
  const running = await withShopSql(services.db, shop, loadReconcile)
  if (running === null || running.finishedAt !== null) return false
  return (await steps[running.step](services, shop, running)) !== false
}
