// Laws of the plan that hold for any one shop, each over thousands of random ones.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Demand, Facts, Plan, PlannedPoint } from '../../../web/domain/planning/facts.ts'
import { plan } from '../../../web/domain/planning/plan.ts'
import { facts, policies, TODAY } from './random-facts.ts'
import { isAt, lineOf, OLDEST_FIRST, sum } from './shop.ts'
import { inQueue } from './unit-by-unit.ts'

const RUNS = { numRuns: 2000 }

describe('law 1: every unit of a line is accounted for', () => {
  it('splits a line into covered and backordered, and backordered into pegged and uncovered', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        expect(planned.lines).toHaveLength(shop.demands.length)
        for (const line of planned.lines) {
          const pegged = sum(line.pegs.map(({ units }) => units))
          expect(line.units).toBe(shop.demands.find((demand) => demand.line === line.line)?.units)
          expect(line.covered + line.backordered).toBe(line.units)
          expect(line.uncovered).toBe(line.backordered - pegged)
          expect(Math.min(line.covered, line.backordered, line.uncovered)).toBeGreaterThanOrEqual(0)
          expect(line.pegs.every(({ units }) => units > 0)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('tells a day exactly where every unit has one', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        for (const line of plan(shop, policy, TODAY).lines) {
          const hasDay = line.uncovered === 0 && line.pegs.every(({ due }) => due !== null)
          expect(line.readyOn === null).toBe(line.backordered > 0 && !hasDay)
          expect(line.readyOn === 'now').toBe(line.backordered === 0)
          if (line.readyOn !== null && line.readyOn !== 'now') expect(line.readyOn >= TODAY).toBe(true)
        }
      }),
      RUNS,
    )
  })
})

describe('law 2: what is given and what is left is what was there', () => {
  it('holds for every shelf and every arrival', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const point of planned.points) {
          const lines = planned.lines.filter(isAt(point))
          const shelf = sum(shop.shelves.filter(isAt(point)).map(({ units }) => units))
          expect(point.shelfLeft).toBeGreaterThanOrEqual(0)
          expect(point.shelfLeft + sum(lines.map(({ covered }) => covered))).toBe(shelf)
        }
        for (const { arrival, units, ...at } of shop.arrivals) {
          const left = planned.points.find(isAt(at))?.arrivalsLeft.find((row) => row.arrival === arrival)?.units ?? -1
          const pegs = planned.lines.flatMap((line) => line.pegs).filter((peg) => peg.arrival === arrival)
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + sum(pegs.map((peg) => peg.units))).toBe(units)
        }
      }),
      RUNS,
    )
  })
})

describe('law 3: nobody waits for units that an earlier one left', () => {
  it('leaves nothing on a shelf that the next in the queue could have used', () => {
    fc.assert(
      fc.property(facts(), fc.boolean(), (shop, partialLines) => {
        const planned = plan(shop, { ...OLDEST_FIRST, partialLines }, TODAY)
        for (const point of planned.points) {
          for (const turn of turnsAt(point, shop, planned).filter(({ wanted, given }) => given < wanted)) {
            expect(turn.given).toBe(partialLines ? turn.onShelf : 0)
            expect(turn.wanted).toBeGreaterThan(turn.onShelf)
          }
        }
      }),
      RUNS,
    )
  })

  /** What each in the queue found on the shelf and was given, beyond what was released before. */
  function turnsAt(point: PlannedPoint, shop: Facts, planned: Plan) {
    const queue = inQueue(shop.demands.filter(isAt(point))).map((demand) => {
      const { units, covered } = lineOf(planned, demand.line)
      const released = Math.min(demand.released ?? 0, covered)
      return { wanted: units - released, given: covered - released }
    })
    return queue.map((turn, at) => ({
      ...turn,
      onShelf: point.shelfLeft + sum(queue.slice(at).map(({ given }) => given)),
    }))
  }

  it('leaves nothing on an arrival while a unit at its stock point is uncovered', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const line of planned.lines.filter(({ uncovered }) => uncovered > 0)) {
          const left = planned.points.find(isAt(line))?.arrivalsLeft ?? []
          expect(sum(left.map(({ units }) => units))).toBe(0)
        }
      }),
      RUNS,
    )
  })

  it('serves nobody from an earlier arrival than one who is ahead, but for pins', () => {
    const day = (due: string | null) => (due !== null && due < TODAY ? TODAY : (due ?? 'never'))
    fc.assert(
      fc.property(facts({ pins: false }), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const point of planned.points) {
          const queue = inQueue(shop.demands.filter(isAt(point))).map((demand) => lineOf(planned, demand.line))
          const days = queue.flatMap(({ pegs, uncovered }) => [
            ...pegs.map(({ due }) => day(due)),
            ...(uncovered > 0 ? ['nothing comes'] : []),
          ])
          expect(days).toEqual(days.toSorted())
        }
      }),
      RUNS,
    )
  })

  it('serves the pinned from their arrival before anyone else gets of it', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const { arrival, ...at } of shop.arrivals) {
          const pinned = new Set(
            shop.demands.filter((demand) => demand.pin === arrival && isAt(at)(demand)).map((d) => d.line),
          )
          const takers = planned.lines.filter(({ pegs }) => pegs.some((peg) => peg.arrival === arrival))
          const isLet = takers.some(({ line }) => !pinned.has(line))
          for (const line of planned.lines.filter((candidate) => pinned.has(candidate.line) && isLet)) {
            expect(sum(line.pegs.filter((peg) => peg.arrival === arrival).map(({ units }) => units))).toBe(
              line.backordered,
            )
          }
        }
      }),
      RUNS,
    )
  })
})

describe('law 7: locations never serve each other', () => {
  it('plans a location the same whatever happens at another', () => {
    fc.assert(
      fc.property(facts(), facts(), fc.boolean(), (shop, other, partialLines) => {
        const policy = { ...OLDEST_FIRST, partialLines }
        const isHere = ({ location }: { location: string }) => location === '1'
        const mixed: Facts = {
          shelves: [...shop.shelves.filter(isHere), ...other.shelves.filter((row) => !isHere(row))],
          demands: [...shop.demands.filter(isHere), ...other.demands.filter((row) => !isHere(row))],
          arrivals: [...shop.arrivals.filter(isHere), ...other.arrivals.filter((row) => !isHere(row))],
          sources: shop.sources,
        }
        const [alone, together] = [plan(shop, policy, TODAY), plan(mixed, policy, TODAY)]
        expect(together.lines.filter(isHere)).toEqual(alone.lines.filter(isHere))
        expect(together.points.filter(isHere)).toEqual(alone.points.filter(isHere))
      }),
      RUNS,
    )
  })

  it('pegs only to arrivals at the stock point of the demand, pinned or not', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        for (const line of plan(shop, policy, TODAY).lines) {
          for (const peg of line.pegs) {
            expect(
              shop.arrivals.filter((arrival) => arrival.arrival === peg.arrival && isAt(line)(arrival)),
            ).toHaveLength(1)
          }
        }
      }),
      RUNS,
    )
  })
})

describe('released units', () => {
  it('stay with whom they were released to, as far as the shelf has them', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const point of planned.points) {
          const demands = shop.demands.filter(isAt(point))
          const promised = (demand: Demand) => Math.min(demand.released ?? 0, demand.units)
          const shelf = sum(shop.shelves.filter(isAt(point)).map(({ units }) => units))
          const kept = demands.map((demand) => Math.min(promised(demand), lineOf(planned, demand.line).covered))
          expect(sum(kept)).toBe(Math.min(shelf, sum(demands.map(promised))))
        }
      }),
      RUNS,
    )
  })
})
