// Laws of the plan about what may change when the facts change, each over thousands of random shops.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Demand, Facts, Plan, PlannedLine, Shelf } from '../../../../web/planning/rules/facts.ts'
import { plan } from '../../../../web/planning/rules/plan.ts'
import { COMPLETE_FIRST, comes, factsOf, isAt, lineOf, OLDEST_FIRST, outcome, planFor, sum, wants } from '../shop.ts'
import { facts, policies, TODAY } from './random-facts.ts'

const RUNS = { numRuns: 2000 }

const without = (shop: Facts, demand: Demand): Facts => ({
  ...shop,
  demands: shop.demands.filter((other) => other !== demand),
})
const changed = (shop: Facts, demand: Demand, change: Partial<Demand>): Facts => ({
  ...shop,
  demands: shop.demands.map((other) => (other === demand ? { ...other, ...change } : other)),
})

const shopAndDemand: fc.Arbitrary<{ shop: Facts; demand: Demand }> = facts()
  .filter((shop) => shop.demands.length > 0)
  .chain((shop) => fc.record({ shop: fc.constant(shop), demand: fc.constantFrom(...shop.demands) }))

const shopAndShelf: fc.Arbitrary<{ shop: Facts; shelf: Shelf }> = facts()
  .filter((shop) => shop.shelves.length > 0)
  .chain((shop) => fc.record({ shop: fc.constant(shop), shelf: fc.constantFrom(...shop.shelves) }))

const coverage = (planned: Plan, except?: string) =>
  new Map(planned.lines.filter(({ line }) => line !== except).map(({ line, covered }) => [line, covered]))

describe('law 4: a plan depends on the facts alone', () => {
  const shuffled = <Row>(rows: readonly Row[]) =>
    fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length })

  it('is the same in whatever order the facts come', () => {
    const shops = facts().chain((shop) =>
      fc.tuple(
        fc.constant(shop),
        fc.record({
          shelves: shuffled(shop.shelves),
          demands: shuffled(shop.demands),
          arrivals: shuffled(shop.arrivals),
          sources: shuffled(shop.sources),
        }),
      ),
    )
    fc.assert(
      fc.property(shops, policies, ([shop, other], policy) => {
        expect(plan(other, policy, TODAY)).toEqual(plan(shop, policy, TODAY))
      }),
      RUNS,
    )
  })

  it('is the same when rows contradict or repeat each other', () => {
    const same = { order: '9', line: '8', item: '9', location: '1', rank: 0, orderedAt: '2026-11-22T09:00:00Z' }
    const twice = facts().map((shop) => ({
      ...shop,
      demands: shop.demands.map((demand) => ({ ...demand, ...same })),
      arrivals: shop.arrivals.flatMap((arrival) => [arrival, { ...arrival, units: 2, due: '2026-11-20' }]),
      sources: shop.sources.flatMap((source) => [source, { ...source, leadTimeDays: 7, maxBackorder: 3 }]),
    }))
    fc.assert(
      fc.property(twice, policies, (shop, policy) => {
        const backwards: Facts = {
          shelves: shop.shelves.toReversed(),
          demands: shop.demands.toReversed(),
          arrivals: shop.arrivals.toReversed(),
          sources: shop.sources.toReversed(),
        }
        expect(plan(backwards, policy, TODAY)).toEqual(plan(shop, policy, TODAY))
      }),
      RUNS,
    )
  })

  it('changes nothing when what it covered is released and planned again', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        const demands = shop.demands.map((demand) => ({ ...demand, released: lineOf(planned, demand.line).covered }))
        expect(plan({ ...shop, demands }, policy, TODAY)).toEqual(planned)
      }),
      RUNS,
    )
  })

  it('leaves the facts as they were', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const before = structuredClone(shop)
        plan(shop, policy, TODAY)
        expect(shop).toEqual(before)
      }),
      RUNS,
    )
  })
})

