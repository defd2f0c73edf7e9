import fc from 'fast-check'
import { aSupplier, sku, step, type Weighted } from './draws.ts'

export const telling: Weighted[] = [
  { weight: 1, arbitrary: step('messages', { on: fc.boolean() }) },
  { weight: 2, arbitrary: step('override', { sku, day: fc.constantFrom(null, 9), hide: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: step('override', { supplier: aSupplier, day: fc.constantFrom(null, 9), hide: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: step('rule', {
      sku,
      supply: fc.constantFrom('stocked', 'made-to-order', 'discontinued'),
      maxBackorder: fc.constantFrom(null, 5, 'incoming'),
    }),
  },
]
