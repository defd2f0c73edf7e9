import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ClaimedPoint,
  isBehind,
  type LineClaims,
  missingUnits,
  msUntilTakenBack,
  recountClaims,
  settleUnclaimed,
} from '../../../web/planning/rules/unclaimed.ts'

const day = (date: number) => `2026-03-${String(date).padStart(2, '0')}T09:00:00.000Z`
const owes = (line: string, units: number, date: number, unclaimed = 0): LineClaims => ({
  line,
  units,
  unclaimed,
  orderedAt: day(date),
})
const aPoint = (point: Partial<ClaimedPoint>): ClaimedPoint => ({
  committed: 0,
  unexplained: 0,
  remembered: 0,
  fewerSince: null,
  demands: [],
  ...point,
})
const following = (point: ClaimedPoint, settled: ReturnType<typeof settleUnclaimed>): ClaimedPoint => ({
  ...point,
  ...settled,
  demands: point.demands.map((demand) => ({ ...demand, unclaimed: settled.unclaimed.get(demand.line) ?? 0 })),
})

describe('units that took no stock', () => {
  it('are what is owed less what is committed, and nobody waits for them again', () => {
    const point = aPoint({ committed: 2, demands: [owes('claims', 2, 1), owes('takes none', 3, 2)] })
    expect(isBehind(point)).toBe(true)
    const settled = settleUnclaimed(point, day(2), day(2))
    expect(settled).toEqual({ remembered: 3, fewerSince: null, unclaimed: new Map([['takes none', 3]]) })
    expect(isBehind(following(point, settled))).toBe(false)
  })

  it('are waited for again once there are more of them, and put down to who ordered when the wait began', () => {
    const known = [owes('first', 3, 1, 3), owes('before', 4, 2)]
    const point = aPoint({ committed: 6, remembered: 3, demands: [...known, owes('new', 2, 5), owes('later', 2, 9)] })
    expect(missingUnits(point)).toBe(5)
    expect(isBehind(point)).toBe(true)
    expect(settleUnclaimed(point, day(9), day(5)).unclaimed).toEqual(
      new Map([
        ['first', 3],
        ['new', 2],
      ]),
    )
  })

  it('are taken to be the line of exactly so many units, where others were ordered in the same moments', () => {
    const near = (line: string, units: number, second: number) => ({
      ...owes(line, units, 1),
      orderedAt: `2026-03-01T09:00:0${second}.000Z`,
    })
    const demands = [near('takes none', 6, 1), near('claims', 3, 2)]
    const point = aPoint({ committed: 3, demands })
    expect(settleUnclaimed(point, day(2), '2026-03-01T09:00:03.000Z').unclaimed).toEqual(new Map([['takes none', 6]]))
  })

  it('leave with their order, without a wait', () => {
    const point = aPoint({ committed: 4, remembered: 3, demands: [owes('before', 4, 2)] })
    expect(isBehind(point)).toBe(false)
    expect(settleUnclaimed(point, day(3), null)).toEqual({ remembered: 0, fewerSince: null, unclaimed: new Map() })
  })

  it('are found anew where the wrong line was thought to have them, without a wait', () => {
    // The line that was thought to have taken none has shipped, and so has what was committed for it.
    const point = aPoint({ committed: 0, remembered: 3, demands: [owes('takes none', 3, 1)] })
    expect(isBehind(point)).toBe(false)
    expect(settleUnclaimed(point, day(3), null).unclaimed).toEqual(new Map([['takes none', 3]]))
  })

  it('are no fewer because a newer order is counted before it is told of', () => {
    const point = aPoint({ committed: 2, remembered: 3, demands: [owes('takes none', 3, 1, 3)] })
    const settled = settleUnclaimed(point, day(3), null)
    expect(settled).toMatchObject({ remembered: 3, fewerSince: day(3), unclaimed: new Map([['takes none', 3]]) })
    const told = { ...following(point, settled), demands: [owes('takes none', 3, 1, 3), owes('newer', 2, 3)] }
    expect(isBehind(told)).toBe(false)
    expect(settleUnclaimed(told, day(4), null)).toMatchObject({ remembered: 3, fewerSince: null })
  })

  it('are fewer once that was seen for a minute, and nobody waits again if that was chance', () => {
    const point = aPoint({ committed: 2, remembered: 3, fewerSince: day(3), demands: [owes('takes none', 3, 1, 3)] })
    const settled = settleUnclaimed(point, day(4), null)
    expect(settled).toMatchObject({ remembered: 3, unclaimed: new Map([['takes none', 1]]) })
    expect(isBehind({ ...following(point, settled), committed: 0 })).toBe(false)
    expect(settleUnclaimed(following(point, settled), day(5), null)).toMatchObject({ remembered: 1, fewerSince: null })
  })

  it('are never more than is owed, whatever is unexplained', () => {
    const point = aPoint({ committed: 1, unexplained: 9, demands: [owes('a', 2, 1)] })
    expect(settleUnclaimed(point, day(2), null)).toMatchObject({ remembered: 2, unclaimed: new Map([['a', 2]]) })
  })
})

