import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Day } from '../../../platform/values/day.ts'
import { expectedDay } from '../../rules/days/expected-day.ts'
import { promiseLevel } from '../../rules/days/promise-level.ts'
import type { Arrival } from '../../rules/facts.ts'
import { type EvidenceOf, loadEvidence } from './evidence.ts'
import { loadOrderedFrom, type OrderedFrom } from './ordered-from.ts'

/** With the day that may be told of it, always: what is overdue comes on no day that its supplier's history does not know. */
export type Expected = Arrival & { readonly expectedOn: Day | null }

/** With the day that it is where the shop is. */
type OnDay<Known> = Known & { readonly today: Day }
type Told<Known> = Known & { readonly expectedOn: Day | null }

/** Recorded arrivals, with the days that may be told of them. */
export async function withExpectedDays<Known extends Arrival>(
  tx: ShopSql,
  arrivals: readonly OnDay<Known>[],
): Promise<Told<Known>[]> {
  const from = await loadOrderedFrom(tx, arrivals.filter(isOverdue).map(idOf))
  return expectedFrom(arrivals, from, await loadEvidence(tx, suppliersOf(from)))
}

/** What else is known of arrivals, of who sends them and of other suppliers, read once for all that is told of it. */
export type SupplyHistory = {
  /** By arrival. */
  readonly from: ReadonlyMap<string, OrderedFrom>
  readonly evidenceOf: EvidenceOf
}

/** For who goes on from there: beside the days, what they were worked out of, and the same of these suppliers. */
export async function withSupplyHistory<Known extends Arrival>(
  tx: ShopSql,
  arrivals: readonly OnDay<Known>[],
  suppliers: readonly string[],
): Promise<{ readonly arrivals: Told<Known>[]; readonly history: SupplyHistory }> {
  const from = await loadOrderedFrom(tx, arrivals.map(idOf))
  const evidenceOf = await loadEvidence(tx, [...suppliersOf(from), ...suppliers])
  return { arrivals: expectedFrom(arrivals, from, evidenceOf), history: { from, evidenceOf } }
}

function expectedFrom<Known extends Arrival>(
  arrivals: readonly OnDay<Known>[],
  from: ReadonlyMap<string, OrderedFrom>,
  evidenceOf: EvidenceOf,
): Told<Known>[] {
  return arrivals.map((arrival) => {
    const supplierId = from.get(arrival.arrival)?.supplierId ?? ''
    return { ...arrival, expectedOn: expectedDay(evidenceOf(supplierId), arrival.due, arrival.today, promiseLevel) }
  })
}

function suppliersOf(from: ReadonlyMap<string, OrderedFrom>): string[] {
  return [...from.values()].flatMap(({ supplierId }) => supplierId ?? [])
}

const isOverdue = ({ due, today }: OnDay<Arrival>) => due !== null && due < today
const idOf = ({ arrival }: Arrival) => arrival

/** Arrivals that an order of this supplier would have. */
export async function expectedOfSupplier(
  tx: ShopSql,
  supplierId: string,
  arrivals: readonly Arrival[],
  today: Day,
): Promise<Expected[]> {
  const evidence = (
    await loadEvidence(tx, arrivals.some(({ due }) => due !== null && due < today) ? [supplierId] : [])
  )(supplierId)
  return arrivals.map((arrival) => {
    return { ...arrival, expectedOn: expectedDay(evidence, arrival.due, today, promiseLevel) }
  })
}
