import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeDays, takeBackLatest, type UnitsOfDay } from '../../../web/receiving/rules/receive-arrivals.ts'

const days = fc.array(
  fc.record({ due: fc.constantFrom('2999-12-02', '2999-12-09', '2999-12-16', null), units: fc.nat(9) }),
)
const sum = (of: readonly UnitsOfDay[]) => of.reduce((total, { units }) => total + units, 0)

test('units that did not come are those that were due the latest, and first of all those without a day', () => {
  const came = [
    { due: '2999-12-09', units: 2 },
    { due: null, units: 1 },
    { due: '2999-12-02', units: 3 },
  ]
  expect(takeBackLatest(came, 4)).toEqual({
    back: [
      { due: '2999-12-02', units: 1 },
      { due: '2999-12-09', units: 2 },
      { due: null, units: 1 },
    ],
    left: [{ due: '2999-12-02', units: 2 }],
  })
})

test('units that did not come have no day where more is missing than came of any', () => {
  expect(takeBackLatest([{ due: '2999-12-02', units: 3 }], 5).back).toEqual([
    { due: '2999-12-02', units: 3 },
    { due: null, units: 2 },
  ])
})

test('nothing is lost: what is taken back and what is left are what came, day by day', () => {
  fc.assert(
    fc.property(days, fc.nat(30), (came, asked) => {
      const units = Math.min(asked, sum(came))
      const { back, left } = takeBackLatest(came, units)
      expect(sum(back)).toBe(units)
      expect(mergeDays(back, left)).toEqual(mergeDays(came, []))
    }),
  )
})
