import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterReceipt,
  inOrder,
  type Part,
  partChanges,
  unitsOf,
  withUnits,
} from '../../../web/supplier-orders/rules/expected-days.ts'

const part = (units: number, due: string | null = null): Part => ({ units, due })
const [first, second, third] = ['2026-12-01', '2026-12-08', '2026-12-15']

const days = fc.constantFrom(first, second, third, null)
const parts = fc.array(fc.record({ units: fc.integer({ min: 1, max: 50 }), due: days }), { maxLength: 6 })

describe('the days on which a line comes', () => {
  it('are put in order, the unknown last, and units of one day together', () => {
    expect(inOrder([part(2), part(3, second), part(1, first), part(4, second)])).toEqual([
      part(1, first),
      part(7, second),
      part(2),
    ])
  })

  it('lose what is taken off from the last, and win what is added with the last', () => {
    expect(withUnits([part(4, first), part(6, second)], 7, null)).toEqual([part(4, first), part(3, second)])
    expect(withUnits([part(4, first), part(6, second)], 3, null)).toEqual([part(3, first)])
    expect(withUnits([part(4, first), part(6, second)], 12, null)).toEqual([part(4, first), part(8, second)])
    expect(withUnits([part(4, first), part(6)], 9, null)).toEqual([part(4, first), part(5)])
    expect(withUnits([part(4, first), part(6, second), part(2, third)], 13, null)).toEqual([
      part(4, first),
      part(6, second),
      part(3, third),
    ])
    expect(withUnits([], 5, third)).toEqual([part(5, third)])
    expect(withUnits([part(4, first)], 0, null)).toEqual([])
  })

  it('are those of units that are to come: no part is empty', () => {
    expect(inOrder([part(0, first), part(2, second)])).toEqual([part(2, second)])
    expect(withUnits([], 0, first)).toEqual([])
  })

  it('lose what was received from the earliest, and of one day from the first', () => {
    expect(afterReceipt([part(5, first), part(4, first)], 6)).toEqual([part(3, first)])
    expect(afterReceipt([part(5), part(6, second), part(4, first)], 6)).toEqual([part(4, second), part(5)])
    expect(afterReceipt([part(5)], 9)).toEqual([])
  })

  it('have as many units as are asked for, whatever they were', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 400 }), (given, units) => {
        expect(unitsOf(withUnits(given, units, null))).toBe(units)
        expect(unitsOf(afterReceipt(given, units))).toBe(Math.max(0, unitsOf(given) - units))
      }),
    )
  })
})

describe('changes of the days', () => {
  const recorded = [
    { arrivalId: '1', ...part(4, first) },
    { arrivalId: '2', ...part(6, second) },
  ]

  it('move a part without making it another one', () => {
    expect(partChanges(recorded, [part(4, first), part(6, third)])).toEqual({
      changed: [{ arrivalId: '2', ...part(6, third) }],
      added: [],
      removed: [],
    })
  })

  it('split a part in two', () => {
    expect(partChanges(recorded, [part(4, first), part(2, second), part(4, third)])).toEqual({
      changed: [{ arrivalId: '2', ...part(2, second) }],
      added: [part(4, third)],
      removed: [],
    })
  })

  it('join two parts in one', () => {
    expect(partChanges(recorded, [part(10, second)])).toEqual({
      changed: [{ arrivalId: '2', ...part(10, second) }],
      added: [],
      removed: [recorded[0]],
    })
  })

  it('lead from any parts to any others, and twice to nothing more', () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const known = inOrder(before).map((one, at) => ({ ...one, arrivalId: String(at) }))
        const { changed, added, removed } = partChanges(known, after)
        const gone = new Set([...changed, ...removed].map((one) => one.arrivalId))
        const kept = known.filter((one) => !gone.has(one.arrivalId))
        const now = [...kept, ...changed, ...added.map((one, at) => ({ ...one, arrivalId: `new ${at}` }))]
        expect(inOrder(now)).toEqual(inOrder(after))
        expect(partChanges(now, after)).toEqual({ changed: [], added: [], removed: [] })
      }),
    )
  })
})
