import fc from 'fast-check'
import type { Step } from '../history.ts'
import { few, linesAt, order, sku, verb, type Weighted } from './draws.ts'

export function everyday(location: fc.Arbitrary<string>): Weighted[] {
  const lines = linesAt(location)
  const some = fc.tuple(fc.record({ sku, units: fc.integer({ min: 1, max: 2 }) }))
  return [
    { weight: 14, arbitrary: verb('place-order', { lines }) },
    {
      weight: 3,
      arbitrary: verb('edit-order', {
        order,
        lines: fc.tuple(fc.record({ sku, units: fc.integer({ min: 0, max: 6 }) })),
      }),
    },
    { weight: 2, arbitrary: verb('cancel-order', { order, restock: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: verb('refund', { order, lines: some, restock: fc.constantFrom('no_restock', 'cancel', 'return') }),
    },
    { weight: 3, arbitrary: verb('fulfil', { order }) },
    { weight: 3, arbitrary: verb('fulfil', { order, lines: some }) },
    { weight: 2, arbitrary: verb('cancel-fulfilment', { order }) },
    { weight: 1, arbitrary: verb('hold', { order }) },
    { weight: 1, arbitrary: verb('hold', { order, lines: some }) },
    { weight: 1, arbitrary: verb('release', { order }) },
    { weight: 1, arbitrary: verb('split', { order, lines: some }) },
    { weight: 1, arbitrary: verb('merge', { order }) },
    { weight: 1, arbitrary: verb('delete-order', { order }) },
    { weight: 2, arbitrary: verb('sell-in-store', { sku, units: few, location }) },
    { weight: 3, arbitrary: verb('set-stock', { sku, location, available: fc.integer({ min: -4, max: 7 }) }) },
    { weight: 3, arbitrary: verb('adjust-stock', { sku, location, delta: fc.integer({ min: -2, max: 6 }) }) },
    { weight: 2, arbitrary: fc.constant<Step>({ op: 'check' }) },
  ]
}
