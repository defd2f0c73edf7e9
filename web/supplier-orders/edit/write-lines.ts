import type { ShopSql } from '../../platform/db/with-shop.ts'
import { partChanges } from '../rules/expected-days.ts'
import { applyPartChanges } from '../store/arrivals.ts'
import { type ArrivalRecord, updateOrderLines } from '../store/lines.ts'
import type { LockedSupplierOrder } from '../store/record.ts'
import type { PlannedLineEdit } from './planned-edit.ts'

/** Writes what an edit or a cancellation makes of these lines, and of when they come. */
export async function writeLines(
  tx: ShopSql,
  order: Pick<LockedSupplierOrder, 'supplierOrderId' | 'locationId' | 'state'>,
  arrivals: readonly ArrivalRecord[],
  planned: readonly PlannedLineEdit[],
): Promise<void> {
  await updateOrderLines(
    tx,
    planned.map(({ after }) => after),
  )
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const changes = planned.map(({ after, parts }) => {
    const { changed, added, removed } = partChanges(arrivalsOf.get(after.supplierOrderLineId) ?? [], parts)
    const place = {
      supplierOrderId: order.supplierOrderId,
      supplierOrderLineId: after.supplierOrderLineId,
      itemId: after.itemId,
      locationId: order.locationId,
      isOrdered: order.state !== 'draft',
    }
    return { changed, removed, added: added.map((part) => ({ ...part, ...place })) }
  })
  await applyPartChanges(tx, {
    changed: changes.flatMap(({ changed }) => changed),
    removed: changes.flatMap(({ removed }) => removed),
    added: changes.flatMap(({ added }) => added),
  })
}
