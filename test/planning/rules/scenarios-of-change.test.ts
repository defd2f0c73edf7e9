// Scenarios of other systems that are told as one change after another. The planner knows no changes: each step is a plan
// of all that is true then. The label begins with the row's id in the collection of scenarios.
import { describe, expect, it } from 'vitest'
import { plan } from '../../../web/planning/rules/plan.ts'
import { comes, factsOf, left, lineOf, OLDEST_FIRST, outcome, planFor, TODAY, wants } from './shop.ts'

type Shop = Parameters<typeof factsOf>[0]
type Row = [label: string, shop: Shop, expected: Record<string, string>]
type Step = readonly [shop: Shop, lines: Record<string, string>, left: Record<string, number>]

const at = (location: string) => ({ location })
const later = { at: '09:05' }
const [u1, u2] = [wants('U1', 1), wants('U2', 1, later)]
const shelf = (mug: number) => ({ mug })
const mug = (units: number) => ({ 'mug@shop': units })

const AFTER_A_CHANGE: readonly Row[] = [
  ['G38 the supplier order is cancelled', { demands: [wants('A', 5, { pin: 'cancelled' })] }, { A: '5 uncovered' }],
  [
    'G41 linked demand becomes ordinary',
    { shelf: { mug: 2 }, demands: [wants('A', 5, { pin: 'cancelled' })], arrivals: [comes('other', 3, TODAY)] },
    { A: '2 now, 3 from other' },
  ],
  ['G43 two come back and are wanted again', { shelf: { mug: 2 }, demands: [wants('A', 2)] }, { A: '2 now' }],
  [
    'G46 10 of 80 reserved are delivered',
    { shelf: { mug: 70 }, demands: [wants('A', 70, { released: 70 })] },
    { A: '70 now' },
  ],
  ['G48 3 of 5 are fulfilled', { shelf: { mug: 2 }, demands: [wants('A', 2)] }, { A: '2 now' }],
  [
    'G57 a unit moved to a location that has none',
    { shelf: { 'mug@L1': 1, 'mug@L2': 0 }, demands: [wants('A', 1, at('L1')), wants('A', 1, at('L2'))] },
    { 'A@L1': '1 now', 'A@L2': '1 uncovered' },
  ],
  ['H08 a shelf below zero counts as empty', { shelf: { mug: -2 }, demands: [wants('A', 1)] }, { A: '1 uncovered' }],
]

