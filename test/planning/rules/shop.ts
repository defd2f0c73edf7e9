// A small shop to plan for: facts are written with only what a test is about.
import type { Arrival, Demand, Facts, Plan, PlannedLine, Policy, Source } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'

/** A Monday. */
export const TODAY = '2026-11-23'

export const OLDEST_FIRST: Policy = { queue: 'oldest-first', partialLines: true, handlingDays: 0 }
export const COMPLETE_FIRST: Policy = { ...OLDEST_FIRST, queue: 'complete-orders-first' }
export const WHOLE_LINES: Policy = { ...OLDEST_FIRST, partialLines: false }

/** A line wants units of the mug in the shop; an order of one line has the line's name; `at` is a time of today. */
export function wants(line: string, units: number, more: Partial<Demand> & { at?: string } = {}): Demand {
  const { at = '09:00', ...fields } = more
  return { line, order: line, item: 'mug', location: 'shop', units, orderedAt: `${TODAY}T${at}:00Z`, ...fields }
}

export function comes(arrival: string, units: number, due: string | null, more: Partial<Arrival> = {}): Arrival {
  return { arrival, item: 'mug', location: 'shop', units, due, ...more }
}

/** Shelves are written `{ mug: 4 }`, or `{ 'mug@cellar': 4 }` for another location than the shop; -4 are 4 units owed. */
type Shop = {
  readonly shelf?: Readonly<Record<string, number>>
  readonly demands?: readonly Demand[]
  readonly arrivals?: readonly Arrival[]
  readonly sources?: readonly Source[]
}

export function factsOf({ shelf = {}, demands = [], arrivals = [], sources = [] }: Shop): Facts {
  const shelves = Object.entries(shelf).map(([point, units]) => {
    const [item = '', location = 'shop'] = point.split('@')
    return units < 0 ? { item, location, units: 0, owed: -units } : { item, location, units }
  })
  return { shelves, demands, arrivals, sources }
}

export function planFor(shop: Shop, policy: Policy = OLDEST_FIRST): Plan {
  return plan(factsOf(shop), policy, TODAY)
}

/** The line, at the first of its locations where none is named. */
export function lineOf(planned: Plan, line: string, location?: string): PlannedLine {
  const found = planned.lines.find(
    (candidate) => candidate.line === line && (location ?? candidate.location) === candidate.location,
  )
  if (found === undefined) throw new Error(`The plan has no line ${line} at ${location ?? 'any location'}.`)
  return found
}

type At = { readonly item: string; readonly location: string }

export function isAt(point: At): (fact: At) => boolean {
  return (fact) => fact.item === point.item && fact.location === point.location
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What each line got, as a sentence: `2 now, 3 from po1, 1 uncovered`. Split lines are told by location. */
export function outcome(planned: Plan): Record<string, string> {
  const split = new Set(planned.lines.map(({ location }) => location)).size > 1
  return Object.fromEntries(
    planned.lines.map((line) => [split ? `${line.line}@${line.location}` : line.line, sentence(line)]),
  )
}

function sentence({ covered, pegs, uncovered }: PlannedLine): string {
  const parts = [
    ...(covered > 0 ? [`${covered} now`] : []),
    ...pegs.map(({ arrival, units }) => `${units} from ${arrival}`),
    ...(uncovered > 0 ? [`${uncovered} uncovered`] : []),
  ]
  return parts.join(', ') || 'nothing wanted'
}

/** What is left on the shelves: `{ 'mug@shop': 1 }`. */
export function left(planned: Plan): Record<string, number> {
  return Object.fromEntries(planned.points.map(({ item, location, shelfLeft }) => [`${item}@${location}`, shelfLeft]))
}
