import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, dayNumber, dayOf } from '../../../web/platform/values/day.ts'

const numberOf = (day: string) => dayNumber(day) ?? Number.NaN
const later = (day: string, count: number, workingDays?: number[]) => dayOf(addDays(numberOf(day), count, workingDays))

describe('days', () => {
  it('are the days of the calendar', () => {
    const day = fc.integer({ min: numberOf('0001-01-01'), max: numberOf('9999-12-31') })
    fc.assert(
      fc.property(day, (number) => {
        const text = new Date(number * 86_400_000).toISOString().slice(0, 10)
        expect(dayOf(number)).toBe(text)
        expect(dayNumber(text)).toBe(number)
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['2026-02-29', '2026-13-01', '2026-11-00', '26-11-01', '2026-11-22T00:00:00Z', 'soon', ''])(
    'do not include %j',
    (text) => {
      expect(dayNumber(text)).toBeNull()
    },
  )

  it.each([
    ['a Friday and one working day', '2026-11-27', 1, [1, 2, 3, 4, 5], '2026-11-30'],
    ['a Saturday and one working day', '2026-11-28', 1, [1, 2, 3, 4, 5], '2026-11-30'],
    ['a Saturday and five working days', '2026-11-28', 5, [1, 2, 3, 4, 5], '2026-12-04'],
    ['a Sunday and none', '2026-11-29', 0, [1, 2, 3, 4, 5], '2026-11-29'],
    ['a shop that works on Sundays', '2026-11-23', 2, [7], '2026-12-06'],
    ['days named twice', '2026-11-23', 2, [7, 7], '2026-12-06'],
    ['a list without a weekday', '2026-11-27', 2, [0, 8], '2026-11-29'],
    ['the end of a leap February', '2028-02-28', 2, undefined, '2028-03-01'],
  ])('add up for %s', (_, day, count, workingDays, expected) => {
    expect(later(day, count, workingDays)).toBe(expected)
  })

  it('add up as if walked one by one', () => {
    const week = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 50_000 }), fc.nat(40), week, (start, count, workingDays) => {
        let day = start
        for (let left = count; left > 0; ) {
          day += 1
          if (workingDays.includes(new Date(day * 86_400_000).getUTCDay() || 7)) left -= 1
        }
        expect(addDays(start, count, workingDays)).toBe(day)
      }),
      { numRuns: 5000 },
    )
  })
})

it('days come before later ones, and all of them before none', () => {
  expect(['2026-12-09', null, '2026-12-01', null, '2026-12-09'].sort(compareDays)).toEqual([
    '2026-12-01',
    '2026-12-09',
    '2026-12-09',
    null,
    null,
  ])
})
