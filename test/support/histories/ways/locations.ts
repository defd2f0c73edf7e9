import fc from 'fast-check'
import { few, oneOf, order, sku, verb, type Weighted } from './draws.ts'

export function moving(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 3, arbitrary: verb('move', { order, sku, location }) },
    { weight: 2, arbitrary: verb('move', { order, sku, location, units: fc.integer({ min: 1, max: 2 }) }) },
    { weight: 1, arbitrary: verb('merge', { order, location }) },
    { weight: 1, arbitrary: verb('disconnect-location', { sku, location }) },
    {
      weight: 1,
      arbitrary: verb(
        'edit-order',
        oneOf('lines', { sku, units: few, location }).chain((said) => order.map((name) => ({ ...said, order: name }))),
      ),
    },
  ]
}

export function closing(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 2, arbitrary: verb('deactivate-location', { location }) },
    { weight: 2, arbitrary: verb('activate-location', { location }) },
    { weight: 1, arbitrary: verb('delete-location', { location }) },
    { weight: 1, arbitrary: verb('change-location', { location, fulfillsOnlineOrders: fc.boolean() }) },
  ]
}

export const lateLocation = 'Late'

/** A location that is opened late; and what goes or comes back elsewhere than it was owed. */
export function appearing(location: fc.Arbitrary<string>): Weighted[] {
  const lines = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 2 }) }))
  const fulfillsOnlineOrders = fc.constantFrom(true, true, false)
  return [
    { weight: 3, arbitrary: verb('create-location', { name: fc.constant(lateLocation), fulfillsOnlineOrders }) },
    { weight: 2, arbitrary: verb('move', { order, sku, location }) },
    { weight: 2, arbitrary: verb('refund', { order, lines, location, restock: fc.constantFrom('cancel', 'return') }) },
    { weight: 2, arbitrary: verb('cancel-fulfilment', { order, location }) },
  ]
}
