import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlausible } from '../../../web/mirror/rules/plausible-promise.ts'
import { dayNumber, dayOf } from '../../../web/platform/values/day.ts'

const order = { at: '2026-11-29T09:00:00Z', day: '2026-11-29' }
const told = { from: '2026-12-01', to: '2026-12-09', at: '2026-11-28T20:00:00.000Z' }
const standing = { from: told.from, to: told.to, at: told.at }

describe('what can have been told', () => {
  it.each([
    ['days to come, told the evening before', told],
    ['the day of the order itself', { ...told, from: order.day, to: order.day }],
    ['one day', { ...told, from: null }],
    ['no day, only when', { ...told, from: null, to: null }],
    ['days without a time', { ...told, at: null }],
    ['told by a clock that is some seconds ahead', { ...told, at: '2026-11-29T09:00:05.000Z' }],
    ['told by a promise that stood for five months', { ...told, at: '2026-06-29T09:00:00.000Z' }],
    ['told by a clock that is half a minute ahead', { ...told, at: '2026-11-29T09:00:30.000Z' }],
    ['told by a promise that stood for 183 days', { ...told, at: '2026-05-30T09:00:00.000Z' }],
    ['a day that is 731 days ahead', { ...told, to: '2028-11-29' }],
  ])('%s', (_, one) => {
    expect(isPlausible(one, order, null)).toBe(true)
  })

  it('whatever is shown now, and however long it has been', () => {
    const shown = { from: '2030-01-01', to: '2030-01-09', at: '2025-01-01T00:00:00.000Z' }
    expect(isPlausible(shown, order, shown)).toBe(true)
    expect(isPlausible({ ...shown, from: shown.to }, order, shown)).toBe(true)
    expect(isPlausible({ ...shown, from: null, to: null }, order, shown)).toBe(true)
  })

  it('what was shown before what is shown now', () => {
    expect(isPlausible(told, order, { ...standing, from: null, to: null, at: '2026-11-29T08:00:00.000Z' })).toBe(true)
  })
})

describe('what cannot', () => {
  it.each([
    ['a day of long ago', { ...told, from: '2020-01-01', to: '2020-01-02' }],
    ['the day before the order', { ...told, from: '2026-11-28' }],
    ['only an earlier day', { ...told, from: null, to: '2026-11-28' }],
    ['a day of another age', { ...told, to: '2999-12-09' }],
    ['another age without a time', { ...told, to: '2999-12-09', at: null }],
    ['a day that is 732 days ahead', { ...told, to: '2028-11-30' }],
    ['told after the order', { ...told, at: '2026-11-29T09:00:30.001Z' }],
    ['told more than 183 days before', { ...told, at: '2026-05-30T08:59:59.999Z' }],
    ['told years before', { ...told, at: '2020-11-28T09:00:00.000Z' }],
  ])('%s', (_, one) => {
    expect(isPlausible(one, order, null)).toBe(false)
  })

  it('a day of long ago, even where it is shown', () => {
    const old = { from: '2020-01-01', to: '2020-01-02', at: told.at }
    expect(isPlausible(old, order, old)).toBe(false)
  })

  it.each([
    ['an earlier day', { ...told, from: '2026-11-30' }],
    ['a later day', { ...told, to: '2026-12-10' }],
    ['a moment later, another day', { ...told, at: '2026-11-29T08:00:00.000Z', to: '2026-12-10' }],
  ])('%s than the one that was shown', (_, one) => {
    expect(isPlausible(one, order, standing)).toBe(false)
  })
})

describe('laws', () => {
  const day = fc.integer({ min: 18_000, max: 25_000 }).map(dayOf)
  const instant = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString())
  const days = fc.tuple(day, day).map(([from, to]) => (from <= to ? { from, to } : { from: to, to: from }))
  const toldAtAll = fc.tuple(days, fc.option(instant)).map(([range, at]) => ({ ...range, at }))
  const placed = instant.map((at) => ({ at, day: at.slice(0, 10) }))
  const shown = fc.option(fc.tuple(days, instant).map(([range, at]) => ({ ...range, at })))

  it('nothing is believed of before the order, nor told after it', () => {
    fc.assert(
      fc.property(toldAtAll, placed, shown, (one, moment, known) => {
        if (!isPlausible(one, moment, known)) return
        expect(one.from >= moment.day && one.to >= moment.day).toBe(true)
        expect(one.at === null || Date.parse(one.at) <= Date.parse(moment.at) + 30_000).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it('what is shown is believed, whenever it was ordered while its days were ahead', () => {
    fc.assert(
      fc.property(days, instant, fc.integer({ min: 0, max: 5_000 }), (range, at, minutes) => {
        const moment = new Date(Date.parse(at) + minutes * 60_000).toISOString()
        const isAhead = range.from >= moment.slice(0, 10)
        expect(isPlausible({ ...range, at }, { at: moment, day: moment.slice(0, 10) }, { ...range, at })).toBe(isAhead)
      }),
    )
  })

  it('a week earlier or later, told, ordered and shown alike, changes nothing', () => {
    const later = (text: string) => new Date(Date.parse(text) + 7 * 86_400_000).toISOString()
    const laterDay = (one: string) => dayOf((dayNumber(one) ?? 0) + 7)
    const moved = <Range extends { from: string; to: string }>(range: Range) => ({
      ...range,
      from: laterDay(range.from),
      to: laterDay(range.to),
    })
    fc.assert(
      fc.property(toldAtAll, placed, shown, (one, moment, known) => {
        const then = isPlausible(
          { ...moved(one), at: one.at && later(one.at) },
          { at: later(moment.at), day: laterDay(moment.day) },
          known && { ...moved(known), at: later(known.at) },
        )
        expect(then).toBe(isPlausible(one, moment, known))
      }),
      { numRuns: 2_000 },
    )
  })
})
