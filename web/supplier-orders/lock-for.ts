import { lockPlans } from '../planning/store/plan-lock.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { moveRefusalOf, type SupplierOrderMove } from './rules/supplier-order.ts'
import { type LockedSupplierOrder, lockSupplierOrder } from './store/record.ts'

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
  const reason = moveRefusalOf(order.state, move)
  return reason === null ? done(order) : refused({ reason, state: order.state })
}
