// What holds whatever comes and whoever waits.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan, Policy } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'
import { compareIds } from '../../../web/platform/values/ids.ts'
import { type LineArrival, type ReceivingFacts, receive, takeReceived } from '../../../web/receiving/rules/receive.ts'
import { COMPLETE_FIRST, OLDEST_FIRST, sum, TODAY, WHOLE_LINES, wants } from '../../planning/rules/shop.ts'
import { came, expects, receiving, served } from './received-goods.ts'

const units = fc.nat({ max: 6 })
const items = fc.constantFrom('mug' as const, 'cup' as const)
const days = fc.constantFrom(null, '2026-11-20', '2026-11-27', '2026-12-04')
const policies = fc.constantFrom<Policy>(OLDEST_FIRST, COMPLETE_FIRST, WHOLE_LINES)

const demands = fc.array(
  fc.record({ item: items, units, covered: units, rank: fc.nat({ max: 2 }), pin: fc.constantFrom('a1', 'b2', 'none') }),
  { maxLength: 8 },
)
const arrivals = fc.array(
  fc.record({ line: fc.constantFrom('a', 'b'), units: fc.integer({ min: 1, max: 6 }), due: days }),
  {
    maxLength: 6,
  },
)
const lines = fc.record({ a: fc.tuple(units, units, units), b: fc.tuple(units, units, units) })

const owes = fc.record({ mug: fc.constantFrom(0, 0, 2, 9), cup: fc.constantFrom(0, 0, 3) })

/** Line a is of mugs and line b of cups; held back is no more than is accepted. Nobody has any of what is owed. */
const facts = fc
  .record({ demands, arrivals, lines, owes })
  .map(({ demands: waiting, arrivals: coming, lines: received, owes: owed }) =>
    receiving({
      owed,
      demands: waiting.map(({ item, units: wanted, covered, rank, pin }, at) => {
        const more = { item, rank, at: `09:0${at}`, ...(pin === 'none' ? {} : { pin }) }
        return served(owed[item] > 0 ? 0 : Math.min(covered, wanted), wants(`${at}`, wanted, more))
      }),
      arrivals: coming.map(({ line, units: expected, due }, at) => {
        return { ...expects(line, `${line}${at}`, expected, due), item: line === 'a' ? 'mug' : 'cup' }
      }),
      received: (['a', 'b'] as const).map((line) => {
        const [accepted, rejected, heldBack] = received[line]
        const item = line === 'a' ? 'mug' : 'cup'
        return came(line, accepted, { item, rejected, heldBack: Math.min(heldBack, accepted) })
      }),
    }),
  )

const holds = (law: (facts: ReceivingFacts, policy: Policy) => void) => {
  fc.assert(fc.property(facts, policies, law), { numRuns: 3_000 })
}

const byDay = (one: LineArrival, other: LineArrival) =>
  (one.due ?? 'no day').localeCompare(other.due ?? 'no day') || compareIds(one.arrival, other.arrival)
const peggedTo = ({ lines: planned }: Plan, arrival: string) =>
  planned.flatMap(({ line, pegs }) => {
    const wanted = sum(pegs.filter((peg) => peg.arrival === arrival).map((peg) => peg.units))
    return wanted > 0 ? [[line, wanted] as const] : []
  })
const filledBy = ({ points }: Plan, arrival: string) =>
  sum(points.flatMap(({ owedPegs }) => owedPegs.filter((peg) => peg.arrival === arrival).map((peg) => peg.units)))

