import type { ShopSql } from '../platform/db/with-shop.ts'
import { lockFor } from './lock-for.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { recordEvents } from './store/events.ts'
import { moveSupplierOrder } from './store/supplier-orders.ts'

/** Everything came and is paid: nothing more is to be done with it. */
export async function closeOrder(tx: ShopSql, supplierOrderId: string, version: number): Promise<Outcome<null>> {
  const locked = await lockFor(tx, supplierOrderId, version, 'close')
  if (!locked.ok) return locked
  if (locked.value.isReceiving) return refused({ reason: 'receipt-under-way' })
  await moveSupplierOrder(tx, supplierOrderId, 'closed')
  await recordEvents(tx, [{ supplierOrderId, kind: 'closed', facts: {} }])
  return done(null)
}
