// Who gets what comes from a supplier. Rows of the collection of scenarios are named by their ids.
import { describe, expect, test } from 'vitest'
import type { Demand } from '../../../web/planning/rules/facts.ts'
import { type ReceivingFacts, receive } from '../../../web/receiving/rules/receive.ts'
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
