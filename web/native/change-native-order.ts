import { repegItems } from '../planning/repeg-items.ts'
import { lockPlans } from '../planning/store/plan-lock.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { renewNativeArrivals } from './renew-arrivals.ts'
import type { DocumentKey } from './store/native-documents.ts'
import { recordLeftOut, recordTypedDue } from './store/native-orders.ts'

// What the merchant says of a native order here, without changing anything in Shopify. It shows at once. Each answers
// false where there is no such document.

/**
 * When comes what has no day in Shopify. It is kept whatever becomes of the document; a shipment that has a day of its own
 * comes on that, and on the typed one again should it lose it.
 */
export function setTypedDue(tx: ShopSql, key: DocumentKey, due: Day | null, today: Day): Promise<boolean> {
  const what = due === null ? 'day-taken' : 'day-given'
  return change(tx, key, what, today, () => recordTypedDue(tx, key, due))
}

/**
 * Nothing more comes of it although Shopify has it open: it was received without Shopify, or the supplier will not deliver.
 * Of a purchase order its transfers are left out with it.
 */
export function leaveOut(tx: ShopSql, key: DocumentKey, isLeftOut: boolean, today: Day): Promise<boolean> {
  const what = isLeftOut ? 'left-out' : 'counted-again'
  return change(tx, key, what, today, () => recordLeftOut(tx, key, isLeftOut))
}

async function change(
  tx: ShopSql,
  key: DocumentKey,
  what: string,
  today: Day,
  record: () => Promise<string | null>,
): Promise<boolean> {
  await lockPlans(tx)
  const name = await record()
  if (name === null) return false
  const items = await renewNativeArrivals(tx, [key])
  const triggeredAt = await databaseTime(tx)
  const cause = { kind: 'merchant', topic: `native/${key.kind}`, triggeredAt, order: name, what } as const
  await repegItems(tx, items, cause, today)
  return true
}
