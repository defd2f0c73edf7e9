import { expect, it } from 'vitest'
import { calibratedShare } from '../../../web/promises/rules/calibrated-share.ts'
import type { KnownDelivery } from '../../../web/promises/rules/known-deliveries.ts'

/** One ordered every hundred days, the last on day 0; each took so many days. */
const took = (days: readonly number[]): KnownDelivery[] =>
  days.map((one, at) => {
    const orderedOn = (at + 1 - days.length) * 100
    return { orderedOn, agreedOn: null, receivedOn: orderedOn + one }
  })
const growing = (count: number) => Array.from({ length: count }, (_, at) => 10 + at)
const share = (level: number, days: readonly number[]) => calibratedShare(level, took(days), 99)

it('is what is wanted while eight deliveries are known on no day of an order', () => {
  expect(share(0.9, growing(8))).toBe(0.9)
  expect(share(0.9, growing(9))).not.toBe(0.9)
})

it('is higher of a supplier that gets slower, and lower of one that gets faster', () => {
  expect(share(0.8, growing(9))).toBeCloseTo(0.825, 5)
  expect(share(0.8, growing(20))).toBe(1)
  expect(share(0.3, growing(20).toReversed())).toBeCloseTo(0.075, 5)
})

it('is lower of one that always takes as long: what is told is longer than it takes as often as not', () => {
  expect(
    share(
      0.5,
      Array.from({ length: 20 }, () => 10),
    ),
  ).toBeCloseTo(0.375, 5)
})

it('grows while an order is on its way', () => {
  const deliveries = took(growing(20)).map((one, at) => (at === 19 ? { ...one, receivedOn: null } : one))
  expect(calibratedShare(0.5, deliveries, 3)).toBeCloseTo(0.625, 5)
  expect(calibratedShare(0.5, deliveries, 99)).toBeCloseTo(0.675, 5)
})
