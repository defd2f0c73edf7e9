import type { LeftOutState } from './rules/record/backorder.ts'
import type { LeftOutLine } from './rules/record/changes.ts'
import type { OpenDemand, PlanningFacts } from './store/facts.ts'

export type LocatedDemand = OpenDemand & { readonly location: string }

type Rules = Pick<PlanningFacts, 'claims' | 'countsFrom' | 'later'>
type Facts = Rules & Pick<PlanningFacts, 'demands'>

/**
 * What waits to be served: all open demand that has a place and whose day has come. By the rules of the shop without what
 * is not paid yet, and without the units that took no stock, each line with as many of them fewer as it is taken to have.
 */
export function queuedDemands(facts: Facts): LocatedDemand[] {
  return facts.demands
    .filter(isLocated)
    .map((demand) => ({ ...demand, units: demand.units - leftOutOf(demand, facts).units }))
    .filter((demand) => demand.units > 0)
}

/** The other open demand that has a place: lines of which no unit waits to be served. */
export function leftOutLines(facts: Facts): LeftOutLine[] {
  return facts.demands.filter(isLocated).flatMap((demand) => {
    const { line, location } = demand
    const { units, why } = leftOutOf(demand, facts)
    return why === null ? [] : [{ line, location, units, why }]
  })
}

/** How many of the units do not wait to be served; and why, where none does. */
function leftOutOf(
  demand: LocatedDemand,
  { claims, countsFrom, later }: Rules,
): { readonly units: number; readonly why: LeftOutState | null } {
  const { units } = demand
  const waits = later.get(`${demand.line}@${demand.location}`) ?? 0
  if (waits >= units) return { units, why: 'scheduled' }
  if (countsFrom === 'paid' && demand.isUnpaid) return { units, why: 'unpaid' }
  if (!claims.areCounted && demand.unclaimed >= units) return { units, why: 'unclaimed' }
  // Of a line that took no stock for a part, what is to be sent later is that part first.
  return { units: Math.max(waits, claims.areCounted ? 0 : demand.unclaimed), why: null }
}

function isLocated(demand: OpenDemand): demand is LocatedDemand {
  return demand.location !== null
}
