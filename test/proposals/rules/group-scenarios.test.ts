import { describe, expect, test } from 'vitest'
import { purchase } from '../../../web/proposals/rules/group-afterwards.ts'
import { bought, draft, grouped, offer, supplier, wants } from './group-builders.ts'

const suppliers = [supplier('S1'), supplier('S2')]

describe('example 7, and row E19', () => {
  const demands = [
    wants('SO1', 'X', 2),
    wants('SO1', 'Y', 1),
    wants('SO2', 'X', 3),
    wants('SO3', 'Y', 4),
    wants('SO3', 'Z', 1),
  ]
  const offers = [offer('S1', 'X'), offer('S1', 'Z'), offer('S2', 'Y')]

  test('three orders over two suppliers become one order each', () => {
    expect(bought({ demands, offers, suppliers })).toEqual({ S1: { X: 5, Z: 1 }, S2: { Y: 5 } })
  })

  test('every line lists the order lines that it serves', () => {
    const { orders } = grouped({ demands, offers, suppliers })
    const serves = orders.flatMap(({ lines }) =>
      lines.map((line) => line.serves.map(({ line, units }) => `${line} ${units}`)),
    )
    expect(serves).toEqual([['SO1-X 2', 'SO2-X 3'], ['SO3-Z 1'], ['SO1-Y 1', 'SO3-Y 4']])
  })

  test('in packs of 4, 8 of Y are bought and 3 are surplus', () => {
    const packed = [...offers.slice(0, 2), offer('S2', 'Y', { packSize: 4 })]
    const [, second] = grouped({ demands, offers: packed, suppliers }).orders
    expect(second?.lines).toMatchObject([{ item: 'Y', needed: 5, units: 8, surplus: 3 }])
  })
})

test('E01: 10 needed and then 5 of one product are one draft with one line of 15', () => {
  const offers = [offer('S1', 'X')]
  expect(bought({ demands: [wants('A', 'X', 10), wants('B', 'X', 5)], offers, suppliers })).toEqual({ S1: { X: 15 } })
  const later = grouped({
    demands: [wants('B', 'X', 5)],
    offers,
    suppliers,
    drafts: [draft('9', 'S1', [{ item: 'X', units: 10, needed: 10 }])],
  })
  expect(later.orders).toMatchObject([{ supplierOrder: '9', lines: [{ units: 5, onDraft: 10 }] }])
})

test('E03: two items of one supplier are one order in which each keeps its own day', () => {
  const { orders } = grouped({
    demands: [wants('A', 'P1', 10), wants('B', 'P2', 5)],
    offers: [offer('S1', 'P1', { leadTimeDays: 5 }), offer('S1', 'P2', { leadTimeDays: 10 })],
    suppliers,
  })
  expect(orders).toMatchObject([
    {
      orderOn: '2026-11-25',
      lines: [
        { item: 'P1', expectedOn: '2026-11-30' },
        { item: 'P2', expectedOn: '2026-12-05' },
      ],
    },
  ])
})

test('E06: what is ordered on the order day comes when the supplier’s delay is over', () => {
  const { orders } = grouped({
    demands: [wants('A', 'X', 15)],
    offers: [offer('S1', 'X')],
    suppliers: [supplier('S1', { leadTimeDays: 10, orderDays: [2] })],
  })
  expect(orders).toMatchObject([{ orderOn: '2026-12-01', lines: [{ units: 15, expectedOn: '2026-12-11' }] }])
})

test.each([
  [12, 2],
  [15, 5],
])('E08: a line of 10 that the buyer raised to %i has %i to spare for the next who needs them', (units, spare) => {
  const drafts = [draft('9', 'S1', [{ item: 'X', units, needed: 10 }])]
  const next = grouped({ demands: [wants('B', 'X', spare + 1)], offers: [offer('S1', 'X')], suppliers, drafts })
  expect(next.orders).toMatchObject([{ lines: [{ needed: spare + 1, units: 1, surplus: 0 }] }])
})

test('E12: preferred at 5.00 and another at 4.50: the rule says which', () => {
  const offers = [offer('S1', 'X', { cost: '5.00', rank: 1 }), offer('S2', 'X', { cost: '4.50', rank: 2 })]
  const facts = { demands: [wants('A', 'X', 1)], offers, suppliers }
  expect(bought(facts, { rule: 'preferred' })).toEqual({ S1: { X: 1 } })
  expect(bought(facts, { rule: 'cheapest' })).toEqual({ S2: { X: 1 } })
})

