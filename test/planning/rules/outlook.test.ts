// Who gets the units that are to come, and which days are told.
import { describe, expect, it } from 'vitest'
import type { Policy, Source } from '../../../web/planning/rules/facts.ts'
import { comes, lineOf, OLDEST_FIRST, outcome, planFor, TODAY, wants } from './shop.ts'

const FRIDAY = '2026-11-27'
const MONDAY_TO_FRIDAY: Policy = { ...OLDEST_FIRST, handlingDays: 1, workingDays: [1, 2, 3, 4, 5] }

const source = (more: Partial<Source>): Source => ({ item: 'mug', supply: 'stocked', leadTimeDays: null, ...more })

describe('pegs', () => {
  const arrivals = [comes('soon', 4, '2026-11-24'), comes('late', 4, '2026-12-04')]

  it('give a pinned line its arrival before those ahead of it, and the rest to the queue', () => {
    const demands = [wants('A', 6), wants('B', 3, { at: '09:05', pin: 'soon' })]
    expect(outcome(planFor({ demands, arrivals }))).toEqual({
      A: '1 from soon, 4 from late, 1 uncovered',
      B: '3 from soon',
    })
  })

  it('name the pinned arrival first, then the others by day', () => {
    expect(outcome(planFor({ demands: [wants('A', 6, { pin: 'late' })], arrivals }))).toEqual({
      A: '4 from late, 2 from soon',
    })
  })

  it('give a line that is pinned to several arrivals the first to come of them first', () => {
    const demands = [wants('A', 6), wants('B', 6, { at: '09:05', pin: 'late', alsoPinned: ['soon'] })]
    expect(outcome(planFor({ demands, arrivals }))).toEqual({
      A: '2 from late, 4 uncovered',
      B: '4 from soon, 2 from late',
    })
  })

  it('share a pinned arrival in queue order', () => {
    const demands = [wants('A', 3, { pin: 'soon', at: '09:05' }), wants('B', 3, { pin: 'soon' })]
    expect(outcome(planFor({ demands, arrivals }))).toEqual({ B: '3 from soon', A: '1 from soon, 2 from late' })
  })

  it('ignore a pin to an arrival of another stock point, or to none', () => {
    const elsewhere = comes('elsewhere', 9, '2026-11-24', { location: 'cellar' })
    const demands = [wants('A', 1, { pin: 'elsewhere' }), wants('B', 1, { pin: 'gone' })]
    expect(outcome(planFor({ demands, arrivals: [elsewhere, ...arrivals] }))).toEqual({
      A: '1 from soon',
      B: '1 from soon',
    })
  })

  it('are cut from what the shelf did not cover', () => {
    const planned = planFor({ shelf: { mug: 2 }, demands: [wants('A', 3, { pin: 'late' })], arrivals })
    expect(outcome(planned)).toEqual({ A: '2 now, 1 from late' })
  })

  it('take overdue arrivals as due today, so that among those of today the id decides', () => {
    const overdue = [
      comes('7', 1, '2026-11-01'),
      comes('6', 1, TODAY),
      comes('5', 1, null),
      comes('8', 1, '2026-10-01'),
    ]
    expect(outcome(planFor({ demands: [wants('A', 4)], arrivals: overdue }))).toEqual({
      A: '1 from 6, 1 from 7, 1 from 8, 1 from 5',
    })
  })
})

it('what is said twice of an arrival, and of two days, counts the same in whatever order it is said', () => {
  const said = ['2026-12-03', '2026-12-09', null].map((expectedOn) => comes('po', 1, '2026-11-02', { expectedOn }))
  const daysOf = (...at: number[]) => {
    const arrivals = at.flatMap((one) => said[one] ?? [])
    const planned = planFor({ demands: [wants('A', 1), wants('B', 1, { at: '09:05' })], arrivals })
    return [lineOf(planned, 'A').readyOn, lineOf(planned, 'B').readyOn]
  }
  for (const days of [daysOf(0, 1), daysOf(1, 0)]) expect(days).toEqual(['2026-12-03', '2026-12-09'])
  for (const days of [daysOf(0, 2), daysOf(2, 0)]) expect(days).toEqual([null, '2026-12-03'])
})

