// Who comes first, and who gets the units that are there.
import { describe, expect, it } from 'vitest'
import type { Demand } from '../../../web/planning/rules/facts.ts'
import { COMPLETE_FIRST, left, lineOf, outcome, planFor, WHOLE_LINES, wants } from './shop.ts'

describe('the queue', () => {
  it.each<[string, Partial<Demand>, Partial<Demand>]>([
    ['moments in two time zones', { orderedAt: '2026-11-22T10:00:00+01:00' }, { orderedAt: '2026-11-22T09:00:01Z' }],
    ['fractions of a second', { orderedAt: '2026-11-22T09:00:00.25Z' }, { orderedAt: '2026-11-22T09:00:00.3Z' }],
    ['order ids as numbers', { order: '9' }, { order: '10' }],
    ['order ids beyond 2^53', { order: '9007199254740992' }, { order: '9007199254740993' }],
    ['order ids as text where one is text', { order: '10' }, { order: 'A' }],
    ['line ids last', { order: 'A', line: '9' }, { order: 'A', line: '10' }],
    ['rank before everything', { rank: 1, orderedAt: '2026-11-23T09:00:00Z' }, { orderedAt: '2020-01-01T09:00:00Z' }],
    ['no rank as rank 0', {}, { rank: -1, orderedAt: '2020-01-01T09:00:00Z' }],
    ['a moment that cannot be read last', { orderedAt: '2026-11-23T09:00:00Z' }, { orderedAt: 'yesterday' }],
  ])('compares %s', (_, first, second) => {
    const demands = [wants('2', 1, second), wants('1', 1, first)]
    const served = planFor({ shelf: { mug: 1 }, demands }).lines.map(({ order, line, covered }) => [
      order,
      line,
      covered,
    ])
    const { order = '1', line = '1' } = first
    expect(served[0]).toEqual([order, line, 1])
    expect(served[1]?.[2]).toBe(0)
  })
})

describe('released units', () => {
  it('are served before a later rank, and no more than the line still wants', () => {
    const demands = [wants('A', 2, { released: 5 }), wants('B', 5, { rank: 9 })]
    expect(outcome(planFor({ shelf: { mug: 3 }, demands }))).toEqual({ A: '2 now', B: '1 now, 4 uncovered' })
  })

  it('are served in queue order where the shelf has fewer than were released', () => {
    const demands = [wants('A', 2, { released: 2 }), wants('B', 2, { released: 2, at: '09:05' })]
    expect(outcome(planFor({ shelf: { mug: 3 }, demands }))).toEqual({ A: '2 now', B: '1 now, 1 uncovered' })
  })

  it('stay with a line that is not split, and the rest of the line comes whole or not at all', () => {
    const demands = [wants('A', 5, { released: 2 }), wants('B', 2, { at: '09:05' })]
    expect(outcome(planFor({ shelf: { mug: 4 }, demands }, WHOLE_LINES))).toEqual({
      A: '2 now, 3 uncovered',
      B: '2 now',
    })
    expect(outcome(planFor({ shelf: { mug: 5 }, demands }, WHOLE_LINES))).toEqual({ A: '5 now', B: '2 uncovered' })
  })
})

describe('lines that are not split', () => {
  it('leave their units to the next in the queue that they suffice for', () => {
    const demands = [wants('A', 5), wants('B', 3, { at: '09:05' }), wants('C', 2, { at: '09:10' })]
    const planned = planFor({ shelf: { mug: 4 }, demands }, WHOLE_LINES)
    expect(outcome(planned)).toEqual({ A: '5 uncovered', B: '3 now', C: '2 uncovered' })
    expect(left(planned)).toEqual({ 'mug@shop': 1 })
  })
})

describe('complete orders first', () => {
  const [a1, a2] = [wants('A1', 1, { order: 'A' }), wants('A2', 1, { order: 'A', item: 'cup' })]
  const b = wants('B', 2, { at: '09:05' })

  it('passes over an order that one missing line holds up, at whatever item', () => {
    const shop = { shelf: { mug: 2 }, demands: [a1, a2, b] }
    expect(outcome(planFor(shop))).toEqual({ A1: '1 now', A2: '1 uncovered', B: '1 now, 1 uncovered' })
    expect(outcome(planFor(shop, COMPLETE_FIRST))).toEqual({ A1: '1 uncovered', A2: '1 uncovered', B: '2 now' })
  })

  it('looks at every location of an order', () => {
    const shop = { shelf: { mug: 2 }, demands: [a1, { ...a2, item: 'mug', location: 'cellar' }, b] }
    expect(lineOf(planFor(shop, COMPLETE_FIRST), 'B').covered).toBe(2)
  })

  it('gives what is left over in the order of the queue', () => {
    const shop = { shelf: { mug: 3 }, demands: [a1, a2, b] }
    expect(outcome(planFor(shop, COMPLETE_FIRST))).toEqual({ A1: '1 now', A2: '1 uncovered', B: '2 now' })
  })

  it('counts units released to an order as its own', () => {
    const shop = { shelf: { mug: 2, cup: 1 }, demands: [{ ...a1, units: 2, released: 1 }, a2, { ...b, rank: 1 }] }
    expect(outcome(planFor(shop, COMPLETE_FIRST))).toEqual({ A1: '2 now', A2: '1 now', B: '2 uncovered' })
  })

  it('takes nothing for an order whose lines share a shelf that does not suffice for both', () => {
    const shop = { shelf: { mug: 3 }, demands: [{ ...a1, units: 2 }, { ...a2, item: 'mug', units: 2 }, b] }
    expect(outcome(planFor(shop, COMPLETE_FIRST))).toEqual({ A1: '1 now, 1 uncovered', A2: '2 uncovered', B: '2 now' })
  })

  it('gives an order the turn of its best line', () => {
    const shop = { shelf: { mug: 2, cup: 1 }, demands: [a1, { ...a2, rank: 1 }, { ...b, at: '08:00' }] }
    expect(lineOf(planFor(shop, COMPLETE_FIRST), 'A1').covered).toBe(1)
  })
})
