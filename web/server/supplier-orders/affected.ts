import type { Day } from '../../domain/planning/facts.ts'
import { type Part, partChanges, type RecordedPart } from '../../domain/supplier-orders/expected-days.ts'
import { expectedOfSupplier } from '../db/planning/expected-arrivals.ts'
import { loadArrivalsOfOrder, loadOrderLines } from '../db/supplier-orders/supplier-order-lines.ts'
import type { LockedSupplierOrder } from '../db/supplier-orders/supplier-order-record.ts'
import type { ShopSql } from '../db/with-shop.ts'
import { type AffectedLine, previewRepeg } from '../planning/preview-repeg.ts'
import { type Cancel, lockForCancel } from './cancel-order.ts'
import { dueOfMore, type Edit, lockForEdit } from './edit-order.ts'
import { done, type Outcome } from './outcome.ts'
import { type PlannedLineEdit, plannedCancel, plannedEdits } from './planned-edit.ts'

/** Who would be told another day by an edit. Changes nothing; the refusals are those of the edit itself. */
export async function affectedByEdit(
  tx: ShopSql,
  shop: string,
  edit: Edit,
  today: Day,
): Promise<Outcome<AffectedLine[]>> {
  const locked = await lockForEdit(tx, shop, edit)
  if (!locked.ok) return locked
  const due = await dueOfMore(tx, shop, locked.value, today)
  return affectedBy(tx, shop, locked.value, today, (lines, arrivals) =>
    plannedEdits(lines, arrivals, edit.lines ?? [], due),
  )
}

/** Who would be told another day, or none, by a cancellation. */
export async function affectedByCancel(
  tx: ShopSql,
  shop: string,
  cancel: Cancel,
  today: Day,
): Promise<Outcome<AffectedLine[]>> {
  const locked = await lockForCancel(tx, shop, cancel)
  if (!locked.ok) return locked
  return affectedBy(tx, shop, locked.value, today, (lines, arrivals) => plannedCancel(lines, arrivals, cancel.lines))
}

type Planning = (
  lines: Awaited<ReturnType<typeof loadOrderLines>>,
  arrivals: Awaited<ReturnType<typeof loadArrivalsOfOrder>>,
) => Outcome<PlannedLineEdit[]>

async function affectedBy(
  tx: ShopSql,
  shop: string,
  { supplierOrderId, supplierId, locationId, state }: LockedSupplierOrder,
  today: Day,
  planning: Planning,
): Promise<Outcome<AffectedLine[]>> {
  const lines = await loadOrderLines(tx, shop, supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, shop, supplierOrderId)
  const planned = planning(lines, arrivals)
  if (!planned.ok) return planned
  // Nobody waits for a draft.
  if (state === 'draft') return done([])
  const partsOf = new Map(planned.value.map(({ after, parts }) => [after.supplierOrderLineId, parts]))
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const coming = lines.flatMap(({ supplierOrderLineId, itemId }) => {
    const recorded = arrivalsOf.get(supplierOrderLineId) ?? []
    const wanted = partsOf.get(supplierOrderLineId)
    const parts = wanted === undefined ? recorded : partsAfter(recorded, wanted, supplierOrderLineId)
    return parts.map(({ arrivalId, units, due }) => {
      return { arrival: arrivalId, item: itemId, location: locationId, units, due }
    })
  })
  const arrivalsAfter = await expectedOfSupplier(tx, shop, supplierId, coming, today)
  return done(await previewRepeg(tx, shop, { supplierOrderId, arrivals: arrivalsAfter, today }))
}

/** As they would be recorded: who is pinned to one of them stays so. */
function partsAfter(recorded: readonly RecordedPart[], wanted: readonly Part[], line: string): RecordedPart[] {
  const { changed, added, removed } = partChanges(recorded, wanted)
  const touched = new Set([...changed, ...removed].map((part) => part.arrivalId))
  return [
    ...recorded.filter((part) => !touched.has(part.arrivalId)),
    ...changed,
    ...added.map((part, at) => ({ ...part, arrivalId: `new/${line}/${at}` })),
  ]
}
