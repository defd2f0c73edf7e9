// Behaviours that other commerce and stock systems prove with their own public tests, restated for the planner: orders and locations.
// The label begins with the row's id in the collection of scenarios. Where a peer refuses an
// order, we cover what there is.
import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../web/planning/rules/facts.ts'
import { comes, left, outcome, planFor, TODAY, WHOLE_LINES, wants } from './shop.ts'

type Shop = Parameters<typeof planFor>[0]
type Row = [label: string, shop: Shop, expected: Record<string, string>, policy?: Policy]

const at = (location: string) => ({ location })
const mugCap = (maxBackorder: number) => [{ item: 'mug', supply: 'stocked' as const, leadTimeDays: null, maxBackorder }]

const ARRIVING_ORDERS: readonly Row[] = [
  ['A01 an order that the shelf can serve', { shelf: { mug: 10 }, demands: [wants('A', 5)] }, { A: '5 now' }],
  ['A03 an order on an empty shelf', { shelf: { mug: 0 }, demands: [wants('A', 20)] }, { A: '20 uncovered' }],
  ['A06 an order beyond what may be sold', { demands: [wants('A', 20)], sources: mugCap(0) }, { A: '20 uncovered' }],
  [
    'A08 a line that is split by availability',
    { shelf: { mug: 3 }, demands: [wants('A', 5)] },
    { A: '3 now, 2 uncovered' },
  ],
  [
    'A11 of three items, the one that is tracked',
    { shelf: { mug: 5 }, demands: [wants('tracked', 3)] },
    { tracked: '3 now' },
  ],
  [
    'A16 the units short, not the units ordered',
    { shelf: { mug: 5 }, demands: [wants('A', 10)] },
    { A: '5 now, 5 uncovered' },
  ],
  [
    'A18 two lines of one variant in one order',
    {
      shelf: { mug: 50 },
      demands: [wants('old', 20, { at: '08:00' }), wants('1', 10, { order: 'A' }), wants('2', 5, { order: 'A' })],
    },
    { old: '20 now', 1: '10 now', 2: '5 now' },
  ],
  [
    'A21 two items that are both short',
    {
      shelf: { mug: 4, cup: 7 },
      demands: [wants('1', 100, { order: 'A' }), wants('2', 100, { order: 'A', item: 'cup' })],
    },
    { 1: '4 now, 96 uncovered', 2: '7 now, 93 uncovered' },
  ],
]

const SEVERAL_LOCATIONS: readonly Row[] = [
  [
    'A23 sixteen wanted where two active locations have fifteen',
    { shelf: { 'mug@L1': 10, 'mug@L2': 5 }, demands: [wants('A', 10, at('L1')), wants('A', 6, at('L2'))] },
    { 'A@L1': '10 now', 'A@L2': '5 now, 1 uncovered' },
  ],
  [
    'B03 the second location short',
    {
      shelf: { 'mug@L1': 10, 'cup@L1': 10, 'mug@L2': 2 },
      demands: [wants('A', 10, at('L1')), wants('A', 5, at('L2')), wants('B', 5, { ...at('L1'), item: 'cup' })],
    },
    { 'A@L1': '10 now', 'A@L2': '2 now, 3 uncovered', 'B@L1': '5 now' },
  ],
  [
    'B08 a single location with nothing',
    { shelf: { mug: 0 }, demands: [wants('A', 5)] },
    { A: '5 uncovered' },
    WHOLE_LINES,
  ],
  [
    'B08 a single location with too little',
    { shelf: { mug: 1 }, demands: [wants('A', 5)] },
    { A: '5 uncovered' },
    WHOLE_LINES,
  ],
  ['B08 a single location with enough', { shelf: { mug: 5 }, demands: [wants('A', 5)] }, { A: '5 now' }, WHOLE_LINES],
  [
    'B13 two locations with some of theirs taken',
    {
      shelf: { 'mug@L1': 4, 'mug@L2': 3 },
      demands: [
        wants('old', 2, { ...at('L1'), at: '08:00' }),
        wants('old', 1, { ...at('L2'), at: '08:00' }),
        wants('A', 3, at('L1')),
        wants('A', 3, at('L2')),
      ],
    },
    { 'old@L1': '2 now', 'old@L2': '1 now', 'A@L1': '2 now, 1 uncovered', 'A@L2': '2 now, 1 uncovered' },
  ],
  [
    'B23 deliveries of two warehouses',
    { demands: [wants('A', 5, at('W1')), wants('B', 8, at('W2'))], arrivals: [comes('po', 9, TODAY, at('W1'))] },
    { 'A@W1': '5 from po', 'B@W2': '8 uncovered' },
  ],
  [
    'B28 a whole line from lots that are each too small',
    { shelf: { 'mug@lot1': 20, 'mug@lot2': 20 }, demands: [wants('A', 50, at('lot1'))] },
    { A: '50 uncovered' },
    WHOLE_LINES,
  ],
  [
    'B28 a whole line from the lot that suffices',
    { shelf: { 'mug@lot1': 10, 'mug@lot2': 50 }, demands: [wants('A', 30, at('lot2'))] },
    { A: '30 now' },
    WHOLE_LINES,
  ],
  ...[
    [2, '1 now', '1 now'],
    [1, '1 now', '1 uncovered'],
    [0, '1 uncovered', '1 uncovered'],
  ].map(
    ([mug = 0, first = '', second = '']): Row => [
      `B26 a line in two shipments, stock ${mug}`,
      { shelf: { mug: Number(mug) }, demands: [wants('A/1', 1), wants('A/2', 1)] },
      { 'A/1': String(first), 'A/2': String(second) },
    ],
  ),
]

