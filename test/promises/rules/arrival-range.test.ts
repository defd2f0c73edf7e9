import { describe, expect, it } from 'vitest'
import { dayNumber, dayOf } from '../../../web/platform/values/day.ts'
import { arrivalRange, type Evidence, type PastDelivery } from '../../../web/promises/rules/arrival-range.ts'

const today = '2026-11-30'

/** So many days before or after today. */
const day = (days: number) => dayOf((dayNumber(today) ?? 0) + days)

/** Deliveries that were agreed for a day and came so much later, one a week, the last one a week ago. */
const slipped = (slips: readonly number[]): PastDelivery[] =>
  slips.map((slip, at) => {
    const receivedOn = (at - slips.length) * 7
    return { orderedOn: day(receivedOn - 40), agreedOn: day(receivedOn - slip), receivedOn: day(receivedOn) }
  })

/** Deliveries without a day that took so many days, one a week, the last one a week ago. */
const took = (days: readonly number[]): PastDelivery[] =>
  days.map((each, at) => {
    const receivedOn = (at - days.length) * 7
    return { orderedOn: day(receivedOn - each), agreedOn: null, receivedOn: day(receivedOn) }
  })

const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value)
const known = (past: readonly PastDelivery[], more: Partial<Evidence> = {}): Evidence => ({ past, open: [], ...more })

describe('goods for which a day is agreed', () => {
  const next = { orderedOn: today, agreedOn: day(20) }

  it('are promised for that day where the supplier keeps its days, however long it takes, or nothing is known of it', () => {
    for (const past of [[], slipped(times(30, 0)), slipped(times(30, -5))])
      expect(arrivalRange(known(past), next, today, 0.95)).toEqual({ from: day(20), to: day(20) })
  })

  it('reach as far beyond it as the supplier’s slips ask at the level', () => {
    const past = slipped([...times(18, 0), ...times(6, 3), ...times(3, 7), ...times(3, 20)])
    const to = (level: number) => arrivalRange(known(past), next, today, level)
    expect(to(0.8)).toEqual({ from: day(20), to: day(20) })
    expect(to(0.9)).toEqual({ from: day(20), to: day(23) })
    expect(to(0.95)).toEqual({ from: day(20), to: day(27) })
  })

  it('reach further where others of the supplier are overdue, and no less than these are late by now', () => {
    const past = slipped([...times(26, 0), ...times(4, 6)])
    const open = times(4, { orderedOn: day(-60), agreedOn: day(-9) })
    expect(arrivalRange(known(past), next, today, 0.9).to).toBe(day(20))
    expect(arrivalRange(known(past, { open }), next, today, 0.9).to).toBe(day(26))
    expect(arrivalRange(known([], { open }), next, today, 0.9).to).toBe(day(29))
  })

  it('that are late reach to what came later still, and to no day where nothing was so late', () => {
    const past = slipped([...times(20, 0), 4, 9, 9, 30])
    const late = (days: number) => arrivalRange(known(past), { orderedOn: day(-50), agreedOn: day(-days) }, today, 0.9)
    expect(late(3)).toEqual({ from: today, to: day(27) })
    expect(late(29)).toEqual({ from: today, to: day(1) })
    expect(late(30)).toEqual({ from: today, to: null })
  })

  it('that are later than anything of the supplier reach to what was so late with others', () => {
    const next = { orderedOn: day(-50), agreedOn: day(-10) }
    expect(arrivalRange(known([], { others: slipped([0, 8, 25]) }), next, today, 0.9)).toEqual({
      from: today,
      to: day(15),
    })
  })
})

describe('goods for which no day is agreed', () => {
  const next = { orderedOn: today, agreedOn: null }

  it('are promised by how long the supplier took', () => {
    const past = took([...times(30, 10), ...times(24, 20), ...times(6, 30)])
    const range = (level: number) => arrivalRange(known(past), next, today, level)
    expect(range(0.8)).toEqual({ from: day(10), to: day(20) })
    expect(range(0.95)).toEqual({ from: day(10), to: day(30) })
  })

  it('are promised for no day where nothing is known, or nothing took as long as they take already', () => {
    const nothing = { from: null, to: null }
    expect(arrivalRange(known([]), next, today, 0.9)).toEqual(nothing)
    const waiting = { orderedOn: day(-40), agreedOn: null }
    expect(arrivalRange(known(took(times(20, 30))), waiting, today, 0.9)).toEqual(nothing)
    expect(arrivalRange(known(took([...times(20, 30), 45])), waiting, today, 0.9)).toEqual({ from: day(5), to: day(5) })
  })

  it('are promised later where some orders have been on their way for longer than others took', () => {
    const past = took(times(20, 10))
    const open = times(10, { orderedOn: day(-35), agreedOn: null })
    expect(arrivalRange(known(past), next, today, 0.9).to).toBe(day(10))
    expect(arrivalRange(known(past, { open }), next, today, 0.9).to).toBe(day(35))
  })

  it('by a supplier of whom little is known reach as far as with the shop’s others', () => {
    const others = took([...times(45, 20), ...times(5, 60)])
    const to = (past: readonly PastDelivery[]) => arrivalRange(known(past, { others }), next, today, 0.9).to
    expect(to([])).toBe(day(20))
    expect(to(took([12, 12, 50]))).toBe(day(50))
    expect(to(took(times(40, 5)))).toBe(day(5))
  })

  it('by the only supplier reach beyond the longest of a few deliveries', () => {
    const to = (level: number) => arrivalRange(known(took([12, 20, 16])), next, today, level).to
    expect([to(0.5), to(0.9), to(0.95)]).toEqual([day(16), day(32), day(45)])
  })

  it('reach further where promises of this supplier were broken: it gets slower', () => {
    const slower = took(Array.from({ length: 60 }, (_, at) => 20 + at))
    const steady = took(Array.from({ length: 60 }, (_, at) => 20 + ((at * 37) % 60)))
    const to = (past: readonly PastDelivery[]) => dayNumber(arrivalRange(known(past), next, today, 0.8).to ?? '') ?? 0
    expect(to(slower)).toBeGreaterThan(to(steady))
  })
})

it('tells nothing of days that cannot be read, and leaves such deliveries out', () => {
  const past = [...slipped(times(30, 0)), { orderedOn: '2026-02-30', agreedOn: '2026-03-01', receivedOn: '2027-01-01' }]
  const next = { orderedOn: today, agreedOn: day(20) }
  expect(arrivalRange(known(past), next, today, 0.95).to).toBe(day(20))
  expect(arrivalRange(known(past), next, 'soon', 0.95)).toEqual({ from: null, to: null })
  expect(arrivalRange(known(past), { orderedOn: '', agreedOn: null }, today, 0.95)).toEqual({ from: null, to: null })
})
