import fc from 'fast-check'
import { few, sku, step, verb, type Weighted } from './draws.ts'

export function unclaimed(location: fc.Arbitrary<string>): Weighted[] {
  return [
    {
      weight: 3,
      arbitrary: verb('place-order', {
        lines: fc.tuple(fc.record({ sku, units: few, location })),
        claim: fc.constant(false),
      }),
    },
    { weight: 2, arbitrary: verb('track-item', { sku, tracked: fc.boolean() }) },
    { weight: 1, arbitrary: step('rules', { countsUnclaimed: fc.boolean() }) },
  ]
}

/** Somebody else writes what is available, whatever waits, and the merchant counts what was received, or not any more. */
export function receivedOnly(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 4, arbitrary: step('counts', { location, counts: fc.constantFrom('received', 'received', 'shopify') }) },
    {
      weight: 6,
      arbitrary: verb('report-stock', {
        ...{ sku, location, counted: fc.integer({ min: 0, max: 9 }), mindsOrders: fc.constantFrom(false, false, true) },
      }),
    },
  ]
}
