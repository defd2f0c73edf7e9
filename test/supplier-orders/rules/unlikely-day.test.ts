import { expect, test } from 'vitest'
import { doubtOf, unlikelyDays } from '../../../web/supplier-orders/rules/unlikely-day.ts'

const TODAY = '2026-11-29'

test.each([
  ['2026-11-28', 'past'],
  ['2020-01-01', 'past'],
  ['2026-11-29', null],
  ['2027-11-29', null],
  ['2027-11-30', null],
  ['2027-12-01', 'far'],
  ['2999-12-31', 'far'],
])('%s is asked about as %s', (due, doubt) => {
  expect(doubtOf(due, TODAY)).toBe(doubt)
})

test('nobody is asked about a day that cannot be read, nor on one', () => {
  expect([doubtOf('soon', TODAY), doubtOf('2026-11-28', 'soon')]).toEqual([null, null])
})

test('each day is asked about once, the earliest first, and none that is known already', () => {
  const dues = ['2999-01-01', null, '2026-11-01', undefined, '2026-12-01', '2026-11-01', '2026-10-01']
  expect(unlikelyDays(dues, TODAY, new Set(['2026-10-01', null]))).toEqual([
    { due: '2026-11-01', doubt: 'past' },
    { due: '2999-01-01', doubt: 'far' },
  ])
})
