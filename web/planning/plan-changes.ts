import { policy } from './policy.ts'
import { leftOutLines, queuedDemands } from './queued-demands.ts'
import type { Demand, PlannedLine, PlannedPoint } from './rules/facts.ts'
import { plan } from './rules/plan.ts'
import { type BackorderChange, changes } from './rules/record/changes.ts'
import { type CountedItem, countedAt, shelvesOf, unitsThere } from './shelves.ts'
import type { PlanningFacts } from './store/facts.ts'
import { mostAt } from './store/received-stock.ts'

export type PlannedChanges = {
  readonly changes: readonly BackorderChange[]
  /** Every open line of the items, with the arrivals that serve it. */
  readonly lines: readonly PlannedLine[]
  /** Every stock point of the items, with what it owes. */
  readonly points: readonly PlannedPoint[]
}

/**
 * What a plan of these items changes about what is recorded. The only way from facts to numbers: the lane writes its
 * outcome, and a rebuild shows it. `strangers` are keyed `item@location`.
 */
export function planChanges(
  items: ReadonlySet<string>,
  read: ReadonlyMap<string, CountedItem>,
  facts: PlanningFacts,
  strangers: ReadonlyMap<string, number>,
): PlannedChanges {
  const inPlan = (thing: { readonly item: string }) => items.has(thing.item)
  const demands = queuedDemands(facts).filter(inPlan)
  const recorded = facts.recorded.filter(inPlan)
  const there = unitsThere(countedAt(strangers), mostAt(facts.received))
  const outcome = plan(
    {
      shelves: shelvesOf([...items], read, there, countedAt(facts.heldBack), demands, recorded),
      demands: demands.map(({ line, order, item, location, units, orderedAt }): Demand => {
        const released = facts.released.get(`${line}@${location}`) ?? 0
        return { ...facts.wishes.get(line), line, order, item, location, units, orderedAt, released }
      }),
      arrivals: facts.arrivals.filter(inPlan),
      sources: [],
    },
    policy,
    facts.today,
  )
  return {
    changes: changes(outcome, facts.lines, recorded, leftOutLines(facts)),
    lines: outcome.lines,
    points: outcome.points,
  }
}