describe('one plan after another', () => {
  it.each<[string, readonly Step[]]>([
    [
      'C01 one of two waiting units comes',
      [
        [{ shelf: shelf(0), demands: [u1, u2] }, { U1: '1 uncovered', U2: '1 uncovered' }, mug(0)],
        [{ shelf: shelf(1), demands: [u1, u2] }, { U1: '1 now', U2: '1 uncovered' }, mug(0)],
      ],
    ],
    [
      'C03 three come for two',
      [
        [{ shelf: shelf(0), demands: [u1, u2] }, { U1: '1 uncovered', U2: '1 uncovered' }, mug(0)],
        [{ shelf: shelf(3), demands: [u1, u2] }, { U1: '1 now', U2: '1 now' }, mug(1)],
      ],
    ],
    [
      'C08 one comes, then three',
      [
        [{ shelf: shelf(1), demands: [u1, u2] }, { U1: '1 now', U2: '1 uncovered' }, mug(0)],
        [{ shelf: shelf(4), demands: [u1, u2] }, { U1: '1 now', U2: '1 now' }, mug(2)],
      ],
    ],
    [
      'C21 an assigned receipt is ordinary supply again once it is unassigned',
      [
        [
          {
            shelf: shelf(6),
            demands: [wants('A', 10, { ...later, pin: 'r' }), wants('B', 6)],
            arrivals: [comes('r', 4, TODAY)],
          },
          { B: '6 now', A: '4 from r, 6 uncovered' },
          mug(0),
        ],
        [
          { shelf: shelf(4), demands: [wants('A', 10, later), wants('B', 6)], arrivals: [comes('r', 4, TODAY)] },
          { B: '4 now, 2 from r', A: '2 from r, 8 uncovered' },
          mug(0),
        ],
      ],
    ],
    [
      'C36 units come by whatever route: the shelf says so, and the waiting order is filled',
      [
        [{ shelf: shelf(0), demands: [wants('A', 3)] }, { A: '3 uncovered' }, mug(0)],
        [{ shelf: shelf(3), demands: [wants('A', 3)] }, { A: '3 now' }, mug(0)],
      ],
    ],
    [
      'H11 our own adjustment of 5 comes back as an absolute number',
      [
        [{ shelf: shelf(0), demands: [wants('A', 4)] }, { A: '4 uncovered' }, mug(0)],
        [{ shelf: shelf(5), demands: [wants('A', 4)] }, { A: '4 now' }, mug(1)],
        [{ shelf: shelf(5), demands: [wants('A', 4)] }, { A: '4 now' }, mug(1)],
      ],
    ],
    [
      'G01 one of two backordered orders is cancelled',
      [
        [{ shelf: shelf(0), demands: [u1, u2] }, { U1: '1 uncovered', U2: '1 uncovered' }, mug(0)],
        [{ shelf: shelf(0), demands: [u2] }, { U2: '1 uncovered' }, mug(0)],
      ],
    ],
    [
      'G03 a covered line goes from 3 to 2',
      [
        [{ shelf: shelf(3), demands: [wants('A', 3)] }, { A: '3 now' }, mug(0)],
        [{ shelf: shelf(3), demands: [wants('A', 2)] }, { A: '2 now' }, mug(1)],
      ],
    ],
    [
      'G06 one of two units is shipped, and the other is taken off the line',
      [
        [{ shelf: shelf(1), demands: [wants('A', 1)] }, { A: '1 now' }, mug(0)],
        [{ shelf: shelf(1), demands: [wants('A', 0)] }, { A: 'nothing wanted' }, mug(1)],
      ],
    ],
    [
      'G08 one of three covered units is cancelled',
      [
        [{ shelf: shelf(3), demands: [wants('A', 3)] }, { A: '3 now' }, mug(0)],
        [{ shelf: shelf(3), demands: [wants('A', 2)] }, { A: '2 now' }, mug(1)],
      ],
    ],
    [
      'G11 an order that never was demand is cancelled',
      [
        [{ shelf: shelf(5) }, {}, mug(5)],
        [{ shelf: shelf(5) }, {}, mug(5)],
      ],
    ],
    [
      'G13 an order goes through two states that both mean placed',
      [
        [{ shelf: shelf(10), demands: [u1] }, { U1: '1 now' }, mug(9)],
        [{ shelf: shelf(10), demands: [u1] }, { U1: '1 now' }, mug(9)],
      ],
    ],
    [
      'G16 an order is taken once and given back once',
      [
        [{ shelf: shelf(10) }, {}, mug(10)],
        [{ shelf: shelf(10), demands: [u1] }, { U1: '1 now' }, mug(9)],
        [{ shelf: shelf(10) }, {}, mug(10)],
      ],
    ],
    [
      'G18 a backordered line is raised to 3 and lowered to 2 again',
      [
        [{ shelf: shelf(0), demands: [wants('A', 2)] }, { A: '2 uncovered' }, mug(0)],
        [{ shelf: shelf(0), demands: [wants('A', 3)] }, { A: '3 uncovered' }, mug(0)],
        [{ shelf: shelf(0), demands: [wants('A', 2)] }, { A: '2 uncovered' }, mug(0)],
      ],
    ],
    [
      'G21 seven of ten are moved to a location that has five',
      [
        [
          { shelf: { mug: 10, 'mug@L2': 5 }, demands: [wants('A', 10)] },
          { A: '10 now' },
          { 'mug@L2': 5, 'mug@shop': 0 },
        ],
        [
          { shelf: { mug: 10, 'mug@L2': 5 }, demands: [wants('A', 3), wants('A', 7, { location: 'L2' })] },
          { 'A@shop': '3 now', 'A@L2': '5 now, 2 uncovered' },
          { 'mug@L2': 0, 'mug@shop': 7 },
        ],
      ],
    ],
    [
      'G28 80 reserved units are let go, then 50 of 80',
      [
        [{ shelf: shelf(100), demands: [wants('A', 80)] }, { A: '80 now' }, mug(20)],
        [{ shelf: shelf(100) }, {}, mug(100)],
        [{ shelf: shelf(100), demands: [wants('A', 30)] }, { A: '30 now' }, mug(70)],
      ],
    ],
    [
      'G31 a line of 80 is raised by 19, 20 and 21',
      [
        [{ shelf: shelf(100), demands: [wants('A', 99)] }, { A: '99 now' }, mug(1)],
        [{ shelf: shelf(100), demands: [wants('A', 100)] }, { A: '100 now' }, mug(0)],
        [{ shelf: shelf(100), demands: [wants('A', 101)] }, { A: '100 now, 1 uncovered' }, mug(0)],
      ],
    ],
    [
      'G33 more is shipped of one line than it had, and the other keeps its own',
      [
        [
          { shelf: { mug: 100, cup: 100 }, demands: [wants('1', 10), wants('2', 80, { item: 'cup' })] },
          { 1: '10 now', 2: '80 now' },
          { 'cup@shop': 20, 'mug@shop': 90 },
        ],
        [
          { shelf: { mug: 50, cup: 80 }, demands: [wants('1', 0), wants('2', 60, { item: 'cup' })] },
          { 1: 'nothing wanted', 2: '60 now' },
          { 'cup@shop': 20, 'mug@shop': 50 },
        ],
      ],
    ],
    [
      'G36 one order ships what was reserved for two',
      [
        [{ shelf: shelf(30), demands: [wants('A', 15), wants('B', 15, later)] }, { A: '15 now', B: '15 now' }, mug(0)],
        [{ shelf: shelf(0), demands: [wants('A', 15)] }, { A: '15 uncovered' }, mug(0)],
      ],
    ],
    [
      'G51 the lines of one order are deleted and restored',
      [
        [
          { shelf: shelf(2), demands: [wants('X1', 2, { order: 'X' }), wants('X2', 2, { order: 'X' }), wants('Y', 2)] },
          { X1: '2 now', X2: '2 uncovered', Y: '2 uncovered' },
          mug(0),
        ],
        [{ shelf: shelf(2), demands: [wants('Y', 2)] }, { Y: '2 now' }, mug(0)],
        [
          { shelf: shelf(2), demands: [wants('X1', 2, { order: 'X' }), wants('X2', 2, { order: 'X' }), wants('Y', 2)] },
          { X1: '2 now', X2: '2 uncovered', Y: '2 uncovered' },
          mug(0),
        ],
      ],
    ],
  ])('%s', (_, steps) => {
    for (const [shop, lines, remaining] of steps) {
      const planned = planFor(shop)
      expect(outcome(planned)).toEqual(lines)
      expect(left(planned)).toEqual(remaining)
    }
  })

  it('D18 a day that slips two weeks moves the ready day by two weeks', () => {
    const readyOn = (due: string) =>
      lineOf(planFor({ demands: [wants('A', 1)], arrivals: [comes('r', 1, due)] }), 'A').readyOn
    expect([readyOn('2026-11-27'), readyOn('2026-12-11')]).toEqual(['2026-11-27', '2026-12-11'])
  })
})

