import { describe, expect, it } from 'vitest'
import { expectedDay } from '../../../../web/planning/rules/days/expected-day.ts'
import { provenLeadTime } from '../../../../web/planning/rules/days/proven-lead-time.ts'
import { dayNumber, dayOf } from '../../../../web/platform/values/day.ts'
import { TODAY } from '../shop.ts'

const day = (days: number) => dayOf((dayNumber(TODAY) ?? 0) + days)
/** Deliveries that took so many days, one a week, the last one a week ago; agreed for the day before they came. */
const took = (...days: number[]) => {
  const past = days.map((each, at) => {
    const receivedOn = (at - days.length) * 7
    return { orderedOn: day(receivedOn - each), agreedOn: day(receivedOn - 1), receivedOn: day(receivedOn) }
  })
  return { past, open: [] }
}

describe('the day that is told of an arrival', () => {
  it('is its own while that is to come, or today, and none where none is agreed', () => {
    const slow = took(...Array.from({ length: 40 }, () => 20))
    const late = { ...slow, past: slow.past.map((one) => ({ ...one, agreedOn: one.orderedOn })) }
    expect(expectedDay(late, day(3), TODAY, 0.9)).toBe(day(3))
    expect(expectedDay(late, TODAY, TODAY, 0.9)).toBe(TODAY)
    expect(expectedDay(late, day(-1), TODAY, 0.9)).toBe(day(19))
    expect(expectedDay(took(1, 2, 3), null, TODAY, 0.9)).toBeNull()
  })

  it('is of what is late the day by which what was later still came, and none where nothing was', () => {
    const late = { past: [{ orderedOn: day(-60), agreedOn: day(-30), receivedOn: day(-20) }], open: [] }
    expect(expectedDay(late, day(-2), TODAY, 0.9)).toBe(day(8))
    expect(expectedDay(late, day(-10), TODAY, 0.9)).toBeNull()
  })
})

describe('a lead time is proven', () => {
  it('by three deliveries, and not by two', () => {
    expect(provenLeadTime(took(12, 12), TODAY, 0.5)).toBeNull()
    expect(provenLeadTime(took(12, 12, 12), TODAY, 0.5)).toEqual({ soonest: 12, latest: 12 })
  })

  it('in days from today on: the soonest, and by when as many come as the shop wants', () => {
    const { soonest, latest } = provenLeadTime(took(12, 14, 15, 20, 12, 14, 15, 20), TODAY, 0.8) ?? {}
    expect([soonest, latest]).toEqual([12, 20])
  })

  it('not on a day that cannot be read', () => {
    expect(provenLeadTime(took(12, 12, 12), 'soon', 0.5)).toBeNull()
  })
})