describe('goods that come from a supplier', () => {
  test('are given, held back or left over: none is lost and none is made', () => {
    holds((given, policy) => {
      const { handOuts, items: told } = receive(given, policy, TODAY)
      for (const { item, accepted, heldBack, owed, given: handed, surplus } of told) {
        const kept = Math.min(heldBack, accepted - owed)
        expect(sum(handOuts.filter((one) => one.item === item).map(({ gets }) => gets))).toBe(handed)
        if (policy.partialLines) expect(owed + handed + kept + surplus).toBe(accepted)
        expect(owed + handed + kept).toBeLessThanOrEqual(accepted)
      }
    })
  })

  test('give nobody more than he wants, nor take what he has below nothing', () => {
    holds((given, policy) => {
      for (const { units: wanted, covered, gets, backordered } of receive(given, policy, TODAY).handOuts) {
        expect(covered + gets).toBeGreaterThanOrEqual(0)
        expect(covered + gets + backordered).toBe(wanted)
      }
    })
  })

  test('leave nobody waiting where some are left over', () => {
    holds((given) => {
      const { handOuts, items: told } = receive(given, OLDEST_FIRST, TODAY)
      for (const { item, surplus } of told) {
        const waiting = handOuts.filter((one) => one.item === item && one.backordered > 0)
        if (surplus > 0) expect(waiting).toEqual([])
      }
    })
  })

  test('are for nobody before what the place owes is filled', () => {
    holds((given, policy) => {
      for (const { item, accepted, owed, given: handed, surplus } of receive(given, policy, TODAY).items) {
        expect(owed).toBe(Math.min(accepted, given.owed.get(item) ?? 0))
        if (owed < (given.owed.get(item) ?? 0)) expect([handed, surplus]).toEqual([0, 0])
      }
    })
  })

  test('are the same goods in whatever order they are told', () => {
    holds((given, policy) => {
      const reversed = {
        ...given,
        demands: given.demands.toReversed(),
        arrivals: given.arrivals.toReversed(),
        received: given.received.toReversed(),
      }
      const one = receive(given, policy, TODAY)
      const other = receive(reversed, policy, TODAY)
      expect(other.handOuts).toEqual(one.handOuts)
      expect(new Set(other.items)).toEqual(new Set(one.items))
    })
  })

  test('are taken off what is still to come, as far as that goes', () => {
    holds(({ received, arrivals: coming }) => {
      const { left } = takeReceived(received, coming)
      for (const { supplierOrderLine, accepted, rejected } of received) {
        const unitsOf = (of: typeof coming) =>
          sum(of.filter((one) => one.supplierOrderLine === supplierOrderLine).map((one) => one.units))
        expect(unitsOf(left)).toBe(Math.max(0, unitsOf(coming) - accepted - rejected))
      }
    })
  })

  test('go to exactly those whom they were pegged to, whoever is pinned to what comes later', () => {
    holds((given) => {
      // What lines have now is theirs, and nothing is late: the law is of what comes next.
      const demands = given.demands.map((demand) => ({ ...demand, released: demand.covered }))
      const arrivals = given.arrivals.filter(({ due }) => due === null || due >= TODAY)
      const covered = demands.map(({ item, location, covered: has }) => ({ item, location, units: has }))
      const owing = [...given.owed].map(([item, owed]) => ({ item, location: given.location, units: 0, owed }))
      const before = plan({ shelves: [...covered, ...owing], demands, arrivals, sources: [] }, OLDEST_FIRST, TODAY)
      for (const item of ['mug', 'cup']) {
        const first = arrivals.filter((one) => one.item === item).toSorted(byDay)[0]
        if (first === undefined) continue
        const pegged = peggedTo(before, first.arrival)
        const accepted = sum(pegged.map(([, units]) => units)) + filledBy(before, first.arrival)
        if (accepted === 0) continue
        const received = [came(first.supplierOrderLine, accepted, { item })]
        const { handOuts } = receive({ ...given, demands, arrivals, received }, OLDEST_FIRST, TODAY)
        const got = handOuts.filter(({ gets }) => gets !== 0).map(({ line, gets }) => [line, gets] as const)
        expect(new Map(got)).toEqual(new Map(pegged))
      }
    })
  })

  test('do not make rejected units serve anybody', () => {
    holds((given, policy) => {
      const without = { ...given, received: given.received.map((line) => ({ ...line, rejected: 0 })), arrivals: [] }
      const noArrivals = { ...given, arrivals: [] }
      expect(receive(noArrivals, policy, TODAY).handOuts).toEqual(receive(without, policy, TODAY).handOuts)
    })
  })
})
