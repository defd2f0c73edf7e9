// The planner against sorting. The same open lines are planned, and sorted by the keys of its queue, in turns and in one
// process; the best of three rounds counts.

import type { Arrival, Demand, Facts, Policy, Shelf } from '../../web/planning/rules/facts.ts'
import { plan } from '../../web/planning/rules/plan.ts'
import { compareIds } from '../../web/platform/values/ids.ts'
import { instantOf } from '../../web/platform/values/instant.ts'
import { againstFloor, type Measurement, portion } from '../measurement.ts'
import { duration, timed } from '../statistics.ts'

type PlannerFigure = {
  readonly queue: Policy['queue']
  readonly lines: number
  readonly items: number
  readonly planMs: number
  readonly sortMs: number
  readonly ratio: number
}

const TODAY = '2026-11-23'
const FIRST_ORDER = Date.parse('2026-09-01T00:00:00Z')
const LOCATION = '70000000001'
const ROUNDS = 3
const queues = ['oldest-first', 'complete-orders-first'] as const

export const planner: Measurement = {
  name: 'planner',
  how:
    'Three-line orders, in no order, on items whose shelves hold about half of what is wanted and whose arrivals hold half of ' +
    'the rest. The floor sorts the same lines by moment, order id and line id; moments are read once per line, not in the comparison.',
  async measure(bench) {
    const figures = await benchPlanner([portion(bench, 100_000), portion(bench, 1_000_000)])
    return figures.map(({ queue, lines, planMs, sortMs, ratio }) =>
      againstFloor(`planning ${lines.toLocaleString('en-US')} open lines, ${queue}`, {
        measured: duration(planMs),
        floor: `${duration(sortMs)} to sort them`,
        ratio,
        atMost: queue === 'complete-orders-first' ? 2.5 : 3,
      }),
    )
  },
}

/** Ten lines an item. */
async function benchPlanner(sizes: readonly number[] = [100_000, 1_000_000]): Promise<PlannerFigure[]> {
  const figures: PlannerFigure[] = []
  for (const lines of sizes) {
    const items = Math.ceil(lines / 10)
    const facts = largeShop(lines, items)
    const sortMs: number[] = []
    const planMs = { 'oldest-first': [] as number[], 'complete-orders-first': [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      sortMs.push(await timed(() => sortedByQueue(facts.demands)))
      for (const queue of queues) {
        planMs[queue].push(await timed(() => plan(facts, { queue, partialLines: true, handlingDays: 1 }, TODAY)))
      }
    }
    const floor = Math.min(...sortMs)
    for (const queue of queues) {
      const best = Math.min(...planMs[queue])
      figures.push({ queue, lines, items, planMs: best, sortMs: floor, ratio: best / floor })
    }
  }
  return figures
}

function sortedByQueue(demands: readonly Demand[]) {
  return demands
    .map((demand) => ({ demand, orderedAt: instantOf(demand.orderedAt) }))
    .sort(
      (a, b) =>
        a.orderedAt - b.orderedAt ||
        compareIds(a.demand.order, b.demand.order) ||
        compareIds(a.demand.line, b.demand.line),
    )
}

/** The same shop every time. */
function largeShop(lines: number, items: number): Facts {
  const below = randomBelow(42)
  const itemId = (item: number) => String(44_000_000_000_000 + item)
  const wantedPerItem = (3 * lines) / items
  const shelves: Shelf[] = []
  const arrivals: Arrival[] = []
  for (let item = 0; item < items; item++) {
    const point = { item: itemId(item), location: LOCATION }
    shelves.push({ ...point, units: below(wantedPerItem) })
    arrivals.push({ ...point, arrival: String(item), units: below(wantedPerItem / 2), due: '2026-12-04' })
  }
  const demands = Array.from({ length: lines }, (_, at): Demand => {
    // A step that shares no factor with the number of lines visits each once, far from the one before.
    const line = (at * 7_368_787) % lines
    const order = Math.floor(line / 3)
    return {
      line: String(14_000_000_000_000 + line),
      order: String(5_900_000_000_000 + order),
      item: itemId(below(items)),
      location: LOCATION,
      units: 1 + below(5),
      orderedAt: `${new Date(FIRST_ORDER + order * 20_000).toISOString().slice(0, 19)}Z`,
    }
  })
  return { shelves, demands, arrivals, sources: [] }
}

/** Evenly spread and always the same, so that no run differs from another in what it plans. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}
