import fc from 'fast-check'
import { few, linesAt, order, sku, step, verb, type Weighted } from './draws.ts'

/** Orders of which the payment comes later, or never, and that count once it did, or at once. */
export function unpaid(location: fc.Arbitrary<string>): Weighted[] {
  return [
    { weight: 6, arbitrary: verb('place-order', { lines: linesAt(location), paid: fc.constant(false) }) },
    { weight: 4, arbitrary: verb('mark-paid', { order }) },
    { weight: 3, arbitrary: step('rules', { countsFrom: fc.constantFrom('paid', 'paid', 'placed') }) },
  ]
}

/** Units that are to be sent later: pre-orders, and months of a subscription. */
export function later(location: fc.Arbitrary<string>): Weighted[] {
  const now = fc.record({ sku, units: few, location })
  const preOrder = fc.record({ sku, units: few, location, fulfillInDays: fc.constantFrom(null, 5, 5, 40) })
  const subscription = fc.record({
    sku,
    units: fc.integer({ min: 1, max: 2 }),
    location,
    months: fc.constantFrom(2, 3),
  })
  return [
    { weight: 3, arbitrary: verb('place-order', { lines: fc.tuple(preOrder) }) },
    { weight: 3, arbitrary: verb('place-order', { lines: fc.tuple(preOrder, now) }) },
    { weight: 3, arbitrary: verb('place-order', { lines: fc.tuple(subscription) }) },
    { weight: 3, arbitrary: verb('reschedule', { order, fulfillInDays: fc.constantFrom(null, -1, 5, 40) }) },
    { weight: 3, arbitrary: verb('open-scheduled', { order }) },
    { weight: 1, arbitrary: verb('pass-time', { days: fc.constantFrom(6, 35) }) },
    { weight: 2, arbitrary: step('rules', { scheduledDaysBefore: fc.constantFrom(0, 7, 60) }) },
  ]
}