describe('law 5: more supply or less demand makes no line worse', () => {
  const NEVER = 'never'
  const day = ({ readyOn }: PlannedLine) => (readyOn === 'now' ? '' : (readyOn ?? NEVER))

  /**
   * A pin is an order of the merchant's: of a pinned line only the units are compared, not the day. Where a stock point
   * owes and someone is pinned, only what is covered is compared: what is owed takes the first to come, also from pins,
   * so that an arrival that comes first frees another for its pin (both below). Nor is the day compared where what
   * is overdue serves first and is told for later, or never: whoever gets more of it is told a later day.
   */
  function expectNoneWorse(shop: Facts, before: Plan, after: Plan): void {
    for (const now of after.lines) {
      const then = lineOf(before, now.line)
      expect(now.covered).toBeGreaterThanOrEqual(then.covered)
      const pinned = shop.demands.filter((demand) => demand.pin !== undefined)
      const owes = shop.shelves.some((shelf) => isAt(now)(shelf) && (shelf.owed ?? 0) > 0)
      if (owes && pinned.some(isAt(now))) continue
      expect(now.uncovered).toBeLessThanOrEqual(then.uncovered)
      const isToldLater = shop.arrivals.some(({ expectedOn }) => expectedOn !== undefined)
      const isPinned = pinned.some((demand) => demand.line === now.line)
      if (!isPinned && !isToldLater) expect(day(now) <= day(then)).toBe(true)
    }
  }

  it('holds for more units on a shelf', () => {
    fc.assert(
      fc.property(shopAndShelf, fc.integer({ min: 1, max: 4 }), ({ shop, shelf }, more) => {
        const shelves = [...shop.shelves, { item: shelf.item, location: shelf.location, units: more }]
        expectNoneWorse(shop, plan(shop, OLDEST_FIRST, TODAY), plan({ ...shop, shelves }, OLDEST_FIRST, TODAY))
      }),
      RUNS,
    )
  })

  it('holds for an arrival that comes earlier', () => {
    const days = fc.constantFrom('2026-11-19', '2026-11-25', '2026-11-26', '2026-11-28')
    fc.assert(
      fc.property(facts(), fc.constantFrom('8', '9', '10', '11'), days, (shop, id, due) => {
        const arrivals = shop.arrivals.map((arrival) =>
          arrival.arrival === id && (arrival.due === null || due < arrival.due) ? { ...arrival, due } : arrival,
        )
        expectNoneWorse(shop, plan(shop, OLDEST_FIRST, TODAY), plan({ ...shop, arrivals }, OLDEST_FIRST, TODAY))
      }),
      RUNS,
    )
  })

  it('holds for a demand that goes away', () => {
    fc.assert(
      fc.property(shopAndDemand, ({ shop, demand }) => {
        expectNoneWorse(shop, plan(shop, OLDEST_FIRST, TODAY), plan(without(shop, demand), OLDEST_FIRST, TODAY))
      }),
      RUNS,
    )
  })

  it('lets a pinned line wait for its arrival once there is room on it, though another would come sooner', () => {
    const [first, second] = [wants('1', 1, { pin: 'late' }), wants('2', 1, { pin: 'late', at: '09:05' })]
    const shop = factsOf({
      demands: [first, second],
      arrivals: [comes('soon', 1, '2026-11-26'), comes('late', 1, '2026-12-04')],
    })
    expect(lineOf(plan(shop, OLDEST_FIRST, TODAY), '2').readyOn).toBe('2026-11-26')
    expect(lineOf(plan(without(shop, first), OLDEST_FIRST, TODAY), '2').readyOn).toBe('2026-12-04')
  })

  it('lets what is owed take the first to come, be it pinned or not, and the pin have what that leaves', () => {
    const demands = [wants('1', 1), wants('2', 1, { pin: 'hers', at: '09:05' })]
    const withHers = (due: string) =>
      planFor({ shelf: { mug: -1 }, demands, arrivals: [comes('other', 1, '2026-11-26'), comes('hers', 1, due)] })
    expect(outcome(withHers('2026-12-04'))).toEqual({ 1: '1 uncovered', 2: '1 from hers' })
    expect(outcome(withHers('2026-11-25'))).toEqual({ 1: '1 from other', 2: '1 uncovered' })
  })
})

