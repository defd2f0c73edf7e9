import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { historyOf, type ReceivedGoods } from '../../../../web/planning/rules/days/lead-time.ts'

const nothing = { ordered: 0, accepted: 0, overdue: 0 }
const came = (...days: number[]): ReceivedGoods[] => days.map((each) => ({ days: each, dated: 0, onTime: 0 }))

describe('days from ordered to received', () => {
  test.each([
    ['one delivery', [7], 7, 7],
    ['two', [9, 3], 3, 9],
    ['three, one of them very late', [6, 20, 5], 6, 20],
    ['ten', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
    ['eleven', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 90], 6, 10],
    ['goods that came before the order was written down', [-2], 0, 0],
  ])('%s', (_what, days, medianDays, ninetiethDays) => {
    expect(historyOf(came(...days), nothing)).toMatchObject({ deliveries: days.length, medianDays, ninetiethDays })
  })

  test('nothing received says nothing', () => {
    expect(historyOf([], nothing)).toEqual({
      deliveries: 0,
      medianDays: null,
      ninetiethDays: null,
      onTimeShare: null,
      fillRate: null,
    })
  })

  test('half came within the median and nine in ten within the ninetieth, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (days) => {
        const { medianDays, ninetiethDays } = historyOf(came(...days), nothing)
        for (const [limit, share] of [
          [medianDays, 0.5],
          [ninetiethDays, 0.9],
        ] as const) {
          const within = days.filter((each) => each <= Number(limit)).length
          const below = days.filter((each) => each < Number(limit)).length
          expect(within / days.length).toBeGreaterThanOrEqual(share)
          expect(below / days.length).toBeLessThan(share)
        }
        expect(historyOf(came(...days.toReversed()), nothing)).toMatchObject({ medianDays, ninetiethDays })
      }),
    )
  })
})

test('the on-time share is of units that had a day, not of deliveries', () => {
  const deliveries = [
    { days: 5, dated: 90, onTime: 90 },
    { days: 9, dated: 10, onTime: 0 },
    { days: 4, dated: 0, onTime: 0 },
  ]
  expect(historyOf(deliveries, nothing).onTimeShare).toBe(0.9)
  expect(historyOf(deliveries, { ...nothing, overdue: 20 }).onTimeShare).toBe(0.75)
})

test('the fill rate is of what was ordered in orders that are over', () => {
  expect(historyOf([], { ...nothing, ordered: 40, accepted: 30 }).fillRate).toBe(0.75)
})