describe('the ready day', () => {
  const readyOn = (due: string | null, policy = MONDAY_TO_FRIDAY, units = 1) =>
    lineOf(planFor({ demands: [wants('A', units)], arrivals: [comes('po', 1, due)] }, policy), 'A').readyOn

  it('adds the handling in working days', () => {
    expect(readyOn(FRIDAY)).toBe('2026-11-30')
    expect(readyOn(FRIDAY, { ...OLDEST_FIRST, handlingDays: 1 })).toBe('2026-11-28')
  })

  it('counts an overdue arrival from today, and still tells the day it was due', () => {
    const planned = planFor({ demands: [wants('A', 1)], arrivals: [comes('po', 1, '2026-11-02')] }, MONDAY_TO_FRIDAY)
    expect(lineOf(planned, 'A')).toMatchObject({ readyOn: '2026-11-24', pegs: [{ due: '2026-11-02' }] })
  })

  it('is the day that may be told of an overdue arrival, and none where none may be', () => {
    const overdue = (expectedOn: string | null) => {
      const arrivals = [comes('po', 1, '2026-11-02', { expectedOn }), comes('later', 1, FRIDAY)]
      const planned = planFor({ demands: [wants('A', 1), wants('B', 1)], arrivals }, MONDAY_TO_FRIDAY)
      return [lineOf(planned, 'A'), lineOf(planned, 'B')].map((line) => `${line.pegs[0]?.arrival} ${line.readyOn}`)
    }
    expect(overdue('2026-12-03')).toEqual(['po 2026-12-04', 'later 2026-11-30'])
    expect(overdue(null)).toEqual(['po null', 'later 2026-11-30'])
  })

  it('is unknown while a unit is uncovered, or an arrival has no day, or its day is none', () => {
    expect(readyOn(FRIDAY, MONDAY_TO_FRIDAY, 2)).toBeNull()
    expect(readyOn(null)).toBeNull()
    expect(readyOn('2026-02-30')).toBeNull()
  })

  it('is now for a line that wants nothing', () => {
    expect(lineOf(planFor({ demands: [wants('A', 0)] }), 'A')).toMatchObject({
      covered: 0,
      backordered: 0,
      readyOn: 'now',
    })
  })
})

