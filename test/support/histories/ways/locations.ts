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
