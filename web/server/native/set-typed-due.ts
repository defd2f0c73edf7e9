import type { Day } from '../../domain/planning/facts.ts'
import { databaseTime } from '../db/database-time.ts'
import type { DocumentKey } from '../db/native/native-documents.ts'
import { recordTypedDue } from '../db/native/native-orders.ts'
import { lockPlans } from '../db/planning/plan-lock.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { repegItems } from '../planning/repeg-items.ts'
import { renewNativeArrivals } from './renew-arrivals.ts'

/**
 * When comes what has no day in Shopify, as the merchant says. It is kept whatever becomes of the document; a shipment
 * that has a day of its own comes on that, and on the typed one again should it lose it. It shows at once. Answers false
 * where there is no such document.
 */
export async function setTypedDue(
  tx: ShopSql,
  shop: string,
  key: DocumentKey,
  due: Day | null,
  today: Day,
): Promise<boolean> {
  await lockPlans(tx, shop)
  const name = await recordTypedDue(tx, shop, key, due)
  if (name === null) return false
  const items = await renewNativeArrivals(tx, shop, [key])
  const triggeredAt = await databaseTime(tx)
  const what = due === null ? 'day-taken' : 'day-given'
  await repegItems(
    tx,
    shop,
    items,
    { kind: 'merchant', topic: `native/${key.kind}`, triggeredAt, order: name, what },
    today,
  )
  return true
}
