import { beginDayAnew } from '../../planning/begin-day-anew.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import { withShopSql } from '../../platform/db/with-shop.ts'
import { ShopifyRefused } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { readShop } from '../shopify/read-shop.ts'
import { recordShopDetails } from '../store/shop-details.ts'
import type { Standing } from '../store/shop-lifecycle.ts'

/**
 * Reads what the shop says of itself, for documents, money and days: in the first round of its lane, and about once a day
 * from then on. Throws `ShopifyBusy` and `AccessLost`.
 */
export async function readShopDetails(
  { db, admin, log }: Services,
  shop: string,
  { needsDetails }: Pick<Standing, 'needsDetails'>,
): Promise<void> {
  if (!needsDetails) return
  const read = await readShop(admin, shop).catch((error: unknown) => {
    // Nothing that is planned hangs on it: a scope that is missing must not keep the lane from its work.
    if (!(error instanceof ShopifyRefused)) throw error
    log.warn({ shop, code: error.code }, 'Shopify does not say what the shop is called and where it is')
    return null
  })
  await withShopSql(db, shop, async (tx) => {
    await lockPlans(tx)
    const isElsewhere = await recordShopDetails(tx, read?.details ?? null, read?.addresses ?? [])
    if (isElsewhere) await beginDayAnew(tx)
  })
}
