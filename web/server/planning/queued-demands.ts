import type { OpenDemand, PlanningFacts } from '../db/planning/planning-facts.ts'

export type LocatedDemand = OpenDemand & { readonly location: string }

/**
 * What waits to be served: all open demand that has a place. By the rules of the shop without what is not paid yet, and
 * without the units that took no stock, each line with as many of them fewer as it is taken to have.
 */
export function queuedDemands({
  demands,
  claims,
  countsFrom,
}: Pick<PlanningFacts, 'demands' | 'claims' | 'countsFrom'>): LocatedDemand[] {
  return demands
    .filter(isLocated)
    .filter((demand) => countsFrom === 'placed' || !demand.isUnpaid)
    .map((demand) => (claims.areCounted ? demand : { ...demand, units: demand.units - demand.unclaimed }))
    .filter((demand) => demand.units > 0)
}

function isLocated(demand: OpenDemand): demand is LocatedDemand {
  return demand.location !== null
}
