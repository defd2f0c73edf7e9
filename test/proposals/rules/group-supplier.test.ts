import { describe, expect, test } from 'vitest'
import { bought, draft, grouped, offer, supplier, wants } from './group-builders.ts'

const demands = [wants('A', 'X', 1)]

describe('the cheapest', () => {
  const rule = 'cheapest'

  test('is told in the shop’s currency, with tax and shipping', () => {
    const offers = [offer('S1', 'X', { cost: '10' }), offer('S2', 'X', { cost: '10', rank: 2 })]
    const usd = (said: object) => [supplier('S1'), supplier('S2', { currency: 'USD', exchangeRate: '0.9', ...said })]
    expect(bought({ demands, offers, suppliers: usd({}) }, { rule })).toEqual({ S2: { X: 1 } })
    expect(bought({ demands, offers, suppliers: usd({ landing: '0.12' }) }, { rule })).toEqual({ S1: { X: 1 } })
  })

  test('is not compared without a rate or a cost, and that is said', () => {
    const offers = [
      offer('S1', 'X', { cost: '10', rank: 3 }),
      offer('S2', 'X', { cost: '1', rank: 1 }),
      offer('S3', 'X', { cost: null, rank: 2 }),
    ]
    const suppliers = [supplier('S1'), supplier('S2', { currency: 'USD' }), supplier('S3')]
    const { orders } = grouped({ demands, offers, suppliers }, { rule })
    expect(orders).toMatchObject([{ supplier: 'S1', lines: [{ notCompared: 2 }] }])
  })

  test('needs no rate where all ask for the same currency', () => {
    const offers = [offer('S1', 'X', { cost: '2' }), offer('S2', 'X', { cost: '1.99', rank: 2 })]
    const suppliers = [supplier('S1', { currency: 'USD' }), supplier('S2', { currency: 'USD' })]
    expect(bought({ demands, offers, suppliers }, { rule, shopCurrency: null })).toEqual({ S2: { X: 1 } })
  })

  test('is the preferred one where nothing can be compared, or all cost the same', () => {
    const suppliers = [supplier('S1', { currency: 'USD' }), supplier('S2', { currency: 'SEK' })]
    const offers = [offer('S1', 'X', { rank: 2 }), offer('S2', 'X', { rank: 1 })]
    expect(bought({ demands, offers, suppliers }, { rule })).toEqual({ S2: { X: 1 } })
    const same = [supplier('S1'), supplier('S2')]
    expect(bought({ demands, offers, suppliers: same }, { rule })).toEqual({ S2: { X: 1 } })
  })

  test('is exact where numbers of a computer are not: 0.1 and 0.2 against 0.3', () => {
    const offers = [offer('S1', 'X', { cost: '0.3', rank: 2 }), offer('S2', 'X', { cost: '0.30000000000000004' })]
    const suppliers = [supplier('S1'), supplier('S2')]
    expect(bought({ demands, offers, suppliers }, { rule })).toEqual({ S1: { X: 1 } })
  })
})

describe('the fastest', () => {
  const rule = 'fastest'

  test('is the one that delivers first, counted from its order day', () => {
    const offers = [offer('S1', 'X', { leadTimeDays: 3 }), offer('S2', 'X', { leadTimeDays: 7, rank: 2 })]
    expect(bought({ demands, offers, suppliers: [supplier('S1'), supplier('S2')] }, { rule })).toEqual({ S1: { X: 1 } })
    // Tuesday is in six days; with three more that is later than seven.
    const tuesdays = [supplier('S1', { orderDays: [2] }), supplier('S2')]
    expect(bought({ demands, offers, suppliers: tuesdays }, { rule })).toEqual({ S2: { X: 1 } })
  })

  test('is told by the supplier’s own lead time where the entry has none, and not without any', () => {
    const offers = [offer('S1', 'X'), offer('S2', 'X', { rank: 2 }), offer('S3', 'X', { rank: 3 })]
    const suppliers = [supplier('S1'), supplier('S2', { leadTimeDays: 9 }), supplier('S3', { leadTimeDays: 4 })]
    const { orders } = grouped({ demands, offers, suppliers }, { rule })
    expect(orders).toMatchObject([{ supplier: 'S3', lines: [{ notCompared: 1, expectedOn: '2026-11-29' }] }])
  })
})

