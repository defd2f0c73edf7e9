import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { cancelOrder } from '../supplier-orders/cancel-order.ts'
import { done, type Outcome } from '../supplier-orders/outcome.ts'
import { recordEvents } from '../supplier-orders/store/events.ts'
import { loadSameGoods, pinToNative, recordJoined } from './store/joined-goods.ts'
import type { DocumentKey } from './store/native-documents.ts'

export type Join = DocumentKey & { readonly supplierOrderId: string; readonly version: number }

/**
 * A supplier order and a native order are one delivery: goods are received natively, so the native one counts, and what
 * both would bring is not to come with the supplier order any more. What only one of them has stays as it is. Nothing is
 * changed in Shopify.
 */
export async function joinSupplierOrder(tx: ShopSql, join: Join, today: Day): Promise<Outcome<null>> {
  const { kind, documentId, supplierOrderId, version } = join
  await lockPlans(tx)
  const same = (await loadSameGoods(tx, supplierOrderId)).filter(
    (line) => line.kind === kind && line.documentId === documentId,
  )
  const [first] = same
  // Asked a second time, or all of it has come meanwhile: there is nothing that would be counted twice.
  if (first === undefined) return done(null)
  const lines = same.map(({ supplierOrderLineId, units }) => ({ supplierOrderLineId, units }))
  await pinToNative(tx, same)
  const cancelled = await cancelOrder(tx, { supplierOrderId, version, lines }, today)
  if (!cancelled.ok) return cancelled
  await recordJoined(tx, supplierOrderId, same)
  const units = lines.reduce((sum, line) => sum + line.units, 0)
  await recordEvents(tx, [{ supplierOrderId, kind: 'joined', facts: { kind, name: first.name, units } }])
  return done(null)
}
