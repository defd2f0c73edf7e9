// An independent planner for the tests: it knows nothing of the product's and hands over one unit at a time, as a slow
// and careful storekeeper would. Each unit is a slip of paper on a shelf or on an arrival; whoever gets it is written on it.
import type { Demand, Facts, Plan, PlannedLine, Policy } from '../../../../web/planning/rules/facts.ts'
import type { Day } from '../../../../web/platform/values/day.ts'

type Slip = {
  readonly at: string
  readonly arrival: string
  readonly due: Day | null
  /** What may be told of it. */
  readonly told: Day | null
  owner: Demand | 'lacking' | null
}

export function planUnitByUnit(facts: Facts, policy: Policy, today: Day): Plan {
  const queue = inQueue(facts.demands)
  const shelf = facts.shelves.flatMap(({ units, ...point }) =>
    slips(units, { at: place(point), arrival: '', due: null, told: null }),
  )
  const coming = facts.arrivals.flatMap(({ units, arrival, due, expectedOn, ...point }) =>
    slips(units, {
      ...{ at: place(point), arrival, due },
      told: expectedOn === undefined ? noSoonerThan(today, due) : expectedOn,
    }),
  )
  const lacking = facts.shelves.flatMap((row) => Array.from({ length: row.owed ?? 0 }, () => place(row)))
  const stillLacking = lacking
    .filter((at) => !fillFirst(free(shelf, at)))
    .filter((at) => !fillFirst(free(coming, at).sort((a, b) => (isSooner(a, b, today) ? -1 : 1))))
  giveFromShelf(shelf, queue, policy)
  giveFromArrivals(coming, shelf, queue, today)
  return {
    lines: queue.map((demand) => told(demand, owned(shelf, demand).length, owned(coming, demand), policy)),
    points: pointsOf(facts).map(([item, location]) => {
      const here = facts.arrivals.filter((arrival) => arrival.item === item && arrival.location === location)
      const unowned = free(coming, place({ item, location }))
      const arrivalsLeft = here.map(({ arrival }) => ({
        arrival,
        units: unowned.filter((slip) => slip.arrival === arrival).length,
      }))
      const at = place({ item, location })
      return {
        ...{ item, location, arrivalsLeft, shelfLeft: free(shelf, at).length },
        owedLeft: stillLacking.filter((other) => other === at).length,
        owedPegs: here.flatMap(({ arrival }) => {
          const units = coming.filter((slip) => slip.arrival === arrival && slip.owner === 'lacking').length
          return units > 0 ? [{ arrival, units }] : []
        }),
      }
    }),
    items: itemsOf(facts).map((item) => ({
      item,
      nextUnit: nextUnit(item, facts, shelf, coming, policy, today),
      backorderRoom: room(item, facts, shelf, coming),
      ...beyondShelf(item, facts, coming, policy, today),
    })),
  }
}

function fillFirst([slip]: readonly Slip[]): boolean {
  if (slip !== undefined) slip.owner = 'lacking'
  return slip !== undefined
}

function giveFromShelf(shelf: readonly Slip[], queue: readonly Demand[], policy: Policy): void {
  for (const demand of queue) {
    for (let unit = 0; unit < Math.min(demand.released ?? 0, demand.units); unit++) take(shelf, demand)
  }
  if (policy.queue === 'complete-orders-first') {
    for (const order of new Set(queue.map((demand) => demand.order))) {
      const lines = queue.filter((demand) => demand.order === order)
      allOrNothing(shelf, () => lines.every((demand) => fill(shelf, demand)))
    }
  }
  for (const demand of queue) {
    if (policy.partialLines) fill(shelf, demand)
    else allOrNothing(shelf, () => fill(shelf, demand))
  }
}

function giveFromArrivals(coming: readonly Slip[], shelf: readonly Slip[], queue: readonly Demand[], today: Day): void {
  const isShort = (demand: Demand) => owned(shelf, demand).length + owned(coming, demand).length < demand.units
  for (const demand of queue) {
    const pinned = (demand.pin === undefined ? [] : [demand.pin, ...(demand.alsoPinned ?? [])])
      .flatMap((pin) => coming.filter((slip) => slip.arrival === pin))
      .sort((a, b) => expectedDay(a, today).localeCompare(expectedDay(b, today)))
    while (isShort(demand) && take(pinned, demand));
  }
  for (const demand of queue) while (isShort(demand) && takeEarliest(coming, demand, today));
}

