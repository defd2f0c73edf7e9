import type { OpenDemand, PlanningFacts } from '../db/planning/planning-facts.ts'

export type LocatedDemand = OpenDemand & { readonly location: string }

/**
 * What waits to be served: all open demand that has a place and whose day has come. By the rules of the shop without what
 * is not paid yet, and without the units that took no stock, each line with as many of them fewer as it is taken to have.
 */
export function queuedDemands({
  demands,
  claims,
  countsFrom,
  later,
}: Pick<PlanningFacts, 'demands' | 'claims' | 'countsFrom' | 'later'>): LocatedDemand[] {
  return demands
    .filter(isLocated)
    .filter((demand) => countsFrom === 'placed' || !demand.isUnpaid)
    .map((demand) => {
      const waits = later.get(`${demand.line}@${demand.location}`) ?? 0
      // Of a line that took no stock for a part, what is to be sent later is that part first.
      const leftOut = Math.max(waits, claims.areCounted ? 0 : demand.unclaimed)
      return leftOut === 0 ? demand : { ...demand, units: demand.units - leftOut }
    })
    .filter((demand) => demand.units > 0)
}

function isLocated(demand: OpenDemand): demand is LocatedDemand {
  return demand.location !== null
}
