// The examples that everyone knows by heart, by their number in the glossary.
import { describe, expect, it } from 'vitest'
import { comes, lineOf, outcome, planFor, wants } from './shop.ts'

describe('the examples', () => {
  it('1: of an order of 20, a shelf of 10 covers 10', () => {
    expect(outcome(planFor({ shelf: { mug: 10 }, demands: [wants('A', 20)] }))).toEqual({ A: '10 now, 10 uncovered' })
  })

  it('2: a cancelled order helps the next only if its units come back to the shelf', () => {
    const [a, b] = [wants('A', 2, { at: '09:00' }), wants('B', 3, { at: '09:05' })]
    expect(outcome(planFor({ shelf: { mug: 2 }, demands: [a, b] }))).toEqual({ A: '2 now', B: '3 uncovered' })
    expect(outcome(planFor({ shelf: { mug: 2 }, demands: [b] }))).toEqual({ B: '2 now, 1 uncovered' })
    expect(outcome(planFor({ shelf: { mug: 0 }, demands: [b] }))).toEqual({ B: '3 uncovered' })
  })

  it('3: a rank given by the merchant moves an order to the front, and the others back', () => {
    const shop = (rank: number) => ({
      shelf: { mug: 4 },
      arrivals: [comes('friday', 3, '2026-11-27')],
      demands: [
        wants('first', 3, { at: '09:00' }),
        wants('second', 3, { at: '09:05' }),
        wants('third', 3, { at: '09:10', rank }),
      ],
    })
    // The unit of Friday that is left helps the last order on, but does not let it leave: its ready day is unknown.
    expect(lineOf(planFor(shop(0)), 'third').readyOn).toBeNull()
    expect(outcome(planFor(shop(0)))).toEqual({
      first: '3 now',
      second: '1 now, 2 from friday',
      third: '1 from friday, 2 uncovered',
    })
    expect(outcome(planFor(shop(1)))).toEqual({
      third: '3 now',
      first: '1 now, 2 from friday',
      second: '1 from friday, 2 uncovered',
    })
  })

  it('4: two lines of one order share one shelf', () => {
    const demands = [wants('1', 10, { order: 'A' }), wants('2', 5, { order: 'A' })]
    expect(outcome(planFor({ shelf: { mug: 12 }, demands }))).toEqual({ 1: '10 now', 2: '2 now, 3 uncovered' })
  })

  it('5: lowering a backordered line covers nobody', () => {
    const after = planFor({ shelf: { mug: 0 }, demands: [wants('A', 1), wants('B', 1, { at: '09:05' })] })
    expect(outcome(after)).toEqual({ A: '1 uncovered', B: '1 uncovered' })
  })

  it('6: a line is ready with the last of the arrivals it needs, and its pegs tell of the first', () => {
    const arrivals = [comes('later', 20, '2026-12-14'), comes('sooner', 5, '2026-11-30')]
    const planned = planFor({ demands: [wants('A', 8)], arrivals })
    expect(lineOf(planned, 'A')).toMatchObject({
      pegs: [
        { arrival: 'sooner', units: 5, due: '2026-11-30' },
        { arrival: 'later', units: 3, due: '2026-12-14' },
      ],
      readyOn: '2026-12-14',
    })
  })

  it('10: of fifty who buy the last unit, one is covered, in whatever order they are heard of', () => {
    const fifty = Array.from({ length: 50 }, (_, at) => wants(String(at + 1), 1, { orderedAt: '2026-11-23T09:00:00Z' }))
    const [forwards, backwards] = [fifty, fifty.toReversed()].map((demands) => planFor({ shelf: { mug: 1 }, demands }))
    expect(forwards?.lines.filter(({ covered }) => covered === 1).map(({ line }) => line)).toEqual(['1'])
    expect(forwards?.lines.filter(({ backordered }) => backordered === 1)).toHaveLength(49)
    expect(backwards).toEqual(forwards)
  })
})
