// Goods of two receipts come shortly after one another, and nobody has planned with the first when the second comes. Of the
// first, 4 went to who waits longest: they are his, and what comes now is for the next.
import type { Policy } from '../../planning/rules/facts.ts'
import { plan } from '../../planning/rules/plan.ts'
import type { Day } from '../../platform/values/day.ts'
import type { ReceivingFacts } from './receive.ts'

type WhoHasWhat = Pick<ReceivingFacts, 'demands' | 'location' | 'owed'>

/** What lines have and what the place owes once it is planned with the units of items, by item, that came before. */
export function withJustReceived(
  { demands, location, owed }: WhoHasWhat,
  received: ReadonlyMap<string, number>,
  policy: Policy,
  today: Day,
): WhoHasWhat {
  if (received.size === 0) return { demands, location, owed }
  const touched = demands.filter(({ item }) => received.has(item))
  const shelves = [...received].map(([item, units]) => {
    const had = touched.reduce((sum, demand) => (demand.item === item ? sum + demand.covered : sum), 0)
    return { item, location, units: had + units, owed: owed.get(item) ?? 0 }
  })
  const { lines, points } = plan({ shelves, demands: touched, arrivals: [], sources: [] }, policy, today)
  const covered = new Map(lines.map((line) => [line.line, line.covered]))
  const left = points.flatMap(({ item, owedLeft }) => (owedLeft > 0 ? [[item, owedLeft] as const] : []))
  return {
    demands: demands.map((demand) => ({ ...demand, covered: covered.get(demand.line) ?? demand.covered })),
    location,
    owed: new Map([...[...owed].filter(([item]) => !received.has(item)), ...left]),
  }
}