describe('what is true after a change', () => {
  it.each<Row>(AFTER_A_CHANGE)('%s', (_, shop, expected) => {
    expect(outcome(planFor(shop))).toEqual(expected)
  })
})

describe('the same facts again', () => {
  const [a, b] = [wants('A', 5), wants('B', 5, { at: '09:00' })]

  it('H01 two orders of 5 for the last 5: one is covered, whichever is heard of first', () => {
    const expected = { A: '5 now', B: '5 uncovered' }
    expect(outcome(planFor({ shelf: shelf(5), demands: [a, b] }))).toEqual(expected)
    expect(outcome(planFor({ shelf: shelf(5), demands: [b, a] }))).toEqual(expected)
  })

  it('H06 two orders for the last unit never share it', () => {
    const planned = planFor({ shelf: shelf(1), demands: [u2, u1] })
    expect(outcome(planned)).toEqual({ U1: '1 now', U2: '1 uncovered' })
    expect(left(planned)).toEqual(mug(0))
  })

  it('H03 a task that runs again changes nothing', () => {
    const shop = factsOf({ shelf: shelf(7), demands: [a, b] })
    expect(plan(structuredClone(shop), OLDEST_FIRST, TODAY)).toEqual(plan(shop, OLDEST_FIRST, TODAY))
  })
})
