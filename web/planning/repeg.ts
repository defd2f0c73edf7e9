import type { Day } from '../platform/values/day.ts'
import { policy } from './policy.ts'
import type { Arrival, Plan, Source } from './rules/facts.ts'
import { plan } from './rules/plan.ts'
import { changes } from './rules/record/changes.ts'
import { type OwedAt, owingShelves } from './store/owed.ts'
import type { RecordedOfItem } from './store/record/recorded-backorders.ts'
import type { Wish } from './store/supply.ts'

/**
 * What other arrivals or wishes change while every line keeps the units that it has. The shelf is what is recorded as
 * covered, released to the line that has it: without asking Shopify it is known who waits and what is owed, and only that
 * is planned.
 */
export function repeg(
  records: readonly RecordedOfItem[],
  arrivals: readonly Arrival[],
  wishes: ReadonlyMap<string, Wish>,
  owed: readonly OwedAt[],
  today: Day,
  sources: readonly Source[] = [],
  storesOnly: readonly string[] = [],
) {
  const outcome: Plan = plan(
    {
      shelves: [
        ...records.map(({ item, location, numbers }) => ({ item, location, units: numbers.covered })),
        ...owingShelves(owed),
      ],
      demands: records.map(({ line, order, item, location, orderedAt, numbers }) => ({
        ...wishes.get(line),
        ...{ line, order, item, location, orderedAt },
        units: numbers.covered + numbers.backordered,
        released: numbers.covered,
      })),
      arrivals,
      sources,
      storesOnly,
    },
    policy,
    today,
  )
  const lines = records.map(({ line, location, numbers }) => {
    return { line, location, shipped: numbers.shipped, ordered: numbers.units, isCancelled: false }
  })
  return {
    changes: changes(outcome, lines, records),
    lines: outcome.lines,
    points: outcome.points,
    items: outcome.items,
  }
}