/** Whoever nobody else is ahead of goes next. */
export function inQueue(demands: readonly Demand[]): Demand[] {
  const waiting = [...demands]
  const queue: Demand[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((demand) => !waiting.some((other) => isAhead(other, demand)))
    queue.push(...waiting.splice(next, 1))
  }
  return queue
}

function isAhead(a: Demand, b: Demand): boolean {
  if ((a.rank ?? 0) !== (b.rank ?? 0)) return (a.rank ?? 0) > (b.rank ?? 0)
  const [at, bt] = [new Date(a.orderedAt).getTime(), new Date(b.orderedAt).getTime()]
  if (at !== bt) return at < bt
  return isSmallerId(a.order, b.order) || (a.order === b.order && isSmallerId(a.line, b.line))
}

function isSmallerId(a: string, b: string): boolean {
  const areNumbers = [a, b].every((id) => /^\d+$/.test(id))
  return areNumbers ? BigInt(a) < BigInt(b) : a < b
}

function place({ item, location }: { item: string; location: string }): string {
  return `${item} at ${location}`
}

function slips(units: number, slip: Omit<Slip, 'owner'>): Slip[] {
  return Array.from({ length: units }, () => ({ ...slip, owner: null }))
}

function owned(from: readonly Slip[], demand: Demand): Slip[] {
  return from.filter((slip) => slip.owner === demand)
}

function free(from: readonly Slip[], at: string): Slip[] {
  return from.filter((slip) => slip.owner === null && slip.at === at)
}

function take(from: readonly Slip[], demand: Demand): boolean {
  const slip = free(from, place(demand))[0]
  if (slip !== undefined) slip.owner = demand
  return slip !== undefined
}

function fill(shelf: readonly Slip[], demand: Demand): boolean {
  while (owned(shelf, demand).length < demand.units) if (!take(shelf, demand)) return false
  return true
}

function allOrNothing(shelf: readonly Slip[], attempt: () => boolean): void {
  const owners = shelf.map((slip) => slip.owner)
  if (!attempt()) for (const [at, slip] of shelf.entries()) slip.owner = owners[at] ?? null
}

function takeEarliest(coming: readonly Slip[], demand: Demand, today: Day): boolean {
  const [first, ...others] = free(coming, place(demand))
  if (first === undefined) return false
  return take([others.reduce((best, slip) => (isSooner(slip, best, today) ? slip : best), first)], demand)
}

function isSooner(a: Slip, b: Slip, today: Day): boolean {
  return expectedDay(a, today) === expectedDay(b, today)
    ? isSmallerId(a.arrival, b.arrival)
    : expectedDay(a, today) < expectedDay(b, today)
}

/** Text that sorts: a missing day comes after every day, an overdue one is today. */
function expectedDay({ due }: Slip, today: Day): string {
  return noSoonerThan(today, due) ?? 'no day'
}

function noSoonerThan(today: Day, due: Day | null): Day | null {
  return due !== null && due < today ? today : due
}

function told(demand: Demand, covered: number, coming: readonly Slip[], policy: Policy): PlannedLine {
  const pegs = Map.groupBy(coming, ({ arrival, due }) => `${arrival} ${due}`)
  return {
    line: demand.line,
    order: demand.order,
    item: demand.item,
    location: demand.location,
    units: demand.units,
    covered,
    backordered: demand.units - covered,
    uncovered: demand.units - covered - coming.length,
    pegs: [...pegs.values()].flatMap(([slip, ...more]) =>
      slip === undefined ? [] : [{ arrival: slip.arrival, units: more.length + 1, due: slip.due }],
    ),
    readyOn: readyOn(demand.units - covered, coming, policy),
  }
}

