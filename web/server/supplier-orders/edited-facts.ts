import { compareAmounts } from '../../domain/money.ts'
import { inOrder, type Part } from '../../domain/supplier-orders/expected-days.ts'
import type { ArrivalRecord, SupplierOrderLineRecord } from '../db/supplier-orders/supplier-order-lines.ts'
import type { Edit } from './edit-order.ts'
import type { PlannedLineEdit } from './planned-edit.ts'

/** A timeline names so many lines; of more it says how many. */
const mostNamed = 50

/** What a timeline tells of an edit: what was set, and of every line what changed, from what to what. */
export function editedFacts(
  { notes, tax, shipping, exchangeRate, added = [], removed = [] }: Edit,
  planned: readonly PlannedLineEdit[],
  arrivals: readonly ArrivalRecord[],
  lines: readonly SupplierOrderLineRecord[],
): Record<string, unknown> {
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const changed = planned.flatMap((edit) => {
    const changes = changesOf(edit, arrivalsOf.get(edit.after.supplierOrderLineId) ?? [])
    return Object.keys(changes).length > 0 ? [{ title: edit.after.title, ...changes }] : []
  })
  const gone = lines.filter((line) => removed.includes(line.supplierOrderLineId)).map((line) => line.title)
  const facts: Record<string, unknown> = { tax, shipping, exchangeRate }
  if (notes !== undefined) facts['notes'] = true
  if (changed.length > 0) facts['changed'] = changed.slice(0, mostNamed)
  if (changed.length > mostNamed) facts['moreChanged'] = changed.length - mostNamed
  if (added.length > 0) facts['added'] = added.length
  if (gone.length > 0) facts['removed'] = gone.slice(0, mostNamed)
  return facts
}

function changesOf({ before, after, parts }: PlannedLineEdit, arrivals: readonly Part[]): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  if (before.units !== after.units) changes['units'] = { from: before.units, to: after.units }
  if (!isSameCost(before.cost, after.cost)) changes['cost'] = { from: before.cost, to: after.cost }
  const [from, to] = [inOrder(arrivals), inOrder(parts)]
  if (JSON.stringify(from) !== JSON.stringify(to)) changes['days'] = { from, to }
  return changes
}

function isSameCost(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : compareAmounts(one, other) === 0
}
