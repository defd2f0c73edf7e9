// Goods have come: who gets them. Of 10 ordered, 6 are accepted, 1 is rejected and 3 are still to come. The 6 go to the
// shelf and from there to the queue, by the planner's own rules; held back are 2, so the queue gets 4. A line that is
// pinned to what came is served before the queue, and nobody takes that away again. What the place owes, sold or shipped
// beyond stock, is filled before anybody: where it owes 5, 1 of the 6 is left.
import type { Arrival, Demand, Plan, PlannedLine, Policy } from '../../planning/rules/facts.ts'
import { pinsOf } from '../../planning/rules/pins.ts'
import { plan } from '../../planning/rules/plan.ts'
import type { Day } from '../../platform/values/day.ts'
import { takeEarliest } from './receive-arrivals.ts'

/** What came of one supplier order line, in whole units; held back are units of the accepted ones. */
export type Received = {
  readonly supplierOrderLine: string
  readonly item: string
  readonly accepted: number
  readonly rejected: number
  readonly heldBack: number
}

/** An open order line where the goods came, and how many of its units have stock already. */
export type ServedDemand = Demand & { readonly covered: number }

export type LineArrival = Arrival & { readonly supplierOrderLine: string }

export type ReceivingFacts = {
  readonly location: string
  readonly received: readonly Received[]
  /** All of the items' demand there. */
  readonly demands: readonly ServedDemand[]
  /** All that is still to come of the items there, before this. */
  readonly arrivals: readonly LineArrival[]
  /** Units of an item that the place owes before it has any to give. */
  readonly owed: ReadonlyMap<string, number>
}

export type LineHandOut = {
  readonly line: string
  readonly order: string
  readonly item: string
  readonly units: number
  readonly covered: number
  /** Below zero where a rank gives its units to another line. */
  readonly gets: number
  readonly backordered: number
  readonly readyOn: Day | 'now' | null
  /** What its rest comes with is overdue, and no new day can be told. */
  readonly isDelayed: boolean
}

export type ReceivedItem = {
  readonly item: string
  readonly accepted: number
  readonly rejected: number
  readonly heldBack: number
  /** Units that fill what the place owed. */
  readonly owed: number
  readonly given: number
  readonly surplus: number
  readonly overReceived: number
  /** Order lines that still wait for units of it. */
  readonly stillWaiting: number
}

export type Receiving = {
  /** Lines that waited or whose units change, item by item in the order of the queue. */
  readonly handOuts: readonly LineHandOut[]
  readonly items: readonly ReceivedItem[]
}

/** What would become of the goods if they were on the shelf now. */
export function receive(facts: ReceivingFacts, policy: Policy, today: Day): Receiving {
  const arrived = takeReceived(facts.received, facts.arrivals)
  const released = releasedByArrival(facts, arrived, policy, today)
  const outcome = plan(
    {
      shelves: [...coveredShelves(facts), ...newShelves(facts), ...owingShelves(facts)],
      demands: facts.demands.map((demand) => ({
        ...demand,
        released: Math.max(demand.released ?? 0, released.get(demand.line) ?? 0),
      })),
      arrivals: arrived.left,
      sources: [],
    },
    policy,
    today,
  )
  const handOuts = handOutsOf(facts, outcome, today)
  return { handOuts, items: itemsOf(facts, handOuts) }
}

/** `came` can be given to the queue, `left` is still to come of the items there. */
export type Arrived<Of extends Arrival = Arrival> = { readonly came: readonly Of[]; readonly left: readonly Of[] }

/**
 * How many of a line's units are its own from now on, those that it has included, where the queue alone would not leave them to
 * it: a line that is pinned to what came keeps that; and where a line is pinned to what is still to come, or lost units that were its
 * own, what came stays with those whom it was pegged to, although that line may be before them in the queue.
 */
export function releasedByArrival(
  facts: Pick<ReceivingFacts, 'demands' | 'location' | 'owed'>,
  { came, left }: Arrived,
  policy: Policy,
  today: Day,
): Map<string, number> {
  const pins = new Map(facts.demands.map((demand) => [demand.line, pinsOf(demand)]))
  const lacking = facts.demands.filter(({ covered, units, released = 0 }) => covered < Math.min(units, released))
  if (lacking.length === 0 && [...pins.values()].every(({ length }) => length === 0)) return new Map()
  const demands = facts.demands.map((demand) => ({ ...demand, released: demand.covered }))
  const plannedWith = (arrivals: readonly Arrival[], waiting: readonly Demand[], owed: ReceivingFacts['owed']) => {
    const shelves = [...coveredShelves(facts), ...owingShelves({ ...facts, owed })]
    return plan({ shelves, demands: waiting, arrivals, sources: [] }, policy, today).lines
  }

  const pinnedUnits = (lines: readonly PlannedLine[]) => {
    return new Map(lines.map((line) => [line.line, unitsFrom(line, pins.get(line.line))]))
  }
  const arrived = new Set(came.map(({ arrival }) => arrival))
  const later = left.filter(({ arrival }) => !arrived.has(arrival))
  // Who is pinned to what came and to more that is still to come waits for no more than the rest.
  const gets = pinnedUnits(plannedWith(came, demands, facts.owed))
  // What came fills all that is owed, or there is none of it to give.
  const waits = pinnedUnits(plannedWith(later, withLess(demands, gets), new Map()))
  const pinnedToMore = facts.demands.filter(({ line }) => waits.get(line))
  const waitedFor = new Set([...pinnedToMore, ...lacking].map(({ item }) => item))

  const released = new Map<string, number>()
  for (const line of plannedWith(came, withLess(demands, waits), facts.owed)) {
    const pinned = unitsFrom(line, pins.get(line.line))
    const units = waitedFor.has(line.item) ? line.backordered - line.uncovered : pinned
    if (units > 0) released.set(line.line, line.covered + units)
  }
  return released
}

