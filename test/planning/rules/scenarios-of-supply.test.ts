// Behaviours that other commerce and stock systems prove with their own public tests, restated for the planner: supply and days.
// The label begins with the row's id in the collection of scenarios.
import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../web/planning/rules/facts.ts'
import { COMPLETE_FIRST, comes, lineOf, outcome, planFor, TODAY, wants } from './shop.ts'

type Shop = Parameters<typeof planFor>[0]
type Row = [label: string, shop: Shop, expected: Record<string, string>, policy?: Policy]

const later = { at: '09:05' }

const STOCK_ARRIVES: readonly Row[] = [
  [
    'C11 the first of two linked receipts is in',
    {
      shelf: { mug: 3 },
      demands: [wants('1', 3, { pin: 'r1' }), wants('2', 3, { ...later, pin: 'r2' })],
      arrivals: [comes('r2', 2, '2026-12-01')],
    },
    { 1: '3 now', 2: '2 from r2, 1 uncovered' },
  ],
  [
    'C13 a source of 2 feeds two',
    { shelf: { mug: 2 }, demands: [wants('1', 1), wants('2', 1)] },
    { 1: '1 now', 2: '1 now' },
  ],
  [
    'C16 a line linked for half, and an item without a link',
    { demands: [wants('B', 10, { pin: 'r' }), wants('C', 3, { item: 'cup' })], arrivals: [comes('r', 5, TODAY)] },
    { B: '5 from r, 5 uncovered', C: '3 uncovered' },
  ],
  [
    'C18 a confirmed receipt serves, a draft does not',
    { demands: [wants('A', 5), wants('B', 3, later)], arrivals: [comes('confirmed', 5, TODAY)] },
    { A: '5 from confirmed', B: '3 uncovered' },
  ],
  [
    'C21 a delivery partly reserved, the rest assigned to a receipt',
    {
      shelf: { mug: 6 },
      demands: [wants('A', 10, { pin: 'r' }), wants('B', 4, { at: '08:00', item: 'cup' })],
      arrivals: [comes('r', 4, TODAY)],
    },
    { A: '6 now, 4 from r', B: '4 uncovered' },
  ],
  [
    'C23 the remainder of a receipt keeps its link',
    { shelf: { mug: 4 }, demands: [wants('A', 8, { pin: 'r' })], arrivals: [comes('r', 6, TODAY)] },
    { A: '4 now, 4 from r' },
  ],
  [
    'C28 two arrive for two orders of one item',
    { shelf: { mug: 2 }, demands: [wants('B', 3), wants('C', 1, later)] },
    { B: '2 now, 1 uncovered', C: '1 uncovered' },
  ],
  [
    'C31 an order dragged to the front',
    {
      shelf: { mug: 4 },
      demands: [wants('SO1', 3), wants('SO2', 2, later), wants('SO3', 3, { at: '09:10', rank: 1 })],
      arrivals: [comes('po', 2, '2026-11-27')],
    },
    { SO3: '3 now', SO1: '1 now, 2 from po', SO2: '2 uncovered' },
  ],
  ['C33 20 of 100 held back', { shelf: { mug: 80 }, demands: [wants('A', 100)] }, { A: '80 now, 20 uncovered' }],
  [
    'C38 any line that can be filled',
    {
      shelf: { mug: 3 },
      demands: [wants('A1', 2, { order: 'A' }), wants('A2', 1, { order: 'A', item: 'cup' }), wants('B', 2, later)],
    },
    { A1: '2 now', A2: '1 uncovered', B: '1 now, 1 uncovered' },
  ],
  [
    'C38 only orders that complete',
    {
      shelf: { mug: 2 },
      demands: [wants('A1', 2, { order: 'A' }), wants('A2', 1, { order: 'A', item: 'cup' }), wants('B', 2, later)],
    },
    { A1: '2 uncovered', A2: '1 uncovered', B: '2 now' },
    COMPLETE_FIRST,
  ],
]

const PEGGING: readonly Row[] = [
  [
    'D01 a receipt smaller than the delivery',
    { demands: [wants('A', 5)], arrivals: [comes('r', 2, TODAY)] },
    { A: '2 from r, 3 uncovered' },
  ],
  [
    'D06 a receipt larger than both deliveries',
    { demands: [wants('A', 100), wants('B', 50, later)], arrivals: [comes('r', 300, TODAY)] },
    { A: '100 from r', B: '50 from r' },
  ],
  [
    'D13 two receipts of one variant, another variant untouched',
    {
      demands: [wants('A', 10)],
      arrivals: [comes('r1', 8, TODAY), comes('r2', 2, TODAY), comes('r3', 9, TODAY, { item: 'cup' })],
    },
    { A: '8 from r1, 2 from r2' },
  ],
]

describe('stock arrives or is to come', () => {
  it.each<Row>([...STOCK_ARRIVES, ...PEGGING])('%s', (_, shop, expected, policy) => {
    expect(outcome(planFor(shop, policy))).toEqual(expected)
  })

  it('C26 gives what was received to the line it was bought for, not to an older one', () => {
    const shop = (released: number) => [wants('old', 5), wants('origin', 3, { ...later, pin: 'po', released })]
    const before = planFor({ demands: shop(0), arrivals: [comes('po', 3, TODAY)] })
    const after = planFor({ demands: shop(3), shelf: { mug: 3 } })
    expect(outcome(before)).toEqual({ old: '5 uncovered', origin: '3 from po' })
    expect(outcome(after)).toEqual({ old: '5 uncovered', origin: '3 now' })
  })

  it('D03 queues seven deliveries by their moments', () => {
    const moments = [
      '2026-11-23T12:00Z',
      '2026-11-23T13:00Z',
      '2026-11-23T11:00Z',
      '2026-11-24T12:00Z',
      '2026-11-22T12:00Z',
      '2026-12-23T12:00Z',
      '2026-10-24T12:00Z',
    ]
    const demands = moments.map((orderedAt, index) => wants(String(index + 1), 5, { orderedAt }))
    expect(planFor({ demands }).lines.map(({ line }) => line)).toEqual(['7', '5', '3', '1', '2', '4', '6'])
  })

  it('D08 tells the latest day that it consumes', () => {
    const arrivals = [comes('soon', 150, TODAY), comes('later', 50, '2026-11-26'), comes('unused', 9, '2026-12-09')]
    expect(lineOf(planFor({ demands: [wants('A', 200)], arrivals }), 'A').readyOn).toBe('2026-11-26')
  })

  it('D11 queues by moment, and those that the merchant puts last behind them all', () => {
    const demands = [
      wants('manual', 3, { at: '07:00', rank: -1 }),
      wants('by priority', 3, { at: '11:00' }),
      wants('on confirm', 3, { at: '08:00' }),
      wants('by date', 3, { at: '09:00' }),
    ]
    expect(planFor({ demands }).lines.map(({ line }) => line)).toEqual([
      'on confirm',
      'by date',
      'by priority',
      'manual',
    ])
  })

  it('D16 leaves the units of tomorrow once the overdue and the new deliveries are served', () => {
    const demands = [wants('overdue', 30, { orderedAt: '2026-11-22T09:00:00Z' }), wants('new', 20)]
    const planned = planFor({ shelf: { mug: 50 }, demands, arrivals: [comes('r', 10, '2026-11-24')] })
    expect(planned.points).toEqual([
      {
        item: 'mug',
        location: 'shop',
        shelfLeft: 0,
        owedLeft: 0,
        owedPegs: [],
        arrivalsLeft: [{ arrival: 'r', units: 10 }],
      },
    ])
  })
})
