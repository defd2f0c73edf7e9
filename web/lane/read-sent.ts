import type { Cause } from '../mirror/rules/shop-facts.ts'
import { readFulfillments } from '../mirror/shopify/read-fulfillments.ts'
import { setUntoldAside, type Untold } from '../mirror/store/inbox/set-aside.ts'
import { markItemsDue } from '../planning/store/due-items.ts'
import { loadOrdersSent, recordFulfilled } from '../planning/store/record/fulfilled-units.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import { withShopSql } from '../platform/db/with-shop.ts'
import type { Services } from '../platform/services.ts'

const ordersARound = 250

/**
 * What was sent of orders with these items, and when, where the merchant counts only what was received: what is left there
 * depends on it. Elsewhere nobody is asked. Items that are in the same parcels are planned as well.
 * Throws `ShopifyBusy` and `AccessLost`.
 */
export async function readSent({ db, admin }: Services, shop: string, itemIds: readonly string[]): Promise<void> {
  let after = ''
  for (;;) {
    const { asked, readAt } = await withShopSql(db, shop, async (tx) => ({
      asked: await loadOrdersSent(tx, itemIds, { after, limit: ordersARound }),
      readAt: await databaseTime(tx),
    }))
    const last = asked.at(-1)
    if (last === undefined) return
    const untold: Untold[] = []
    const ids = asked.map(({ orderId }) => orderId)
    const found = await readFulfillments(admin, shop, ids, (id, why) => untold.push({ thing: 'order', id, why }))
    await withShopSql(db, shop, async (tx) => {
      await setUntoldAside(tx, untold)
      const items = await recordFulfilled(tx, asked, found, readAt)
      const others = items.filter((item) => !itemIds.includes(item))
      const cause: Cause = { kind: 'reconcile', topic: 'orders/read', triggeredAt: readAt }
      await markItemsDue(tx, new Map(others.map((item) => [item, [cause]])))
    })
    after = last.orderId
  }
}
