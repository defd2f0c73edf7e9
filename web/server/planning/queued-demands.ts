import type { OpenDemand, PlanningFacts } from '../db/planning/planning-facts.ts'

export type LocatedDemand = OpenDemand & { readonly location: string }

/**
 * What waits to be served: all open demand that has a place. By the rule of the shop without the units that took no
 * stock, each line with as many of them fewer as it is taken to have.
 */
export function queuedDemands({ demands, claims }: Pick<PlanningFacts, 'demands' | 'claims'>): LocatedDemand[] {
  const located = demands.filter(isLocated)
  if (claims.areCounted) return located
  return located
    .map((demand) => ({ ...demand, units: demand.units - demand.unclaimed }))
    .filter((demand) => demand.units > 0)
}

function isLocated(demand: OpenDemand): demand is LocatedDemand {
  return demand.location !== null
}
