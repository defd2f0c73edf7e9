// Who gets what comes from a supplier. Rows of the collection of scenarios are named by their ids.
import { describe, expect, test } from 'vitest'
import type { Demand } from '../../../web/planning/rules/facts.ts'
import { type ReceivingFacts, receive, takeReceived } from '../../../web/receiving/rules/receive.ts'
import { OLDEST_FIRST, TODAY, WHOLE_LINES, wants } from '../../planning/rules/shop.ts'
import { came, expects, receiving, served } from './received-goods.ts'

/** What each line gets, and what is left. */
function outcome(facts: ReceivingFacts, policy = OLDEST_FIRST) {
  const { handOuts, items } = receive(facts, policy, TODAY)
  return {
    gets: Object.fromEntries(handOuts.map(({ line, gets }) => [line, gets])),
    surplus: Object.fromEntries(items.map(({ item, surplus }) => [item, surplus])),
  }
}

const later = { at: '09:05' }

type Row = [label: string, facts: ReceivingFacts, gets: Record<string, number>, surplus: number]

const rows: readonly Row[] = [
  [
    'C01 one comes while two wait',
    receiving({ demands: [wants('U1', 1), wants('U2', 1, later)], received: [came('a', 1)] }),
    { U1: 1, U2: 0 },
    0,
  ],
  [
    'C03 three come while two wait',
    receiving({ demands: [wants('U1', 1), wants('U2', 1, later)], received: [came('a', 3)] }),
    { U1: 1, U2: 1 },
    1,
  ],
  [
    'C13 two come for two who want one each',
    receiving({ demands: [wants('1', 1), wants('2', 1)], received: [came('a', 2)] }),
    { 1: 1, 2: 1 },
    0,
  ],
  [
    'C28 two come for two orders, the older wants three',
    receiving({ demands: [wants('B', 3), wants('C', 1, later)], received: [came('a', 2)] }),
    { B: 2, C: 0 },
    0,
  ],
  [
    'C26 what came for the order that it was bought for goes there, not to older ones',
    receiving({
      demands: [wants('older', 4), wants('ours', 3, { ...later, pin: 'a1' })],
      arrivals: [expects('a', 'a1', 3, TODAY)],
      received: [came('a', 3)],
    }),
    { older: 0, ours: 3 },
    0,
  ],
  [
    'C23 of ten that eight are linked to, four come',
    receiving({
      demands: [wants('older', 2), wants('linked', 8, { ...later, pin: 'a1' })],
      arrivals: [expects('a', 'a1', 10, TODAY)],
      received: [came('a', 4)],
    }),
    { older: 0, linked: 4 },
    0,
  ],
  [
    'a till sold what a line had as its own: what comes is of the older one, who was pegged to it',
    receiving({
      demands: [wants('older', 2), wants('robbed', 1, { ...later, released: 1 })],
      arrivals: [expects('a', 'a1', 2, TODAY)],
      received: [came('a', 2)],
    }),
    { older: 2, robbed: 0 },
    0,
  ],
  [
    'C31 the merchant puts the third first: it takes what the first had',
    receiving({
      demands: [served(3, wants('SO1', 3)), wants('SO2', 3, later), wants('SO3', 3, { at: '09:10', rank: 1 })],
      received: [came('a', 1)],
    }),
    { SO1: -2, SO2: 0, SO3: 3 },
    0,
  ],
  [
    'C31 the same, where what came is of a line that is pinned to it',
    receiving({
      demands: [served(3, wants('SO1', 3)), wants('SO3', 3, { at: '09:10', rank: 1 }), wants('ours', 1, { pin: 'a1' })],
      arrivals: [expects('a', 'a1', 1, TODAY)],
      received: [came('a', 1)],
    }),
    { SO1: -3, SO3: 3, ours: 1 },
    0,
  ],
  [
    'lines that are all pinned get their own',
    receiving({
      demands: [wants('older', 3, { pin: 'a2' }), wants('ours', 3, { ...later, pin: 'a1' })],
      arrivals: [expects('a', 'a1', 3, TODAY), expects('a', 'a2', 3, '2026-12-24')],
      received: [came('a', 3)],
    }),
    { older: 0, ours: 3 },
    0,
  ],
  [
    'the first in the queue waits for what it is pinned to: what came is for the next',
    receiving({
      demands: [wants('pinned', 3, { pin: 'a2' }), wants('next', 3, later)],
      arrivals: [expects('a', 'a1', 3, TODAY), expects('a', 'a2', 3, '2026-12-24')],
      received: [came('a', 3)],
    }),
    { pinned: 0, next: 3 },
    0,
  ],
  [
    'what came beyond what was ordered is for the first in the queue again',
    receiving({
      demands: [wants('pinned', 3, { pin: 'b1' }), wants('next', 5, later)],
      arrivals: [expects('a', 'a1', 2, TODAY), expects('b', 'b1', 3, '2026-12-24')],
      received: [came('a', 4)],
    }),
    { pinned: 2, next: 2 },
    0,
  ],
  [
    'C33 of a hundred, twenty are kept for the shop floor (example 8)',
    receiving({ demands: [wants('A', 90)], received: [came('a', 100, { heldBack: 20 })] }),
    { A: 80 },
    0,
  ],
  [
    'E08 of fifteen bought for ten, five are free',
    receiving({ demands: [wants('A', 10)], received: [came('a', 15)] }),
    { A: 10 },
    5,
  ],
  [
    'F01 six accepted and one rejected of ten: rejected units serve nobody (example 9)',
    receiving({
      demands: [wants('A', 10)],
      arrivals: [expects('a', 'a1', 10, '2026-11-27')],
      received: [came('a', 6, { rejected: 1 })],
    }),
    { A: 6 },
    0,
  ],
  [
    'F03 twelve come of ten',
    receiving({
      demands: [wants('A', 10)],
      arrivals: [expects('a', 'a1', 10, TODAY)],
      received: [came('a', 12)],
    }),
    { A: 10 },
    2,
  ],
  [
    'F08 fifty come where nobody waits',
    receiving({ demands: [served(80, wants('A', 80))], received: [came('a', 50)] }),
    {},
    50,
  ],
  [
    'F08 fifty come where fifty wait beside eighty served',
    receiving({ demands: [served(80, wants('A', 130))], received: [came('a', 50)] }),
    { A: 50 },
    0,
  ],
]

