import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  daysOfTaken,
  mergeDays,
  takeBackLatest,
  takeEarliest,
  type UnitsOfDay,
} from '../../../web/receiving/rules/receive-arrivals.ts'
import { expects } from './received-goods.ts'

const days = fc.array(
  fc.record({ due: fc.constantFrom('2999-12-02', '2999-12-09', '2999-12-16', null), units: fc.nat(9) }),
)
const sum = (of: readonly UnitsOfDay[]) => of.reduce((total, { units }) => total + units, 0)

test('what came was due the earliest, what has no day last, and what came beyond all is of none', () => {
  const [monday, friday] = ['2999-12-02', '2999-12-06']
  const arrivals = [expects('a', '3', 5, null), expects('a', '2', 6, friday), expects('a', '1', 4, monday)]
  const took = (units: number) => {
    const { taken, left } = takeEarliest(arrivals, units)
    const told = (of: typeof left) => of.map((one) => [one.arrival, one.units])
    return [told(taken), told(left), daysOfTaken(arrivals, left)]
  }
  const [all, days] = [(units: number[]) => units.map((one, at) => [`${at + 1}`, one]), [monday, friday, null]]
  const on = (units: number[]) => units.map((one, at) => ({ due: days[at], units: one }))
  expect(took(3)).toEqual([all([3]), all([1, 6, 5]), on([3])])
  expect(took(7)).toEqual([all([4, 3]), all([0, 3, 5]).slice(1), on([4, 3])])
  expect(took(11)).toEqual([all([4, 6, 1]), all([0, 0, 4]).slice(2), on([4, 6, 1])])
  expect(took(20)).toEqual([all([4, 6, 5]), [], on([4, 6, 5])])
})

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
