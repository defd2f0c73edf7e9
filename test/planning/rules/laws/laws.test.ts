// Laws of the plan that hold for any one shop, each over thousands of random ones.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Demand, Facts, Peg, Plan, PlannedPoint, Policy } from '../../../../web/planning/rules/facts.ts'
import { plan } from '../../../../web/planning/rules/plan.ts'
import { isAt, lineOf, OLDEST_FIRST, sum } from '../shop.ts'
import { facts, policies, TODAY } from './random-facts.ts'
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
          const isTold = ({ arrival, due }: Peg) =>
            due !== null && shop.arrivals.find((one) => one.arrival === arrival)?.expectedOn !== null
          const hasDay = line.uncovered === 0 && line.pegs.every(isTold)
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
          const net = netAt(shop, point)
          expect(Math.min(point.shelfLeft, point.owedLeft)).toBeGreaterThanOrEqual(0)
          expect(point.shelfLeft + sum(lines.map(({ covered }) => covered))).toBe(net > 0 ? net : 0)
          expect(point.owedLeft + sum(point.owedPegs.map(({ units }) => units))).toBe(net < 0 ? -net : 0)
          expect(point.owedPegs.every(({ units }) => units > 0)).toBe(true)
        }
        for (const { arrival, units, ...at } of shop.arrivals) {
          const left = planned.points.find(isAt(at))?.arrivalsLeft.find((row) => row.arrival === arrival)?.units ?? -1
          const pegs = [
            ...planned.lines.flatMap((line) => line.pegs),
            ...planned.points.flatMap((p) => p.owedPegs),
          ].filter((peg) => peg.arrival === arrival)
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + sum(pegs.map((peg) => peg.units))).toBe(units)
        }
      }),
      RUNS,
    )
  })
})

describe('law 2a: what is pegged is what happens', () => {
  /** Receives what is pegged of one arrival after the other, by day, and nothing else; the rest of each never comes. */
  function receiveWhatIsPegged(shop: Facts, policy: Policy, whoGetsIt: 'the queue' | 'who was pegged') {
    const before = plan(shop, policy, TODAY)
    const inTurn = before.points.flatMap((point) => point.arrivalsLeft.map(({ arrival }) => ({ arrival, at: point })))
    let [now, facts] = [before, shop]
    const expected = new Map(before.lines.map(({ line, covered }) => [line, covered]))
    const owed = new Map(before.points.map((point) => [point, Math.max(0, -netAt(shop, point))]))
    for (const { arrival, at } of inTurn) {
      const isFrom = (peg: { readonly arrival: string }) => peg.arrival === arrival
      const filled = sum(at.owedPegs.filter(isFrom).map(({ units }) => units))
      const given = before.lines.flatMap(({ line, pegs }) => pegs.filter(isFrom).map(({ units }) => ({ line, units })))
      for (const { line, units } of given) expected.set(line, (expected.get(line) ?? 0) + units)
      owed.set(at, (owed.get(at) ?? 0) - filled)
      const received = filled + sum(given.map(({ units }) => units))
      facts = {
        ...facts,
        shelves: [...facts.shelves, { item: at.item, location: at.location, units: received }],
        arrivals: facts.arrivals.filter((other) => other.arrival !== arrival),
        demands: facts.demands.map((demand) =>
          whoGetsIt === 'the queue' ? demand : { ...demand, released: expected.get(demand.line) ?? 0 },
        ),
      }
      now = plan(facts, policy, TODAY)
      expect(new Map(now.lines.map(({ line, covered }) => [line, covered]))).toEqual(expected)
      for (const point of now.points) {
        const was = before.points.find(isAt(point))
        expect(Math.max(0, -netAt(facts, point))).toBe(was === undefined ? 0 : owed.get(was))
        expect(point.shelfLeft).toBe(was?.shelfLeft)
      }
    }
    return { before, now }
  }

  it('covers by every receipt of what is pegged exactly those who were pegged to it, oldest first', () => {
    fc.assert(
      fc.property(facts({ pins: false, releases: false }), (shop) => {
        const { before, now } = receiveWhatIsPegged(shop, OLDEST_FIRST, 'the queue')
        expect(now.lines.map(({ uncovered }) => uncovered)).toEqual(before.lines.map(({ uncovered }) => uncovered))
        expect(now.points.map(({ owedLeft }) => owedLeft)).toEqual(before.points.map(({ owedLeft }) => owedLeft))
      }),
      RUNS,
    )
  })

  it('holds for pins and for whole orders first, where what came stays with whom it came for', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        receiveWhatIsPegged(shop, { ...policy, partialLines: true }, 'who was pegged')
      }),
      RUNS,
    )
  })

  it('leaves nothing on an arrival while its stock point owes, and pegs to nobody what an earlier one owes', () => {
    const day = (due: string | null) => (due !== null && due < TODAY ? TODAY : (due ?? 'never'))
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        const planned = plan(shop, policy, TODAY)
        for (const point of planned.points) {
          const days = (pegs: readonly { readonly arrival: string }[]) =>
            pegs.map((peg) => day(shop.arrivals.find(({ arrival }) => arrival === peg.arrival)?.due ?? null)).toSorted()
          const last = point.owedLeft > 0 ? 'no day' : (days(point.owedPegs).at(-1) ?? '')
          const first = days(planned.lines.filter(isAt(point)).flatMap(({ pegs }) => pegs))[0] ?? 'nothing comes'
          expect(point.owedLeft === 0 || first === 'nothing comes').toBe(true)
          expect(first >= last || point.owedLeft > 0).toBe(true)
          if (point.owedLeft > 0) expect(sum(point.arrivalsLeft.map(({ units }) => units))).toBe(0)
        }
      }),
      RUNS,
    )
  })
})

/** Of a stock point what is there beyond what is owed; below zero where it owes. */
function netAt(shop: Facts, point: { readonly item: string; readonly location: string }): number {
  return sum(shop.shelves.filter(isAt(point)).map(({ units, owed = 0 }) => units - owed))
}

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
          const pinned = new Map(
            shop.demands
              .filter(isAt(at))
              .map(({ line, pin, alsoPinned = [] }) => [line, pin === undefined ? [] : [pin, ...alsoPinned]] as const)
              .filter(([, pins]) => pins.includes(arrival)),
          )
          const takers = planned.lines.filter(({ pegs }) => pegs.some((peg) => peg.arrival === arrival))
          const isLet = takers.some(({ line }) => !pinned.has(line))
          for (const { line, pegs, backordered } of planned.lines.filter(
            (candidate) => pinned.has(candidate.line) && isLet,
          )) {
            const own = pegs.filter((peg) => pinned.get(line)?.includes(peg.arrival))
            expect(sum(own.map(({ units }) => units))).toBe(backordered)
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
          const shelf = Math.max(0, netAt(shop, point))
          const kept = demands.map((demand) => Math.min(promised(demand), lineOf(planned, demand.line).covered))
          expect(sum(kept)).toBe(Math.min(shelf, sum(demands.map(promised))))
        }
      }),
      RUNS,
    )
  })
})