describe('goods from a supplier', () => {
  test.each(rows)('%s', (_, facts, gets, surplus) => {
    expect(outcome(facts)).toEqual({ gets, surplus: { mug: surplus } })
  })

  test('C38 go to any line they can serve, or only to those they complete', () => {
    const facts = receiving({ demands: [wants('A', 5), wants('B', 2, later)], received: [came('a', 3)] })
    expect(outcome(facts).gets).toEqual({ A: 3, B: 0 })
    expect(outcome(facts, WHOLE_LINES).gets).toEqual({ A: 0, B: 2 })
    const expected = { ...facts, arrivals: [expects('a', 'a1', 3, TODAY)] }
    expect(outcome(expected, WHOLE_LINES).gets).toEqual({ A: 0, B: 2 })
  })

  test('F01 leave a day for what is still to come, and none where nothing is', () => {
    const arrivals = [expects('a', 'a1', 10, '2026-11-27')]
    const readyOn = (demand: Demand) => {
      const facts = receiving({ demands: [demand], arrivals, received: [came('a', 6, { rejected: 1 })] })
      return receive(facts, OLDEST_FIRST, TODAY).handOuts.map((handOut) => handOut.readyOn)
    }
    expect(readyOn(wants('A', 9))).toEqual(['2026-11-27'])
    expect(readyOn(wants('A', 10))).toEqual([null])
    expect(readyOn(wants('A', 6))).toEqual(['now'])
  })

  test('F06 beyond what was ordered are told as such', () => {
    const facts = receiving({ arrivals: [expects('a', 'a1', 10, TODAY)], received: [came('a', 12)] })
    expect(receive(facts, OLDEST_FIRST, TODAY).items).toEqual([
      expect.objectContaining({ accepted: 12, overReceived: 2, surplus: 12 }),
    ])
  })

  test('are of the earliest arrival first: a line pinned to the last waits for it', () => {
    const facts = receiving({
      demands: [wants('older', 3), wants('pinned', 3, { ...later, pin: 'a2' })],
      arrivals: [expects('a', 'a1', 3, '2026-11-24'), expects('a', 'a2', 3, '2026-12-24')],
      received: [came('a', 3)],
    })
    expect(outcome(facts).gets).toEqual({ older: 3, pinned: 0 })
    expect(outcome({ ...facts, received: [came('a', 5)] }).gets).toEqual({ older: 3, pinned: 2 })
  })

  test('F06 beyond it are those that were rejected as well, and none while some are to come', () => {
    const over = (accepted: number, rejected: number) => {
      const facts = receiving({
        arrivals: [expects('a', 'a1', 10, TODAY)],
        received: [came('a', accepted, { rejected })],
      })
      return receive(facts, OLDEST_FIRST, TODAY).items.map(({ overReceived }) => overReceived)
    }
    expect([over(9, 3), over(6, 0), over(8, 2)]).toEqual([[2], [0], [0]])
  })

  test('leave waiting whom they do not serve wholly', () => {
    const facts = receiving({
      demands: [wants('A', 2), wants('B', 2, later), wants('C', 4, { at: '09:10' })],
      received: [came('a', 3)],
    })
    const waiting = (units: number) => {
      const [mugs] = receive({ ...facts, received: [came('a', units)] }, OLDEST_FIRST, TODAY).items
      return mugs?.stillWaiting
    }
    expect([waiting(0), waiting(3), waiting(4), waiting(8)]).toEqual([3, 2, 1, 0])
  })

  test('are the first to come of their arrivals, without those that are rejected or held back', () => {
    const arrivals = [
      expects('a', 'a1', 4, '2026-11-24'),
      expects('a', 'a2', 6, '2026-12-24'),
      expects('b', 'b1', 2, null),
    ]
    const taken = (accepted: number, rejected: number, heldBack: number) => {
      const { came: given, left } = takeReceived([came('a', accepted, { rejected, heldBack })], arrivals)
      const told = (of: typeof left) => Object.fromEntries(of.map(({ arrival, units }) => [arrival, units]))
      return [told(given), told(left)]
    }
    expect(taken(5, 2, 1)).toEqual([{ a1: 4 }, { a2: 3, b1: 2 }])
    expect(taken(7, 0, 1)).toEqual([
      { a1: 4, a2: 2 },
      { a2: 3, b1: 2 },
    ])
    expect(taken(2, 0, 2)).toEqual([{}, { a1: 2, a2: 6, b1: 2 }])
  })

  test('fill what the place owes although they are held back, so that what comes next is for who waits', () => {
    const facts = receiving({
      demands: [wants('A', 3)],
      arrivals: [expects('b', 'b1', 3, '2026-11-27')],
      received: [came('a', 6, { heldBack: 3 })],
    })
    const readyOn = (accepted: number, owed: number) => {
      const received = [came('a', accepted, { heldBack: 3 })]
      const { handOuts } = receive({ ...facts, received, owed: new Map([['mug', owed]]) }, OLDEST_FIRST, TODAY)
      return handOuts.map((one) => [one.gets, one.readyOn])
    }
    expect(readyOn(6, 5)).toEqual([[0, '2026-11-27']])
    expect(readyOn(5, 5)).toEqual([[0, '2026-11-27']])
    expect(readyOn(5, 6)).toEqual([[0, null]])
    expect(outcome({ ...facts, received: [came('a', 3, { heldBack: 3 })] }).gets).toEqual({ A: 0 })
  })

  test('leave delayed who waits for something overdue of which no new day can be told, and nobody else', () => {
    const isDelayed = (units: number, ...arrivals: ReceivingFacts['arrivals']) => {
      const facts = receiving({ demands: [wants('A', units)], arrivals, received: [came('a', 1)] })
      return receive(facts, OLDEST_FIRST, TODAY).handOuts.map((handOut) => handOut.isDelayed)
    }
    const overdue = { ...expects('b', 'b1', 1, '2026-11-20'), expectedOn: null }
    expect(isDelayed(2, overdue)).toEqual([true])
    expect(isDelayed(4, overdue, expects('b', 'b2', 1, '2026-11-27'))).toEqual([true])
    expect(isDelayed(2, { ...overdue, expectedOn: '2026-11-30' })).toEqual([false])
    expect(isDelayed(3, expects('b', 'b1', 1, TODAY))).toEqual([false])
    expect(isDelayed(2, expects('b', 'b1', 1, null))).toEqual([false])
    expect(isDelayed(3)).toEqual([false])
  })

  test('pay first what the shelf owes to others', () => {
    const facts = receiving({ demands: [wants('A', 5)], received: [came('a', 5)] })
    expect(outcome({ ...facts, owed: new Map([['mug', 2]]) }).gets).toEqual({ A: 3 })
  })

  test('serve only where they came, and each item by itself', () => {
    const cups = { item: 'cup' }
    const facts = receiving({
      demands: [wants('A', 2), wants('B', 2, cups)],
      received: [came('a', 1), came('b', 5, cups)],
    })
    expect(outcome(facts)).toEqual({ gets: { A: 1, B: 2 }, surplus: { mug: 0, cup: 3 } })
  })
})
