import type { Cause } from '../mirror/rules/shop-facts.ts'
import { databaseTime } from '../platform/db/database-time.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { LockedSupplierOrder } from './store/record.ts'

/** What a ledger says of lines that a supplier order's change touched. */
export async function causeOfMove(
  tx: ShopSql,
  { supplierOrderId, number }: Pick<LockedSupplierOrder, 'supplierOrderId' | 'number'>,
  what: 'ordered' | 'ordering-undone' | 'edited' | 'cancelled',
): Promise<Cause> {
  const triggeredAt = await databaseTime(tx)
  return { kind: 'supplier-order', topic: `supplier-orders/${what}`, triggeredAt, supplierOrderId, number, what }
}