describe('law 6: backordered units are not supply', () => {
  it('covers nobody else when a line is lowered by units it did not have', () => {
    fc.assert(
      fc.property(shopAndDemand, fc.nat(6), ({ shop, demand }, wish) => {
        const before = plan(shop, OLDEST_FIRST, TODAY)
        const lower = Math.min(wish, lineOf(before, demand.line).backordered)
        const after = plan(changed(shop, demand, { units: demand.units - lower }), OLDEST_FIRST, TODAY)
        expect(coverage(after)).toEqual(coverage(before))
      }),
      RUNS,
    )
  })

  it('covers nobody else when an order is cancelled and its units are gone', () => {
    fc.assert(
      fc.property(shopAndDemand, fc.boolean(), ({ shop, demand }, partialLines) => {
        const policy = { ...OLDEST_FIRST, partialLines }
        const before = plan(shop, policy, TODAY)
        const gone = { item: demand.item, location: demand.location, units: lineOf(before, demand.line).covered }
        const after = plan({ ...without(shop, demand), shelves: takenFrom(shop, gone) }, policy, TODAY)
        expect(coverage(after)).toEqual(coverage(before, demand.line))
      }),
      RUNS,
    )
  })

  it('gives all others together no more than was freed, also where the lowered line can now be served whole', () => {
    const policy = policies.filter(({ queue, partialLines }) => queue === 'oldest-first' || partialLines)
    fc.assert(
      fc.property(shopAndDemand, fc.nat(6), policy, ({ shop, demand }, wish, policy) => {
        const before = plan(shop, policy, TODAY)
        const lower = Math.min(wish, lineOf(before, demand.line).backordered)
        const after = plan(changed(shop, demand, { units: demand.units - lower }), policy, TODAY)
        const others = (planned: Plan) =>
          sum(
            planned.lines.filter((line) => line.line !== demand.line && isAt(demand)(line)).map((line) => line.covered),
          )
        expect(others(after)).toBeLessThanOrEqual(others(before))
      }),
      RUNS,
    )
  })

  /** Takes units from the rows of one shelf. */
  function takenFrom(shop: Facts, gone: { item: string; location: string; units: number }) {
    let left = gone.units
    return shop.shelves.map((shelf) => {
      if (!isAt(gone)(shelf)) return shelf
      const taken = Math.min(left, shelf.units)
      left -= taken
      return { ...shelf, units: shelf.units - taken }
    })
  }
})

describe('law 8: serving complete orders first completes every order that oldest first completes', () => {
  const completed = (planned: Plan) =>
    new Set(
      [...Map.groupBy(planned.lines, ({ order }) => order)]
        .filter(([, lines]) => lines.every(({ backordered }) => backordered === 0))
        .map(([order]) => order),
    )

  it('holds where all lines of an order have one rank and one moment', () => {
    fc.assert(
      fc.property(facts({ onePlacePerOrder: true }), (shop) => {
        const oldest = completed(plan(shop, OLDEST_FIRST, TODAY))
        const complete = completed(plan(shop, COMPLETE_FIRST, TODAY))
        expect([...oldest].filter((order) => !complete.has(order))).toEqual([])
      }),
      RUNS,
    )
  })

  it('lets the best line of an order carry its later lines ahead of others', () => {
    const shop = factsOf({
      shelf: { cup: 1, mug: 1 },
      demands: [
        wants('A1', 1, { order: 'A', item: 'cup', at: '09:00' }),
        wants('A2', 1, { order: 'A', at: '11:00' }),
        wants('B1', 1, { order: 'B', at: '10:00' }),
      ],
    })
    expect(completed(plan(shop, OLDEST_FIRST, TODAY))).toEqual(new Set(['B']))
    expect(completed(plan(shop, COMPLETE_FIRST, TODAY))).toEqual(new Set(['A']))
  })
})