describe('units that took no stock are put down to', () => {
  const atSecond = (line: string, units: number, second: number, unclaimed = 0): LineClaims => ({
    ...owes(line, units, 1, unclaimed),
    orderedAt: new Date(Date.parse('2026-03-01T09:00:00.000Z') + second * 1000).toISOString(),
  })
  /** Of so many that are missing, whose they are, as seen at second 0. */
  const putDownTo = (missing: number, ...demands: LineClaims[]) => {
    const owed = demands.reduce((sum, { units }) => sum + units, 0)
    const point = aPoint({ committed: owed - missing, demands })
    return Object.fromEntries(settleUnclaimed(point, day(2), '2026-03-01T09:00:00.000Z').unclaimed)
  }

  it('the line that was ordered nearest to when they were missed, and of two of one moment the later one', () => {
    expect(putDownTo(1, atSecond('9', 2, -80), atSecond('10', 2, -90))).toEqual({ 9: 1 })
    expect(putDownTo(1, atSecond('9', 2, 90), atSecond('10', 2, -80))).toEqual({ 10: 1 })
    expect(putDownTo(1, atSecond('9', 2, -80), atSecond('10', 2, -80))).toEqual({ 10: 1 })
    expect(putDownTo(1, atSecond('10', 2, -80), atSecond('9', 2, -80))).toEqual({ 10: 1 })
  })

  it('the line of exactly so many units, if it was ordered within a minute and none of it was known', () => {
    expect(putDownTo(2, atSecond('9', 2, -60), atSecond('10', 5, 0))).toEqual({ 9: 2 })
    expect(putDownTo(2, atSecond('9', 2, -60.001), atSecond('10', 5, 0))).toEqual({ 10: 2 })
    expect(putDownTo(2, atSecond('9', 5, -1), atSecond('10', 5, -2))).toEqual({ 9: 2 })
    expect(putDownTo(3, atSecond('9', 2, -60, 1), atSecond('10', 5, 0))).toEqual({ 9: 1, 10: 2 })
  })
})

describe('a point is behind', () => {
  it('where a single unit is missing of which nobody knew, and not where nobody waits', () => {
    expect(isBehind(aPoint({ demands: [owes('a', 1, 1)] }))).toBe(true)
    expect(isBehind(aPoint({ committed: 1, demands: [owes('a', 1, 1)] }))).toBe(false)
    expect(isBehind(aPoint({ unexplained: 3 }))).toBe(false)
  })
})

it('fewer have taken no stock once that was seen for a minute, and not before', () => {
  const since = '2026-03-03T09:00:00.000Z'
  const point = aPoint({ committed: 2, remembered: 3, fewerSince: since, demands: [owes('takes none', 3, 1, 3)] })
  expect(settleUnclaimed(point, '2026-03-03T09:00:59.999Z', null)).toEqual({
    remembered: 3,
    fewerSince: since,
    unclaimed: new Map([['takes none', 3]]),
  })
  expect(settleUnclaimed(point, '2026-03-03T09:01:00.000Z', null)).toEqual({
    remembered: 3,
    fewerSince: null,
    unclaimed: new Map([['takes none', 1]]),
  })
})

it('what was seen to be fewer is looked at again when that minute is over, and within a minute if the clock jumped back', () => {
  const since = '2026-03-03T09:00:00.000Z'
  expect(msUntilTakenBack(since, since)).toBe(60_000)
  expect(msUntilTakenBack(since, '2026-03-03T09:00:59.999Z')).toBe(1)
  expect(msUntilTakenBack(since, '2026-03-03T08:00:00.000Z')).toBe(60_000)
})

const line = fc.record({
  units: fc.integer({ min: 1, max: 9 }),
  unclaimed: fc.nat(12),
  date: fc.integer({ min: 1, max: 28 }),
})
const anyPoint = fc
  .record({
    committed: fc.nat(40),
    unexplained: fc.nat(5),
    remembered: fc.nat(30),
    fewerSince: fc.option(fc.constantFrom(day(1), day(28))),
    lines: fc.array(line, { maxLength: 8 }),
  })
  .map(
    ({ lines, committed, ...point }): ClaimedPoint => ({
      ...point,
      committed: committed + point.unexplained,
      demands: lines.map(({ units, unclaimed, date }, at) => owes(String(at), units, date, unclaimed)),
    }),
  )

describe('whatever was remembered', () => {
  it('nobody is behind after it was settled, and settling again changes nothing while the reading is the same', () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        const settled = settleUnclaimed(point, day(28), null)
        const once = following(point, settled)
        expect(isBehind(once)).toBe(false)
        if (settled.fewerSince !== null) return
        const twice = settleUnclaimed(once, day(28), null)
        expect(twice.unclaimed).toEqual(settled.unclaimed)
      }),
    )
  })

  it('no line has more than its units, and a recount has exactly what is missing', () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        const { remembered, unclaimed } = recountClaims(point, day(28))
        const owed = point.demands.reduce((sum, { units }) => sum + units, 0)
        expect(remembered).toBe(Math.min(missingUnits(point), owed))
        expect([...unclaimed.values()].reduce((sum, units) => sum + units, 0)).toBe(remembered)
        for (const { line, units } of point.demands) expect(unclaimed.get(line) ?? 0).toBeLessThanOrEqual(units)
      }),
    )
  })
})
