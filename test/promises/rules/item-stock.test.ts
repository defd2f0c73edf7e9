import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemStock, type PointStock } from '../../../web/promises/rules/item-stock.ts'

const point = (available: number, more: Partial<PointStock> = {}): PointStock => {
  return { available, isOnline: true, left: Math.max(0, available), lacking: Math.max(0, -available), ...more }
}

describe('of what a storefront counts', () => {
  it.each<[string, PointStock[], { ready: number; elsewhere: number }]>([
    ['all is ready where nobody else has it', [point(5)], { ready: 5, elsewhere: 0 }],
    ['nothing is where it is oversold', [point(-3)], { ready: 0, elsewhere: 0 }],
    ['3 of 5 are not, because they are held back', [point(5, { left: 2 })], { ready: 2, elsewhere: 3 }],
    ['5 are not, which orders have that took no stock', [point(5, { left: 0 })], { ready: 0, elsewhere: 5 }],
    ['nor while one more is sold', [point(4, { left: 0, lacking: 1 })], { ready: 0, elsewhere: 5 }],
    ['6 more are, which an unpaid order took', [point(-1, { left: 5, lacking: 0 })], { ready: 5, elsewhere: -6 }],
    ['3 are that another location owes', [point(-5), point(3)], { ready: 3, elsewhere: -5 }],
    ['none of a store that does not ship', [point(-5), point(10, { isOnline: false })], { ready: 0, elsewhere: 10 }],
    ['nothing of nothing', [], { ready: 0, elsewhere: 0 }],
  ])('%s', (_, points, stock) => {
    expect(itemStock(points)).toEqual(stock)
  })
})

it('the figure of the storefront, less what is elsewhere, is what the next order gets', () => {
  const points = fc.array(
    fc.record({
      available: fc.integer({ min: -9, max: 9 }),
      isOnline: fc.boolean(),
      left: fc.nat(9),
      lacking: fc.nat(9),
    }),
  )
  fc.assert(
    fc.property(points, (of) => {
      const { ready, elsewhere } = itemStock(of)
      const figure = of.reduce((sum, { available }) => sum + available, 0)
      expect(Math.max(0, figure - elsewhere)).toBe(ready)
    }),
  )
})
