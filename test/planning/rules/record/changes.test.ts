// What a plan changes about what is recorded of backorders, and what it leaves alone.
import { describe, expect, it } from 'vitest'
import type { BackorderNumbers } from '../../../../web/planning/rules/record/backorder.ts'
import {
  changes,
  type LeftOutLine,
  type LineAtLocation,
  type RecordedBackorder,
} from '../../../../web/planning/rules/record/changes.ts'
import { comes, planFor, wants } from '../shop.ts'

const FRIDAY = '2026-11-27'
const open: BackorderNumbers = {
  ...{ units: 3, shipped: 0, covered: 0, backordered: 3, pegged: 0, uncovered: 3 },
  ...{ state: 'open', readyOn: null, nextArrivalOn: null },
}
const nothing = { covered: 0, backordered: 0, pegged: 0, uncovered: 0, readyOn: null, nextArrivalOn: null }
const ready: BackorderNumbers = { ...open, ...nothing, covered: 3, state: 'ready' }

const recorded = (numbers: BackorderNumbers, more: Partial<RecordedBackorder> = {}): RecordedBackorder => {
  return { backorder: 'b1', line: 'A', location: 'shop', numbers, ...more }
}
const told = (more: Partial<LineAtLocation> = {}): LineAtLocation => {
  return { line: 'A', location: 'shop', shipped: 0, ordered: 3, isCancelled: false, ...more }
}
const leftOut = (more: Partial<LeftOutLine> = {}): LeftOutLine => {
  return { line: 'A', location: 'shop', units: 3, why: 'unpaid', ...more }
}
const short = planFor({ demands: [wants('A', 3)] })
const served = planFor({ shelf: { mug: 3 }, demands: [wants('A', 3)] })
const gone = planFor({})

describe('a line that was never recorded', () => {
  it('is recorded once it is short, with what it has, what it waits for and what has shipped', () => {
    const arrivals = [comes('late', 1, '2026-12-04'), comes('soon', 1, FRIDAY), comes('some day', 1, null)]
    const planned = planFor({ shelf: { mug: 1 }, demands: [wants('A', 5)], arrivals })
    expect(changes(planned, [told({ shipped: 2, ordered: 7 })], [])).toEqual([
      {
        ...{ backorder: null, line: 'A', location: 'shop', before: null, isOwnDoing: true },
        after: {
          ...{ units: 7, shipped: 2, covered: 1, backordered: 4, pegged: 3, uncovered: 1 },
          ...{ state: 'open', readyOn: null, nextArrivalOn: FRIDAY },
        },
      },
    ])
  })

  it('has shipped nothing where nobody tells of it, and is ready on the day of the last that it waits for', () => {
    const planned = planFor({ demands: [wants('A', 1)], arrivals: [comes('po', 1, FRIDAY)] })
    expect(changes(planned, [], [])).toMatchObject([
      { after: { units: 1, shipped: 0, state: 'open', readyOn: FRIDAY } },
    ])
  })

  it('leaves no record where it was never short, or is not in the queue', () => {
    expect(changes(served, [told()], [])).toEqual([])
    expect(changes(gone, [told()], [], [leftOut()])).toEqual([])
  })
})

describe('a line that is recorded', () => {
  it('is written once only: what equals the plan stays', () => {
    expect(changes(short, [told()], [recorded(open)])).toEqual([])
    expect(changes(served, [told()], [recorded(ready)])).toEqual([])
    expect(changes(gone, [told()], [recorded({ ...open, ...nothing, state: 'unpaid' })], [leftOut()])).toEqual([])
  })

  it('has shipped nothing where nobody tells of it, and waits with its last unit as with all', () => {
    expect(changes(short, [], [recorded(open)])).toEqual([])
    const last = { ...open, units: 1, backordered: 1, uncovered: 1 }
    expect(changes(planFor({ demands: [wants('A', 1)] }), [told()], [recorded(open)])).toMatchObject([{ after: last }])
  })

  it.each<Partial<BackorderNumbers>>([
    { units: 4 },
    { shipped: 1 },
    { covered: 1 },
    { backordered: 2 },
    { pegged: 1 },
    { uncovered: 2 },
    { state: 'ready' },
    { readyOn: FRIDAY },
    { nextArrivalOn: FRIDAY },
  ])('is written where it had %j', (other) => {
    const before = { ...open, ...other }
    expect(changes(short, [told()], [recorded(before)])).toMatchObject([{ backorder: 'b1', before, after: open }])
  })

  it('is ready once all is there, and open again once some is not', () => {
    expect(changes(served, [told()], [recorded(open)])).toMatchObject([{ after: ready, isOwnDoing: false }])
    expect(changes(short, [told()], [recorded(ready)])).toMatchObject([{ after: open, isOwnDoing: false }])
  })

  it('says why none of its units is in the queue', () => {
    const after = { ...open, ...nothing, units: 4, shipped: 1, state: 'scheduled' }
    const line = leftOut({ why: 'scheduled' })
    expect(changes(gone, [told({ shipped: 1 })], [recorded(open)], [line])).toMatchObject([{ after }])
  })

  it('that waits there again after it was settled is open as any other', () => {
    const closed: BackorderNumbers = { ...open, ...nothing, shipped: 3, state: 'closed' }
    expect(changes(short, [told()], [recorded(closed)])).toMatchObject([{ before: closed, after: open }])
  })
})

