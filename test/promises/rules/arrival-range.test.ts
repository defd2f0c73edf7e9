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

  it('are promised by the last thirty slips, beside which thirty deliveries count as on their day', () => {
    const to = (slips: readonly number[], level: number) => arrivalRange(known(slipped(slips)), next, today, level).to
    expect([to([20, ...times(29, 0)], 0.99), to([20, ...times(30, 0)], 0.99)]).toEqual([day(40), day(20)])
    expect([to([...times(5, 0), ...times(4, 7)], 0.9), to([...times(6, 0), ...times(4, 7)], 0.9)]).toEqual([
      day(27),
      day(20),
    ])
  })

  it('are on their day although others have none, or are due today', () => {
    const open = (agreedOn: string | null) => ({ open: times(4, { orderedOn: day(-60), agreedOn }) })
    expect(arrivalRange(known([], open(null)), next, today, 0.9).to).toBe(day(20))
    expect(arrivalRange(known(slipped([5]), open(today)), next, today, 0.9).to).toBe(day(20))
    expect(arrivalRange(known(slipped([5]), open(day(-1))), next, today, 0.9).to).toBe(day(25))
  })

  it('that are a day late come on no day where nothing is known of the supplier', () => {
    expect(arrivalRange(known([]), { orderedOn: day(-50), agreedOn: day(-1) }, today, 0.9).to).toBeNull()
    expect(arrivalRange(known([]), { orderedOn: day(-50), agreedOn: today }, today, 0.9).to).toBe(today)
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

  it('may come on the day of the order where they did before, and not where that has passed', () => {
    const to = (days: number, ago: number) =>
      arrivalRange(known(took(times(20, days))), { orderedOn: day(-ago), agreedOn: null }, today, 0.9).to
    expect([to(0, 0), to(0, 1), to(1, 1), to(2, 1)]).toEqual([today, null, null, day(1)])
  })

  it('are kept ninety-nine times in a hundred at the most, and never less often than never', () => {
    const range = (level: number) => arrivalRange(known(took([...times(59, 10), 30])), next, today, level)
    expect([range(1), range(-1)]).toEqual([range(0.99), range(0)])
    expect(range(0.99).to).not.toEqual(range(0.9).to)
  })

  it('are within the longest of nine nine times in ten, and of eight beyond it', () => {
    const to = (count: number) => arrivalRange(known(took([...times(count - 1, 10), 20])), next, today, 0.9).to
    expect([to(9), to(8)]).toEqual([day(20), day(22)])
  })

  it('by a supplier of whom nothing came yet are not promised from a day after the last', () => {
    const others = took([...times(9, 10), 400])
    const open = times(80, { orderedOn: day(-300), agreedOn: null })
    expect(arrivalRange(known([], { open, others }), next, today, 0.9)).toEqual({ from: day(300), to: day(300) })
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