describe('an order arrives', () => {
  it.each<Row>(ARRIVING_ORDERS)('%s', (_, shop, expected, policy) => {
    expect(outcome(planFor(shop, policy))).toEqual(expected)
  })

  it('A13 a cap of 20 that an order of 25 has used up leaves no room', () => {
    const planned = planFor({ shelf: { mug: 5 }, demands: [wants('A', 25)], sources: mugCap(20) })
    expect(planned.items).toMatchObject([{ item: 'mug', nextUnit: null, backorderRoom: 0 }])
  })
})

describe('several locations', () => {
  it.each<Row>(SEVERAL_LOCATIONS)('%s', (_, shop, expected, policy) => {
    expect(outcome(planFor(shop, policy))).toEqual(expected)
  })

  it.each<[string, Shop, Record<string, number>]>([
    [
      'B01 the first location has enough and the second gives nothing',
      {
        shelf: { 'cup@L1': 100, 'mug@L1': 100, 'mug@L2': 0 },
        demands: [wants('A', 30, { ...at('L1'), item: 'cup' }), wants('B', 5, at('L1'))],
      },
      { 'cup@L1': 70, 'mug@L1': 95, 'mug@L2': 0 },
    ],
    [
      'B06 five from two of three locations',
      { shelf: { 'mug@L1': 3, 'mug@L2': 3, 'mug@L3': 3 }, demands: [wants('A', 3, at('L1')), wants('A', 2, at('L2'))] },
      { 'mug@L1': 0, 'mug@L2': 1, 'mug@L3': 3 },
    ],
    [
      'B11 all five at the collection point',
      { shelf: { 'mug@point': 5, 'mug@L1': 9 }, demands: [wants('A', 5, at('point'))] },
      { 'mug@L1': 9, 'mug@point': 0 },
    ],
    [
      'B16 13 of two locations with 10 and 15',
      { shelf: { 'mug@L1': 10, 'mug@L2': 15 }, demands: [wants('A', 10, at('L1')), wants('A', 3, at('L2'))] },
      { 'mug@L1': 0, 'mug@L2': 12 },
    ],
    [
      'B18 each variant at its own location',
      {
        shelf: { 'cup@L1': 100, 'mug@L2': 120 },
        demands: [wants('A', 2, { ...at('L1'), item: 'cup' }), wants('B', 2, at('L2'))],
      },
      { 'cup@L1': 98, 'mug@L2': 118 },
    ],
    [
      'B21 what was shipped comes back to where it left',
      { shelf: { 'mug@L1': 100, 'mug@L2': 120 } },
      { 'mug@L1': 100, 'mug@L2': 120 },
    ],
  ])('%s', (_, shop, expected) => {
    expect(left(planFor(shop))).toEqual(expected)
  })
})
