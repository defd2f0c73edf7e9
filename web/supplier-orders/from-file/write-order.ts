import { loadItemsDeleted } from '../../mirror/store/stock/obstacles.ts'
import { isOpenLocation } from '../../mirror/store/stock/open-locations.ts'
import { repegItems } from '../../planning/repeg-items.ts'
import { lockPlans } from '../../planning/store/plan-lock.ts'
import type { ShopSql } from '../../platform/db/with-shop.ts'
import type { Day } from '../../platform/values/day.ts'
import { loadKnownOrders, type ReferencedOrder } from '../../suppliers/store/known-orders.ts'
import { loadOrderableItems } from '../../suppliers/store/orderable-items.ts'
import type { SaidOrderLine } from '../../suppliers/store/said-order-lines.ts'
import { causeOfMove } from '../cause-of-move.ts'
import { inOrder } from '../rules/expected-days.ts'
import { insertArrivals } from '../store/arrivals.ts'
import { recordEvents } from '../store/events.ts'
import { keepAsOrdered, loadPaidIn } from '../store/from-file.ts'
import { addOrderLines, insertSupplierOrders, raiseVersions } from '../store/supplier-orders.ts'

type Lines = readonly [SaidOrderLine, ...SaidOrderLine[]]
type Order = Pick<ReferencedOrder, 'supplierOrderId' | 'number'> & { readonly locationId: string }

/**
 * Puts an order of a file where whoever waits is told its days. One that is here already keeps its lines, and gets those that
 * it has not; what was closed or deleted since the file was checked stays out. Answers how many rows were written.
 */
export async function writeOrder(tx: ShopSql, lines: Lines, today: Day): Promise<number> {
  const [{ supplierId, orderNumber: reference }] = lines
  await lockPlans(tx)
  const [known] = await loadKnownOrders(tx, [{ supplierId, reference }])
  const isHere = new Set(known?.itemIds)
  const wanted = lines.filter(({ itemId }) => !isHere.has(itemId))
  const itemIds = [...new Set(wanted.map(({ itemId }) => itemId))]
  const items = await loadOrderableItems(tx, supplierId, itemIds)
  for (const gone of await loadItemsDeleted(tx, itemIds)) items.delete(gone)
  const coming = wanted.filter(({ itemId }) => items.has(itemId))
  if (coming.length === 0) return 0
  const order = known === undefined ? await createFrom(tx, lines) : await addTo(tx, known)
  if (order === null) return 0

  const byItem = [...Map.groupBy(coming, ({ itemId }) => itemId)]
  const { supplierOrderId } = order
  const lineIds = await addOrderLines(
    tx,
    byItem.flatMap(([itemId, rows]) => {
      const item = items.get(itemId)
      const units = unitsOf(rows)
      const cost = rows.find((row) => row.cost !== null)?.cost ?? item?.cost ?? null
      const supplierSku = rows.find((row) => row.supplierSku !== null)?.supplierSku ?? item?.supplierSku ?? null
      return item ? [{ ...item, supplierOrderId, units, cost, supplierSku }] : []
    }),
  )
  await insertArrivals(
    tx,
    byItem.flatMap(([itemId, rows]) => {
      const supplierOrderLineId = lineIds.get(`${supplierOrderId}@${itemId}`) ?? ''
      return inOrder(rows).map((part) => ({ ...order, ...part, itemId, supplierOrderLineId, isOrdered: true }))
    }),
  )
  await recordEvents(tx, [
    known === undefined
      ? { supplierOrderId, kind: 'created', facts: { by: 'file', lines: byItem.length, units: unitsOf(coming) } }
      : { supplierOrderId, kind: 'edited', facts: { added: byItem.length } },
  ])
  await repegItems(tx, [...items.keys()], await causeOfMove(tx, order, known ? 'edited' : 'ordered'), today)
  return coming.length
}

/** Null where nothing can be sent there any more. */
async function createFrom(tx: ShopSql, lines: Lines): Promise<Order | null> {
  const [{ supplierId, locationId, orderNumber: reference }] = lines
  const currency = await loadPaidIn(tx, supplierId)
  if (currency === null || !(await isOpenLocation(tx, locationId))) return null
  const [order] = await insertSupplierOrders(tx, [{ supplierId, locationId, currency }])
  if (order === undefined) throw new Error('a supplier order that was inserted has no id')
  const orderedOn = lines.find((line) => line.orderedOn !== null)?.orderedOn ?? null
  await keepAsOrdered(tx, order.supplierOrderId, { reference, orderedOn })
  return { ...order, locationId }
}

/** Null where nothing of it is on its way any more. */
async function addTo(
  tx: ShopSql,
  { supplierOrderId, number, locationId, isOpen }: ReferencedOrder,
): Promise<Order | null> {
  if (!isOpen) return null
  await raiseVersions(tx, [supplierOrderId])
  return { supplierOrderId, number, locationId }
}

function unitsOf(rows: readonly { readonly units: number }[]): number {
  return rows.reduce((sum, row) => sum + row.units, 0)
}
