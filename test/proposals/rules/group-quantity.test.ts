import { expect, it, test } from 'vitest'
import { fitsPacks, leastUnits, unitsToAdd } from '../../../web/proposals/rules/group-quantity.ts'

const packs = (minimumQuantity: number, packSize: number) => ({ minimumQuantity, packSize })

it.each([
  [5, packs(1, 4), 8],
  [5, packs(10, 4), 12],
  [8, packs(1, 4), 8],
  [1, packs(1, 1), 1],
  [0, packs(10, 4), 0],
])('%i needed, %j: that many are bought', (needed, packing, units) => {
  expect(leastUnits(needed, packing)).toBe(units)
})

test('nothing needed adds nothing to a draft, although its packs are not whole', () => {
  expect(unitsToAdd(0, { units: 5, needed: 5 }, packs(1, 4))).toBe(0)
  expect(unitsToAdd(1, { units: 5, needed: 5 }, packs(1, 4))).toBe(3)
})

test.each([
  [0, packs(10, 4), true],
  [1, packs(1, 1), true],
  [8, packs(8, 4), true],
  [12, packs(8, 4), true],
  [4, packs(8, 4), false],
  [10, packs(8, 4), false],
  [9, packs(1, 4), false],
])('%i can be bought, %j: %j', (units, packing, fits) => {
  expect(fitsPacks(units, packing)).toBe(fits)
})