describe('what the next shopper is told', () => {
  const item = (shop: Parameters<typeof planFor>[0], policy = MONDAY_TO_FRIDAY) => planFor(shop, policy).items[0]

  it('is now while any shelf has a unit left', () => {
    const shop = { shelf: { mug: 0, 'mug@cellar': 1 }, demands: [wants('A', 1)] }
    expect(item(shop)).toEqual({ item: 'mug', nextUnit: 'now', backorderRoom: null, beyondShelf: null })
  })

  it('is the first arrival with a unit left, then the lead time from today', () => {
    const arrivals = [comes('a', 1, '2026-11-24'), comes('b', 1, FRIDAY), comes('c', 1, null)]
    const sources = [source({ leadTimeDays: 10 })]
    expect(item({ arrivals, sources, demands: [wants('A', 1)] })?.nextUnit).toBe('2026-11-30')
    expect(item({ arrivals, sources, demands: [wants('A', 2)] })?.nextUnit).toBe('2026-12-04')
    expect(item({ arrivals, demands: [wants('A', 2)] })?.nextUnit).toBeNull()
  })

  it('is the lead time from the next day on which it can be ordered', () => {
    const sources = [source({ leadTimeDays: 2, orderDays: [4] })]
    expect(item({ sources }, OLDEST_FIRST)?.nextUnit).toBe('2026-11-28')
    expect(item({ sources })?.nextUnit).toBe('2026-11-30')
    expect(item({ sources: [source({ leadTimeDays: 2, orderDays: [1, 4] })] }, OLDEST_FIRST)?.nextUnit).toBe(
      '2026-11-25',
    )
    expect(item({ sources: [source({ leadTimeDays: 2, orderDays: [] })] }, OLDEST_FIRST)?.nextUnit).toBe('2026-11-25')
  })

  it('is by an order day that is named, where another row says any day, and the same in whatever order they come', () => {
    const [any, tuesdays, others] = [[], [2], [1, 4]].map((orderDays) => [source({ leadTimeDays: 2, orderDays })])
    const told = (...sources: (Source[] | undefined)[]) => {
      return item({ sources: sources.flatMap((one) => one ?? []) }, OLDEST_FIRST)?.nextUnit
    }
    expect([told(any, tuesdays), told(tuesdays, any)]).toEqual(['2026-11-26', '2026-11-26'])
    expect(told(others, tuesdays)).toBe(told(tuesdays, others))
  })

  it('tells beside a full shelf when more comes, and for how many units that is true', () => {
    const arrivals = [comes('a', 3, '2026-11-24'), comes('b', 2, FRIDAY, { location: 'cellar' })]
    const shelf = { mug: 2 }
    const beyond = (units: number) => item({ arrivals, shelf, demands: [wants('A', units)] })
    expect(beyond(1)).toMatchObject({ nextUnit: 'now', beyondShelf: { day: '2026-11-25', arrival: 'a', units: 3 } })
    expect(beyond(4)).toMatchObject({
      nextUnit: '2026-11-25',
      beyondShelf: { day: '2026-11-25', arrival: 'a', units: 1 },
    })
    expect(beyond(5)?.beyondShelf).toEqual({ day: '2026-11-30', arrival: 'b', units: 2 })
  })

  it('is delayed with an overdue arrival that no day can be told of, whose units would be next', () => {
    const arrivals = [comes('a', 1, '2026-11-20', { expectedOn: null }), comes('b', 2, FRIDAY)]
    const sources = [source({ leadTimeDays: 10 })]
    const told = (units: number) => item({ arrivals, sources, demands: [wants('A', units)] })
    expect(told(0)).toMatchObject({ nextUnit: '2026-11-30', beyondShelf: null, isDelayed: true })
    expect(told(1)).toEqual({
      ...{ item: 'mug', nextUnit: '2026-11-30', backorderRoom: null },
      beyondShelf: { day: '2026-11-30', arrival: 'b', units: 2 },
    })
    expect(item({ arrivals: arrivals.slice(0, 1), sources })?.nextUnit).toBe('2026-12-04')
  })

  it('is nothing for a discontinued item once all is given, and no room beyond what there is', () => {
    const sources = [source({ supply: 'discontinued', leadTimeDays: 5, maxBackorder: 9 })]
    const nothing = { item: 'mug', nextUnit: null, backorderRoom: 0, beyondShelf: null }
    expect(item({ sources })).toEqual(nothing)
    const day = '2026-11-30'
    expect(item({ sources, arrivals: [comes('a', 1, FRIDAY)] })).toEqual({
      ...nothing,
      nextUnit: day,
      beyondShelf: { day, arrival: 'a', units: 1 },
    })
  })

  it('is the lead time for an item made to order, whose demand waits for its supplier order', () => {
    const planned = planFor({
      sources: [source({ supply: 'made-to-order', leadTimeDays: 3 })],
      demands: [wants('A', 1)],
    })
    expect(outcome(planned)).toEqual({ A: '1 uncovered' })
    const day = '2026-11-26'
    const beyondShelf = { day, arrival: null, units: null }
    expect(planned.items).toEqual([{ item: 'mug', nextUnit: day, backorderRoom: null, beyondShelf }])
  })

  it.each<[string, Source['maxBackorder'], number | null]>([
    ['a number less what is backordered', 5, 2],
    ['a number already passed', 2, 0],
    ['units left on arrivals', 'incoming', 4],
    ['no limit', null, null],
  ])('limits sales without stock to %s', (_, maxBackorder = null, backorderRoom) => {
    const arrivals = [comes('a', 3, FRIDAY), comes('b', 4, null)]
    const sources = [source({ maxBackorder })]
    expect(item({ sources, arrivals, shelf: { mug: 1 }, demands: [wants('A', 4)] })).toMatchObject({ backorderRoom })
  })
})