function readyOn(short: number, coming: readonly Slip[], policy: Policy): Day | 'now' | null {
  if (short === 0) return 'now'
  const last = coming
    .map(({ told }) => told ?? 'no day')
    .sort()
    .at(-1)
  return coming.length < short || last === undefined || last === 'no day' ? null : handled(last, policy)
}

/** Turns the pages of a calendar, one day at a time. */
function handled(day: Day, policy: Policy): Day {
  const page = new Date(`${day}T12:00:00Z`)
  for (let left = policy.handlingDays; left > 0; ) {
    page.setUTCDate(page.getUTCDate() + 1)
    if (policy.workingDays === undefined || policy.workingDays.includes(page.getUTCDay() || 7)) left -= 1
  }
  return page.toISOString().slice(0, 10)
}

function pointsOf({ shelves, demands, arrivals }: Facts): [string, string][] {
  const points = [...shelves, ...demands, ...arrivals].map(({ item, location }) => [item, location] as [string, string])
  return [...new Map(points.map((point) => [point.join(' at '), point])).values()]
}

function itemsOf(facts: Facts): string[] {
  return [...new Set([...pointsOf(facts).map(([item]) => item), ...facts.sources.map(({ item }) => item)])]
}

function nextUnit(
  item: string,
  facts: Facts,
  shelf: readonly Slip[],
  coming: readonly Slip[],
  policy: Policy,
  today: Day,
): Day | 'now' | null {
  if (unowned(shelf, item).length > 0) return 'now'
  const [soonest] = unowned(coming, item)
    .flatMap(({ told }) => told ?? [])
    .sort()
  return soonest === undefined ? ifOrderedNow(item, facts, policy, today) : handled(soonest, policy)
}

function unowned(from: readonly Slip[], item: string): Slip[] {
  return from.filter((slip) => slip.at.startsWith(`${item} at `) && !slip.owner)
}

function beyondShelf(item: string, facts: Facts, coming: readonly Slip[], policy: Policy, today: Day) {
  const left = unowned(coming, item)
  const [first] = left.sort((a, b) => {
    const [one, other] = [expectedDay(a, today), expectedDay(b, today)]
    if (one !== other) return one < other ? -1 : 1
    if (a.at !== b.at) return isSmallerId(locationOf(a), locationOf(b)) ? -1 : 1
    if (a.arrival === b.arrival) return 0
    return isSmallerId(a.arrival, b.arrival) ? -1 : 1
  })
  if (first !== undefined && first.due !== null && first.told === null) {
    return { beyondShelf: null, isDelayed: true as const }
  }
  if (first !== undefined && first.told !== null) {
    const { arrival, told } = first
    const units = left.filter((slip) => slip.arrival === arrival).length
    return { beyondShelf: { day: handled(told, policy), arrival, units } }
  }
  const day = ifOrderedNow(item, facts, policy, today)
  return { beyondShelf: day === null ? null : { day, arrival: null, units: null } }
}

function ifOrderedNow(item: string, facts: Facts, policy: Policy, today: Day): Day | null {
  const source = facts.sources.find((candidate) => candidate.item === item)
  if (source === undefined || source.supply === 'discontinued' || source.leadTimeDays === null) return null
  const everyDay = { ...policy, handlingDays: source.leadTimeDays, workingDays: [1, 2, 3, 4, 5, 6, 7] }
  return handled(handled(today, everyDay), policy)
}

function locationOf({ at }: Slip): string {
  return at.split(' at ')[1] ?? ''
}

function room(item: string, facts: Facts, shelf: readonly Slip[], coming: readonly Slip[]): number | null {
  const source = facts.sources.find((candidate) => candidate.item === item)
  if (source?.supply === 'discontinued') return 0
  const limit = source?.maxBackorder ?? null
  if (limit === null) return null
  if (limit === 'incoming') return coming.filter((slip) => slip.at.startsWith(`${item} at `) && !slip.owner).length
  const demands = facts.demands.filter((demand) => demand.item === item)
  const backordered = demands.map((demand) => demand.units - owned(shelf, demand).length)
  return Math.max(0, limit - backordered.reduce((sum, units) => sum + units, 0))
}
