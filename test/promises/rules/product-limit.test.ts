import { expect, it } from 'vitest'
import { nextWithin, type Observation, productLimit } from '../../../web/promises/rules/product-limit.ts'

const came = (value: number, weight = 1): Observation => ({ value, hasEnded: true, weight })
const waits = (value: number, weight = 1): Observation => ({ value, hasEnded: false, weight })

it('of deliveries after 10, 20 and 30 days and one that is on its way for 25, half took at most 20', () => {
  const { quantile, shareBelow, weight, largest } = productLimit([came(30), came(10), waits(25), came(20)])
  expect([quantile(0), quantile(0.25), quantile(0.26), quantile(0.5), quantile(0.51), quantile(1)]).toEqual([
    ...[10, 10, 20, 20, 30, 30],
  ])
  expect([shareBelow(10), shareBelow(20), shareBelow(21), shareBelow(31)]).toEqual([0, 0.25, 0.5, 1])
  expect([weight, largest]).toEqual([4, 30])
})

it('what is on its way for as long as another took may take longer still', () => {
  const { quantile, largest } = productLimit([waits(10), came(10)])
  expect([quantile(0.5), quantile(0.51), largest]).toEqual([10, null, 10])
})

it('counts by weight, and nothing without one', () => {
  const { quantile, shareBelow, largest } = productLimit([came(1, 3), came(2), came(9, 0)])
  expect([quantile(0.75), quantile(0.76), shareBelow(2), largest]).toEqual([1, 2, 0.75, 2])
  expect(productLimit([came(10), came(10), came(20), came(20)]).shareBelow(20)).toBe(0.5)
})

it('takes no sum of weights for less than it is, because a computer rounds', () => {
  expect(productLimit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((one) => came(one))).quantile(0.1 * 3)).toBe(3)
})

it('says nothing of nothing', () => {
  const { quantile, shareBelow, weight, largest } = productLimit([])
  expect([quantile(0), shareBelow(5), weight, largest]).toEqual([null, 0, 0, 0])
})

it('the next of nine is within the fifth as often as not, within the ninth nine times in ten, and no more is known', () => {
  const nine = productLimit([1, 2, 3, 4, 5, 6, 7, 8, 9].map((one) => came(one)))
  expect([nextWithin(nine, 0.5), nextWithin(nine, 0.51), nextWithin(nine, 0.9), nextWithin(nine, 0.91)]).toEqual([
    ...[5, 6, 9, null],
  ])
})
