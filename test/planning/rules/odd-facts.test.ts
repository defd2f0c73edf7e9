// The planner answers whatever it is asked.
import { describe, expect, it } from 'vitest'
import type { Source } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'
import { comes, factsOf, OLDEST_FIRST, outcome, planFor, TODAY, wants } from './shop.ts'

const source = (more: Partial<Source>): Source => ({ item: 'mug', supply: 'stocked', leadTimeDays: null, ...more })

describe('facts that are odd', () => {
  it('have an answer each', () => {
    const planned = plan(
      {
        ...factsOf({
          demands: [wants('A', -2), wants('B', 2.5, { rank: Number.NaN, orderedAt: '' }), wants('C', Number.NaN)],
          arrivals: [comes('a', -1, 'soon')],
          sources: [source({ item: '__proto__' }), source({ item: '__proto__', supply: 'discontinued' })],
        }),
        shelves: [
          { item: 'mug', location: 'shop', units: -3 },
          { item: 'mug', location: 'shop', units: 1 },
          { item: 'mug', location: 'shop', units: 1 },
        ],
      },
      { ...OLDEST_FIRST, handlingDays: 3, workingDays: [] },
      'today',
    )
    expect(outcome(planned)).toEqual({ A: 'nothing wanted', B: '2 now', C: 'nothing wanted' })
    expect(planned.items).toEqual([
      { item: '__proto__', nextUnit: null, backorderRoom: 0, beyondShelf: null },
      { item: 'mug', nextUnit: null, backorderRoom: null, beyondShelf: null },
    ])
  })

  it('answer nothing to nothing', () => {
    expect(planFor({})).toEqual({ lines: [], points: [], items: [] })
  })

  it('add up exactly with the largest numbers there are', () => {
    const most = Number.MAX_SAFE_INTEGER
    const planned = planFor({
      shelf: { mug: most },
      demands: [wants('A', most), wants('B', most, { at: '09:05' }), wants('C', most, { at: '09:10' })],
      arrivals: [comes('a', most, null), comes('b', most, null), comes('c', most, null)],
      sources: [source({ maxBackorder: most })],
    })
    expect(planned.lines.map(({ covered, backordered }) => [covered, backordered])).toEqual([
      [most, 0],
      [0, most],
      [0, most],
    ])
    expect(planned.points[0]?.arrivalsLeft.map(({ units }) => units)).toEqual([0, 0, most])
    expect(planned.items[0]?.backorderRoom).toBe(0)
  })

  it('stop adding up where counting is no longer exact', () => {
    const most = Number.MAX_SAFE_INTEGER
    const row = { item: 'mug', location: 'shop', units: most }
    const facts = { ...factsOf({ sources: [source({ maxBackorder: 'incoming' })] }), shelves: [row, row] }
    const arrivals = [comes('a', most, null), comes('b', most, null)]
    const planned = plan({ ...facts, arrivals }, OLDEST_FIRST, TODAY)
    expect(planned.points[0]?.shelfLeft).toBe(most)
    expect(planned.items[0]?.backorderRoom).toBe(most)
  })
})