describe('a line of which nothing is open there any more', () => {
  const left = (fact: LineAtLocation[], record = recorded({ ...open, covered: 1, backordered: 2, uncovered: 2 })) =>
    changes(planFor({ demands: [wants('A', 0)] }), fact, [record])

  it('is closed where some was shipped, with as many units as that was', () => {
    const after = { ...open, ...nothing, units: 2, shipped: 2, state: 'closed' }
    expect(left([told({ shipped: 2 })])).toMatchObject([{ after, isOwnDoing: true }])
    expect(left([told({ shipped: 1 })])).toMatchObject([{ after: { units: 1, state: 'closed' } }])
  })

  it('is cancelled where nothing was shipped, the order was cancelled, or nobody knows the line, and keeps its units', () => {
    const after = { ...open, ...nothing, units: 3, shipped: 0, state: 'cancelled' }
    expect(left([told()])).toMatchObject([{ after, isOwnDoing: true }])
    expect(left([told({ shipped: 2, isCancelled: true })])).toMatchObject([{ after }])
    expect(left([])).toMatchObject([{ after }])
  })

  it.each(['closed', 'cancelled', 'moved'] as const)('stays %s for good', (state) => {
    expect(left([told({ shipped: 2 })], recorded({ ...open, state }))).toEqual([])
  })
})

describe('a line whose open units wait elsewhere', () => {
  const cellar = { location: 'cellar' }
  const elsewhere = planFor({ demands: [wants('A', 3, cellar)] })
  const stateOf = (
    planned: typeof elsewhere,
    facts: LineAtLocation[],
    records: RecordedBackorder[],
    out = [leftOut()],
  ) =>
    changes(
      planned,
      facts,
      records,
      out.filter(({ location }) => location !== 'shop'),
    ).find(({ backorder }) => backorder === 'b1')?.after.state

  it('moved, if all that is recorded of it is still ordered', () => {
    expect(stateOf(elsewhere, [told(), told(cellar)], [recorded(open)])).toBe('moved')
    expect(changes(elsewhere, [told(), told(cellar)], [recorded(open)])).toMatchObject([
      { before: open, after: { units: 3, shipped: 0, state: 'moved' }, isOwnDoing: true },
      { before: null, location: 'cellar', after: open },
    ])
  })

  it('moved with its last unit as well', () => {
    const last = { ...open, units: 1, backordered: 1, uncovered: 1 }
    const planned = planFor({ demands: [wants('A', 1, cellar)] })
    expect(stateOf(planned, [told({ ordered: 1 })], [recorded(last)])).toBe('moved')
  })

  it('moved as well where there it is left out of the queue', () => {
    expect(stateOf(gone, [told()], [recorded(open)], [leftOut(cellar)])).toBe('moved')
  })

  it('was cancelled where fewer are ordered, or nothing of it is open anywhere', () => {
    expect(stateOf(elsewhere, [told({ ordered: 2 })], [recorded(open)])).toBe('cancelled')
    expect(stateOf(planFor({ demands: [wants('A', 0, cellar)] }), [told()], [recorded(open)])).toBe('cancelled')
  })

  it('moved if what was recorded at all its places together is ordered, those apart that it left before', () => {
    const atPlaces = [recorded({ ...open, units: 2 }), recorded({ ...open, units: 1 }, { backorder: 'b2', ...cellar })]
    expect(stateOf(elsewhere, [told()], atPlaces)).toBe('moved')
    for (const state of ['moved', 'cancelled'] as const) {
      const before = recorded({ ...open, state }, { backorder: 'b2', location: 'attic' })
      expect(stateOf(elsewhere, [told()], [recorded(open), before])).toBe('moved')
    }
  })
})

describe('a change is of the order itself, not of what it is given', () => {
  const isOwnDoing = (before: BackorderNumbers, planned = short, fact = told(), out: LeftOutLine[] = []) =>
    changes(planned, [fact], [recorded(before)], out).map((change) => change.isOwnDoing)

  it('where units were ordered, or shipped', () => {
    expect(isOwnDoing({ ...open, units: 5 })).toEqual([true])
    expect(isOwnDoing({ ...open, units: 3 }, planFor({ demands: [wants('A', 2)] }), told({ shipped: 1 }))).toEqual([
      true,
    ])
  })

  it('where it was left out of the queue, or is no more', () => {
    const unpaid: BackorderNumbers = { ...open, ...nothing, state: 'unpaid' }
    expect(isOwnDoing(open, gone, told(), [leftOut()])).toEqual([true])
    expect(isOwnDoing(unpaid)).toEqual([true])
    expect(isOwnDoing(unpaid, gone, told(), [leftOut({ why: 'scheduled' })])).toEqual([true])
    expect(isOwnDoing({ ...unpaid, covered: 1 }, gone, told(), [leftOut()])).toEqual([false])
  })

  it('and not where only the shelf or its arrivals changed', () => {
    expect(isOwnDoing({ ...open, covered: 1, backordered: 2 })).toEqual([false])
    expect(isOwnDoing({ ...open, nextArrivalOn: FRIDAY })).toEqual([false])
  })

  it('where it closed, with the units that it had', () => {
    const shipped: BackorderNumbers = { ...ready, shipped: 3, covered: 0 }
    expect(isOwnDoing(shipped, gone, told({ shipped: 3 }))).toEqual([true])
    expect(isOwnDoing({ ...shipped, units: 3, shipped: 0 }, gone)).toEqual([true])
  })
})
