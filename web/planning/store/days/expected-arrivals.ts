import type { ShopSql } from '../../../platform/db/with-shop.ts'
import type { Day } from '../../../platform/values/day.ts'
import { expectedDay } from '../../rules/days/expected-day.ts'
import { promiseLevel } from '../../rules/days/promise-level.ts'
import type { Arrival } from '../../rules/facts.ts'
import { loadEvidence } from './evidence.ts'
import { loadOrderedFrom } from './ordered-from.ts'

/** With the day that may be told of it, always: what is overdue comes on no day that its supplier's history does not know. */
export type Expected = Arrival & { readonly expectedOn: Day | null }

/** Recorded arrivals, each with the day that it is where the shop is. */
export async function withExpectedDays<Known extends Arrival>(
  tx: ShopSql,
  arrivals: readonly (Known & { readonly today: Day })[],
): Promise<(Known & { readonly expectedOn: Day | null })[]> {
  const overdue = arrivals.filter(({ due, today }) => due !== null && due < today).map(({ arrival }) => arrival)
  const from = await loadOrderedFrom(tx, overdue)
  const suppliers = new Set([...from.values()].flatMap(({ supplierId }) => supplierId ?? []))
  const evidenceOf = await loadEvidence(tx, [...suppliers])
  return arrivals.map((arrival) => {
    const supplierId = from.get(arrival.arrival)?.supplierId ?? ''
    return { ...arrival, expectedOn: expectedDay(evidenceOf(supplierId), arrival.due, arrival.today, promiseLevel) }
  })
}

/** Arrivals that an order of this supplier would have. */
export async function expectedOfSupplier(
  tx: ShopSql,
  supplierId: string,
  arrivals: readonly Arrival[],
  today: Day,
): Promise<Expected[]> {
  const isOverdue = arrivals.some(({ due }) => due !== null && due < today)
  const evidence = (await loadEvidence(tx, isOverdue ? [supplierId] : []))(supplierId)
  return arrivals.map((arrival) => {
    return { ...arrival, expectedOn: expectedDay(evidence, arrival.due, today, promiseLevel) }
  })
}
