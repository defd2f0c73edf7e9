import { compareAmounts } from '../../platform/values/money.ts'
import { inOrder, type Part } from '../rules/expected-days.ts'
import type { EditedLineFacts, OrderEventFacts } from '../rules/order-event.ts'
import type { ArrivalRecord, SupplierOrderLineRecord } from '../store/lines.ts'
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
): OrderEventFacts['edited'] {
  const arrivalsOf = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLineId)
  const changed = planned.flatMap((edit) => {
    const changes = changesOf(edit, arrivalsOf.get(edit.after.supplierOrderLineId) ?? [])
    return Object.keys(changes).length > 0 ? [{ title: edit.after.title, ...changes }] : []
  })
  const gone = lines.filter((line) => removed.includes(line.supplierOrderLineId)).map((line) => line.title)
  return {
    ...{ tax, shipping, exchangeRate },
    ...(notes !== undefined && { notes: true }),
    ...(changed.length > 0 && { changed: changed.slice(0, mostNamed) }),
    ...(changed.length > mostNamed && { moreChanged: changed.length - mostNamed }),
    ...(added.length > 0 && { added: added.length }),
    ...(gone.length > 0 && { removed: gone.slice(0, mostNamed) }),
  }
}

function changesOf(
  { before, after, parts }: PlannedLineEdit,
  arrivals: readonly Part[],
): Omit<EditedLineFacts, 'title'> {
  const [from, to] = [inOrder(arrivals), inOrder(parts)]
  return {
    ...(before.units !== after.units && { units: { from: before.units, to: after.units } }),
    ...(!isSameCost(before.cost, after.cost) && { cost: { from: before.cost, to: after.cost } }),
    ...(JSON.stringify(from) !== JSON.stringify(to) && { days: { from, to } }),
  }
}

function isSameCost(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : compareAmounts(one, other) === 0
}
