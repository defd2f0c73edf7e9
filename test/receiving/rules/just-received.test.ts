// What came a moment ago, and was planned with nowhere yet, is of those whom it served.
import { expect, test } from 'vitest'
import { withJustReceived } from '../../../web/receiving/rules/just-received.ts'
import { OLDEST_FIRST, TODAY, wants } from '../../planning/rules/shop.ts'
import { receiving, served } from './received-goods.ts'

const cups = { item: 'cup' }

/** What each line has, and what is owed, once so many units of items had come. */
function afterwards(received: Record<string, number>, facts: Partial<Parameters<typeof receiving>[0]>) {
  const before = receiving({ received: [], ...facts })
  const { demands, location, owed } = withJustReceived(before, new Map(Object.entries(received)), OLDEST_FIRST, TODAY)
  expect([location, demands.length]).toEqual([before.location, before.demands.length])
  return {
    has: Object.fromEntries(demands.map(({ line, covered }) => [line, covered])),
    owed: Object.fromEntries(owed),
  }
}

test('it went to who waited longest, beside what lines had already', () => {
  const demands = [served(1, wants('A', 4)), wants('B', 3, { at: '09:05' })]
  expect(afterwards({ mug: 4 }, { demands })).toEqual({ has: { A: 4, B: 1 }, owed: {} })
  expect(afterwards({ mug: 1 }, { demands })).toEqual({ has: { A: 2, B: 0 }, owed: {} })
})

test('it filled what the place owed first', () => {
  const demands = [wants('A', 4)]
  expect(afterwards({ mug: 5 }, { demands, owed: { mug: 3 } })).toEqual({ has: { A: 2 }, owed: {} })
  expect(afterwards({ mug: 5 }, { demands, owed: { mug: 6 } })).toEqual({ has: { A: 0 }, owed: { mug: 1 } })
  expect(afterwards({ mug: 5 }, { demands, owed: { mug: 7 } })).toEqual({ has: { A: 0 }, owed: { mug: 2 } })
})

test('what others have of another item stays theirs, and what is owed of it stays owed', () => {
  const demands = [wants('A', 2), served(3, wants('B', 3, cups)), served(1, wants('C', 2, cups))]
  expect(afterwards({ mug: 2 }, { demands, owed: { cup: 2 } })).toEqual({ has: { A: 2, B: 3, C: 1 }, owed: { cup: 2 } })
  const both = [served(1, wants('A', 2)), served(1, wants('B', 4, cups))]
  expect(afterwards({ mug: 1, cup: 2 }, { demands: both })).toEqual({ has: { A: 2, B: 3 }, owed: {} })
})

test('nothing came, and nothing changed', () => {
  const demands = [served(2, wants('A', 4))]
  expect(afterwards({}, { demands, owed: { mug: 3 } })).toEqual({ has: { A: 2 }, owed: { mug: 3 } })
})
