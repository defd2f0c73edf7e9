import type { Cause } from '../../domain/shop-facts.ts'
import { databaseTime } from '../db/database-time.ts'
import type { LockedSupplierOrder } from '../db/supplier-orders/supplier-order-record.ts'
import type { ShopSql } from '../db/with-shop.ts'

/** What a ledger says of lines that a supplier order's change touched. */
export async function causeOfMove(
  tx: ShopSql,
  { supplierOrderId, number }: Pick<LockedSupplierOrder, 'supplierOrderId' | 'number'>,
  what: 'ordered' | 'ordering-undone' | 'edited' | 'cancelled',
): Promise<Cause> {
  const triggeredAt = await databaseTime(tx)
  return { kind: 'supplier-order', topic: `supplier-orders/${what}`, triggeredAt, supplierOrderId, number, what }
}