describe('refusals', () => {
  test('name what has no supplier, what is discontinued everywhere and what is made elsewhere', () => {
    const { orders, refusals } = grouped({
      demands: [
        wants('A', 'none', 1),
        wants('A', 'archived', 1),
        wants('A', 'over', 1),
        wants('A', 'ended', 1),
        wants('A', 'made', 3),
        wants('B', 'made', 2, { location: '2' }),
        wants('A', 'bought', 1),
      ],
      offers: [
        offer('gone', 'archived'),
        offer('S1', 'over', { discontinued: true }),
        offer('S1', 'ended'),
        offer('S1', 'bought'),
      ],
      suppliers: [supplier('S1')],
      supplies: [
        { item: 'ended', supply: 'discontinued' },
        { item: 'made', supply: 'made-to-order' },
        { item: 'bought', supply: 'made-to-order' },
      ],
    })
    expect(refusals.map(({ item, location, reason, needed }) => [item, location, reason, needed])).toEqual([
      ['archived', '1', 'no-supplier', 1],
      ['ended', '1', 'discontinued', 1],
      ['made', '1', 'made-elsewhere', 3],
      ['made', '2', 'made-elsewhere', 2],
      ['none', '1', 'no-supplier', 1],
      ['over', '1', 'discontinued', 1],
    ])
    expect(orders).toMatchObject([{ supplier: 'S1', lines: [{ item: 'bought', units: 1 }] }])
  })

  test('another supplier who still has it is asked instead', () => {
    const offers = [offer('S1', 'X', { discontinued: true }), offer('S2', 'X', { rank: 9 })]
    expect(bought({ demands, offers, suppliers: [supplier('S1'), supplier('S2')] })).toEqual({ S2: { X: 1 } })
  })
})

describe('a supplier that the merchant names', () => {
  const rule = { supplier: 'S2' }
  const suppliers = [supplier('S1'), supplier('S2', { leadTimeDays: 2 })]

  test('is asked by its own terms', () => {
    const offers = [offer('S1', 'X'), offer('S2', 'X', { rank: 5, packSize: 6 })]
    expect(bought({ demands, offers, suppliers }, { rule })).toEqual({ S2: { X: 6 } })
  })

  test('is asked by the piece where it has no catalogue entry', () => {
    const { orders } = grouped({ demands, offers: [offer('S1', 'X')], suppliers }, { rule })
    const line = { units: 1, cost: null, expectedOn: '2026-11-27', notCompared: 0 }
    expect(orders).toMatchObject([{ supplier: 'S2', lines: [line] }])
  })

  test.each([
    ['has given the item up', { offers: [offer('S2', 'X', { discontinued: true })] }, 'discontinued'],
    ['is archived', { suppliers: [supplier('S1')] }, 'no-supplier'],
    [
      'cannot help, as the item is given up',
      { supplies: [{ item: 'X', supply: 'discontinued' as const }] },
      'discontinued',
    ],
  ])('is refused where it %s', (_, said, reason) => {
    const { orders, refusals } = grouped({ demands, suppliers, ...said }, { rule })
    expect([orders, refusals.map((refusal) => refusal.reason)]).toEqual([[], [reason]])
  })
})

test('destinations and currencies never share an order, and the oldest of several drafts is added to', () => {
  const { orders } = grouped({
    demands: [wants('A', 'X', 1), wants('B', 'X', 2, { location: '2' })],
    offers: [offer('S1', 'X')],
    suppliers: [supplier('S1')],
    drafts: [
      draft('10', 'S1', [{ item: 'X', units: 1, needed: 1 }]),
      draft('9', 'S1', []),
      { ...draft('7', 'S1', []), currency: 'USD' },
    ],
  })
  expect(orders.map(({ location, supplierOrder }) => [location, supplierOrder])).toEqual([
    ['1', '9'],
    ['2', null],
  ])
})

test.each(['preferred', 'cheapest', 'fastest'] as const)(
  'the only supplier is the %s one, compared with nobody',
  (rule) => {
    const offers = [offer('S1', 'X', { cost: null })]
    const lines = grouped({ demands, offers, suppliers: [supplier('S1')] }, { rule }).orders.flatMap(
      (order) => order.lines,
    )
    expect(lines).toMatchObject([{ units: 1, notCompared: 0 }])
  },
)

test('the preferred one is preferred whatever it costs: there is nothing to compare', () => {
  const offers = [offer('S2', 'X', { cost: null, rank: 2 }), offer('S1', 'X', { rank: 1 })]
  const { orders } = grouped({ demands, offers, suppliers: [supplier('S1'), supplier('S2')] })
  expect(orders).toMatchObject([{ supplier: 'S1', lines: [{ notCompared: 0 }] }])
})

test('two lines of one order stand in the order of their ids, whatever they are called at their places', () => {
  const two = [wants('A', 'X', 1, { line: '10', backorder: '1' }), wants('A', 'X', 1, { line: '9', backorder: '2' })]
  const [order] = grouped({ demands: two, offers: [offer('S1', 'X')], suppliers: [supplier('S1')] }).orders
  expect(order?.lines[0]?.serves.map((served) => served.line)).toEqual(['9', '10'])
})

test('what a line serves stands in the order of the queue: rank, time, order, line', () => {
  const demands = [
    wants('10', 'X', 1),
    wants('9', 'X', 1),
    wants('8', 'X', 1, { orderedAt: Date.parse('2026-11-20T08:59:59Z') }),
    wants('11', 'X', 1, { orderedAt: Date.parse('2026-11-24T00:00:00Z'), rank: 5 }),
  ]
  const [order] = grouped({ demands, offers: [offer('S1', 'X')], suppliers: [supplier('S1')] }).orders
  expect(order?.lines[0]?.serves.map((served) => served.order)).toEqual(['11', '8', '9', '10'])
})
