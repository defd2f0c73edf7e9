import { previewRepeg, type RepeggedLine } from '../planning/preview-repeg.ts'
import { expectedOfSupplier } from '../planning/store/days/expected-arrivals.ts'
import type { ShopSql } from '../platform/db/with-shop.ts'
import type { Day } from '../platform/values/day.ts'
import { type Cancel, lockForCancel } from './cancel-order.ts'
import { type CheckedEdit, checkEdit, type Edit } from './edit/edit-order.ts'
import { type PlannedLineEdit, plannedCancel } from './edit/planned-edit.ts'
import { done, type Outcome } from './outcome.ts'
import { type Part, partChanges, type RecordedPart } from './rules/expected-days.ts'
import type { Unlikely } from './rules/unlikely-day.ts'
import { loadArrivalsOfOrder, loadOrderLines } from './store/lines.ts'

export type Affected = {
  readonly lines: readonly RepeggedLine[]
  /** Days of the change that have to be confirmed. */
  readonly unlikely: readonly Unlikely[]
}

/** Who would be told another day by an edit. Changes nothing; the refusals are those of the edit itself. */
export async function affectedByEdit(tx: ShopSql, edit: Edit, today: Day): Promise<Outcome<Affected>> {
  const checked = await checkEdit(tx, edit, today)
  if (!checked.ok) return checked
  const { planned, unlikely } = checked.value
  return done({ lines: await affectedBy(tx, checked.value, planned, today), unlikely })
}

/** Who would be told another day, or none, by a cancellation. */
export async function affectedByCancel(tx: ShopSql, cancel: Cancel, today: Day): Promise<Outcome<Affected>> {
  const locked = await lockForCancel(tx, cancel)
  if (!locked.ok) return locked
  const order = locked.value
  const lines = await loadOrderLines(tx, order.supplierOrderId)
  const arrivals = await loadArrivalsOfOrder(tx, order.supplierOrderId)
  const planned = plannedCancel(lines, arrivals, cancel.lines)
  if (!planned.ok) return planned
  return done({ lines: await affectedBy(tx, { order, lines, arrivals }, planned.value, today), unlikely: [] })
}

async function affectedBy(
  tx: ShopSql,
  { order, lines, arrivals }: Pick<CheckedEdit, 'order' | 'lines' | 'arrivals'>,
  planned: readonly PlannedLineEdit[],
  today: Day,
): Promise<RepeggedLine[]> {
  const { supplierOrderId, supplierId, locationId, state } = order
  // Nobody waits for a draft.
  if (state === 'draft') return []
  const partsOf = new Map(planned.map(({ after, parts }) => [after.supplierOrderLineId, parts]))
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const coming = lines.flatMap(({ supplierOrderLineId, itemId }) => {
    const recorded = arrivalsOf.get(supplierOrderLineId) ?? []
    const wanted = partsOf.get(supplierOrderLineId)
    const parts = wanted === undefined ? recorded : partsAfter(recorded, wanted, supplierOrderLineId)
    return parts.map(({ arrivalId, units, due }) => {
      return { arrival: arrivalId, item: itemId, location: locationId, units, due }
    })
  })
  const arrivalsAfter = await expectedOfSupplier(tx, supplierId, coming, today)
  return await previewRepeg(tx, { supplierOrderId, arrivals: arrivalsAfter, today })
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