function withLess(demands: readonly Demand[], units: ReadonlyMap<string, number>): Demand[] {
  return demands.map((demand) => ({ ...demand, units: demand.units - (units.get(demand.line) ?? 0) }))
}

function unitsFrom({ pegs }: PlannedLine, pins: readonly string[] = []): number {
  return pegs.reduce((units, peg) => (pins.includes(peg.arrival) ? units + peg.units : units), 0)
}

/** What came of the arrivals, as far as it can be given to the queue, and what is left of them all. */
export function takeReceived(
  received: readonly Omit<Received, 'item'>[],
  arrivals: readonly LineArrival[],
): Arrived<LineArrival> {
  const ofLine = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLine)
  const lines = new Set(received.map((one) => one.supplierOrderLine))
  const left = arrivals.filter((arrival) => !lines.has(arrival.supplierOrderLine))
  const came: LineArrival[] = []
  for (const { supplierOrderLine, accepted, rejected, heldBack } of received) {
    const taken = takeEarliest(ofLine.get(supplierOrderLine) ?? [], Math.max(0, accepted + rejected))
    left.push(...taken.left)
    let toGive = accepted - heldBack
    for (const one of taken.taken) {
      const units = Math.min(one.units, toGive)
      toGive -= units
      if (units > 0) came.push({ ...one, units })
    }
  }
  return { came, left }
}

function coveredShelves({ demands }: Pick<ReceivingFacts, 'demands'>) {
  return demands.map(({ item, location, covered }) => ({ item, location, units: covered }))
}

/** What came, less what is held back of it: that is no more than what is left once the place owes nothing. */
function newShelves({ received, owed, location }: ReceivingFacts) {
  return [...Map.groupBy(received, (one) => one.item)].map(([item, lines]) => {
    const came = lines.reduce((sum, { accepted }) => sum + accepted, 0)
    const heldBack = lines.reduce((sum, line) => sum + line.heldBack, 0)
    return { item, location, units: came - Math.min(heldBack, Math.max(0, came - (owed.get(item) ?? 0))) }
  })
}

function owingShelves({ owed, location }: Pick<ReceivingFacts, 'owed' | 'location'>) {
  return [...owed].map(([item, units]) => ({ item, location, units: 0, owed: units }))
}

function handOutsOf({ demands }: ReceivingFacts, outcome: Plan, today: Day): LineHandOut[] {
  const before = new Map(demands.map((demand) => [demand.line, demand.covered]))
  return outcome.lines.flatMap(({ line, order, item, units, covered, backordered, readyOn, pegs }) => {
    const had = before.get(line) ?? 0
    if (had === units && covered === units) return []
    const isDelayed = readyOn === null && pegs.some(({ due }) => due !== null && due < today)
    return [{ line, order, item, units, covered: had, gets: covered - had, backordered, readyOn, isDelayed }]
  })
}

function itemsOf({ received, arrivals, owed }: ReceivingFacts, handOuts: readonly LineHandOut[]): ReceivedItem[] {
  const toCome = Map.groupBy(arrivals, (arrival) => arrival.supplierOrderLine)
  const waiting = Map.groupBy(handOuts, (handOut) => handOut.item)
  return [...Map.groupBy(received, (one) => one.item)].map(([item, lines]) => {
    const sum = (units: (line: Received) => number) => lines.reduce((total, line) => total + units(line), 0)
    const served = waiting.get(item) ?? []
    const given = served.reduce((total, { gets }) => total + gets, 0)
    const [accepted, heldBack] = [sum((line) => line.accepted), sum((line) => line.heldBack)]
    const filled = Math.min(accepted, owed.get(item) ?? 0)
    return {
      item,
      accepted,
      rejected: sum((line) => line.rejected),
      heldBack,
      owed: filled,
      given,
      surplus: Math.max(0, accepted - filled - heldBack - given),
      overReceived: sum((line) => overReceived(line, toCome.get(line.supplierOrderLine) ?? [])),
      stillWaiting: served.filter(({ backordered }) => backordered > 0).length,
    }
  })
}

function overReceived({ accepted, rejected }: Received, arrivals: readonly Arrival[]): number {
  const toCome = arrivals.reduce((total, { units }) => total + units, 0)
  return Math.max(0, accepted + rejected - toCome)
}
