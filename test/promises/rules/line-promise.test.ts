import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../web/platform/values/day.ts'
import { type LineDays, linePromise } from '../../../web/promises/rules/line-promise.ts'

const told = { from: '2026-12-01', to: '2026-12-09', at: null }
const nothing: LineDays = { told: null, firstPromise: null, readyOn: null, isDelayed: false }

describe('in later messages a line is told', () => {
  it('the days that its shopper read in the shop, while the plan keeps them', () => {
    const range = { from: told.from, to: told.to }
    expect(linePromise({ ...nothing, told })).toEqual(range)
    expect(linePromise({ ...nothing, told, firstPromise: told.to, readyOn: '2026-12-02' })).toEqual(range)
    expect(linePromise({ ...nothing, told, firstPromise: told.to, readyOn: '2026-12-09' })).toEqual(range)
  })

  it('the day of the plan, once that is later than what was promised', () => {
    const late = { from: '2026-12-10', to: '2026-12-10' }
    expect(linePromise({ ...nothing, told, firstPromise: told.to, readyOn: '2026-12-10' })).toEqual(late)
    expect(linePromise({ ...nothing, firstPromise: '2026-12-04', readyOn: '2026-12-10' })).toEqual(late)
  })

  it('where its shopper read of no day, the first day that was planned', () => {
    const first = { ...nothing, firstPromise: '2026-12-04', readyOn: '2026-12-04' }
    expect(linePromise(first)).toEqual({ from: '2026-12-04', to: '2026-12-04' })
    expect(linePromise({ ...first, told: { from: null, to: null, at: '2026-11-22T09:00:00Z' } })).toEqual({
      from: '2026-12-04',
      to: '2026-12-04',
    })
  })

  it('that it is delayed, and no day, where what it waits for is overdue', () => {
    const delayed = { from: null, to: null, delayed: true }
    expect(linePromise({ ...nothing, told, firstPromise: told.to, isDelayed: true })).toEqual(delayed)
  })

  it('no day, where nobody knows one', () => {
    expect(linePromise(nothing)).toEqual({ from: null, to: null })
  })
})

const days = fc.option(fc.integer({ min: 20_400, max: 20_500 }).map(dayOf))
const lines: fc.Arbitrary<LineDays> = fc
  .record({ one: days, other: days, hasTold: fc.boolean(), firstPromise: days, readyOn: days })
  .map(({ one, other, hasTold, firstPromise, readyOn }) => {
    const [from = null, to = null] = [one, other].sort()
    return { told: hasTold ? { from, to, at: null } : null, firstPromise, readyOn, isDelayed: false }
  })

it('never is a day told that the plan does not reach, nor one that was neither promised nor planned, nor half a range', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const { from, to } = linePromise(line)
      expect((from === null) === (to === null)).toBe(true)
      if (from === null || to === null) return
      expect(from <= to).toBe(true)
      if (line.readyOn !== null) expect(to >= line.readyOn).toBe(true)
      const known = [line.told?.from, line.told?.to, line.firstPromise, line.readyOn]
      expect([known.includes(from), known.includes(to)]).toEqual([true, true])
    }),
    { numRuns: 3_000 },
  )
})