test('E14: of 10 ordered with 6 on the shelf only the 4 that are uncovered are proposed', () => {
  expect(bought({ demands: [wants('A', 'X', 4)], offers: [offer('S1', 'X')], suppliers })).toEqual({ S1: { X: 4 } })
})

test('more units than a line can have are not proposed, and it is said why', () => {
  const huge = { minimumQuantity: 1_000_000, packSize: 999_999 }
  const facts = {
    demands: [wants('A', 'X', 3), wants('A', 'Y', 3), wants('B', 'Z', 5)],
    offers: [offer('S1', 'X', huge), offer('S1', 'Y'), offer('S2', 'Z')],
    suppliers,
    drafts: [draft('9', 'S2', [{ item: 'Z', units: 999_996, needed: 999_996 }])],
  }
  const { orders, refusals } = grouped(facts)
  expect(orders.map(({ lines }) => lines.map(({ item, units }) => [item, units]))).toEqual([[['Y', 3]]])
  expect(refusals).toMatchObject([
    { item: 'X', reason: 'too-many', needed: 3 },
    { item: 'Z', reason: 'too-many', needed: 5 },
  ])
  expect(grouped({ ...facts, demands: [wants('B', 'Z', 4)] }).orders).toMatchObject([{ lines: [{ units: 4 }] }])
})

test('E17: one order is grouped alone as well as many together', () => {
  const offers = [offer('S1', 'X'), offer('S2', 'Y')]
  const one = [wants('A', 'X', 1), wants('A', 'Y', 2)]
  expect(bought({ demands: one, offers, suppliers })).toEqual({ S1: { X: 1 }, S2: { Y: 2 } })
  expect(bought({ demands: [...one, wants('B', 'X', 1)], offers, suppliers })).toEqual({ S1: { X: 2 }, S2: { Y: 2 } })
})

describe('a proposal that is created later', () => {
  const serves = [
    { backorder: 'A', units: 4 },
    { backorder: 'B', units: 6 },
  ]
  const proposed = { needed: 10, units: 10, isEdited: false, serves }
  const [empty, single] = [
    { units: 0, needed: 0 },
    { minimumQuantity: 1, packSize: 1 },
  ]
  const lacks = (a: number, b: number) => (backorder: string) => (backorder === 'A' ? a : b)

  test('buys what is lacking by then', () => {
    expect(purchase(proposed, lacks(4, 1), empty, single)).toEqual({
      units: 5,
      serves: [serves[0], { backorder: 'B', units: 1 }],
      noLongerNeeded: 5,
    })
  })

  test('buys nothing for nobody, also where the merchant wanted more', () => {
    const edited = { ...proposed, units: 30, isEdited: true }
    expect(purchase(edited, lacks(0, 0), empty, single)).toEqual({ units: 0, serves: [], noLongerNeeded: 10 })
  })

  test('keeps what the merchant put above the need', () => {
    const edited = { ...proposed, units: 12, isEdited: true }
    expect(purchase(edited, lacks(4, 3), empty, single)).toMatchObject({ units: 9, noLongerNeeded: 3 })
  })

  test('serves the first in the queue where the merchant buys fewer than are needed', () => {
    const edited = { ...proposed, units: 5, isEdited: true }
    expect(purchase(edited, lacks(4, 6), empty, single).serves).toEqual([serves[0], { backorder: 'B', units: 1 }])
  })

  test('buys the last unit that is lacking', () => {
    expect(purchase(proposed, lacks(1, 0), empty, single)).toMatchObject({ units: 1, noLongerNeeded: 9 })
  })

  test('leaves to others what they need of the draft', () => {
    const edited = { ...proposed, units: 5, isEdited: true }
    expect(purchase(edited, lacks(4, 6), { units: 3, needed: 3 }, single).serves).toEqual([
      serves[0],
      { backorder: 'B', units: 1 },
    ])
  })

  test('uses what the draft has to spare', () => {
    expect(purchase(proposed, lacks(4, 6), { units: 8, needed: 1 }, single)).toMatchObject({ units: 3, serves })
  })
})
