import fc from 'fast-check'
import { ahead, aSupplier, few, line, number, order, sku, step, type Weighted } from './draws.ts'

export function buying(location: fc.Arbitrary<string>): Weighted[] {
  const wanted = fc.uniqueArray(fc.record({ sku, units: fc.integer({ min: 1, max: 8 }), due: ahead }), {
    minLength: 1,
    maxLength: 2,
    selector: (one) => one.sku,
  })
  const goods = fc.tuple(
    fc.record({
      line,
      accepted: fc.integer({ min: 1, max: 6 }),
      rejected: fc.constantFrom(0, 0, 1),
      heldBack: fc.constant(0),
    }),
  )
  return [
    { weight: 10, arbitrary: step('so', { supplier: aSupplier, location, lines: wanted }) },
    { weight: 12, arbitrary: step('order', { number, due: fc.constantFrom(null, 3, 9, 9, -2) }) },
    { weight: 2, arbitrary: step('edit_so', { number, line, units: fc.integer({ min: 1, max: 9 }), due: ahead }) },
    { weight: 1, arbitrary: step('cancel_so', { number }) },
    { weight: 1, arbitrary: step('cancel_so', { number, line, units: few }) },
    { weight: 5, arbitrary: step('propose', {}) },
    { weight: 9, arbitrary: step('receive', { number, lines: goods }) },
    { weight: 1, arbitrary: step('correct', { units: fc.constantFrom(-2, -1, 1) }) },
    { weight: 1, arbitrary: step('archive', { name: aSupplier, archived: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: step('entry', {
        ...{ supplier: aSupplier, sku, packSize: fc.constantFrom(1, 1, 4), minimumQuantity: fc.constantFrom(1, 1, 3) },
        leadTimeDays: fc.constant(null),
      }),
    },
  ]
}

export const deciding: Weighted[] = [
  { weight: 3, arbitrary: step('wish', { order, line, rank: fc.integer({ min: -1, max: 2 }) }) },
  { weight: 3, arbitrary: step('wish', { order, line, pin: fc.oneof(number, fc.constant(null)) }) },
  {
    weight: 2,
    arbitrary: step('receive', {
      number,
      lines: fc.tuple(fc.record({ line, accepted: few })),
      wish: fc.record({ order, line, rank: fc.integer({ min: 0, max: 2 }) }),
    }),
  },
]

export const pinning: Weighted[] = [{ weight: 15, arbitrary: step('pin', { waiting: fc.nat(5), to: fc.nat(5) }) }]

export function holdingBack(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 3, arbitrary: step('hold_back', { sku, location, units: fc.integer({ min: 0, max: 4 }) }) },
    {
      weight: 3,
      arbitrary: step('receive', {
        number,
        lines: fc.tuple(fc.record({ line, accepted: few, heldBack: fc.integer({ min: 0, max: 3 }) })),
      }),
    },
  ]
}
