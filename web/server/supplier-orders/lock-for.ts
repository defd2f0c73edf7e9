import { refusalOf, type SupplierOrderMove } from '../../domain/supplier-orders/supplier-order.ts'
import { lockPlans } from '../db/planning/plan-lock.ts'
import { type LockedSupplierOrder, lockSupplierOrder } from '../db/supplier-orders/supplier-order-record.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** The order, locked, where this move is allowed and the version is the one that was looked at. */
export async function lockFor(
  tx: ShopSql,
  supplierOrderId: string,
  version: number,
  move: SupplierOrderMove,
): Promise<Outcome<LockedSupplierOrder>> {
  await lockPlans(tx)
  const order = await lockSupplierOrder(tx, supplierOrderId)
  if (order === null) return refused({ reason: 'no-such-order' })
  if (order.version !== version) return refused({ reason: 'changed-meanwhile', version: order.version })
  const reason = refusalOf(order.state, move)
  return reason === null ? done(order) : refused({ reason, state: order.state })
}
