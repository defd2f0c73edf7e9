import { expect, it } from 'vitest'
import { COMPLETE_FIRST, outcome, planFor, wants } from './shop.ts'

it('an order takes its turn by its best line, whichever of its lines that is', () => {
  const orders = (rankOfCup: number, rankOfMug: number) => [
    wants('first', 1, { at: '08:00' }),
    wants('cup', 1, { order: 'best', item: 'cup', rank: rankOfCup }),
    wants('mug', 1, { order: 'best', rank: rankOfMug }),
  ]
  const served = (rankOfCup: number, rankOfMug: number) =>
    outcome(planFor({ shelf: { cup: 1, mug: 1 }, demands: orders(rankOfCup, rankOfMug) }, COMPLETE_FIRST))
  const best = { first: '1 uncovered', cup: '1 now', mug: '1 now' }
  expect([served(0, 1), served(1, 0)]).toEqual([best, best])
  expect(served(0, 0)).toEqual({ first: '1 now', cup: '1 now', mug: '1 uncovered' })
})
