// What holds whatever a supplier did.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber, dayOf } from '../../../web/platform/values/day.ts'
import { arrivalRange, type Evidence } from '../../../web/promises/rules/arrival-range.ts'

const now = dayNumber('2026-11-30') ?? 0
const today = dayOf(now)
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true })
const agreement = fc.option(fc.integer({ min: -30, max: 90 }), { nil: null })

const past = fc.array(
  fc
    .record({ ago: fc.integer({ min: 0, max: 700 }), took: fc.integer({ min: 0, max: 200 }), slip: agreement })
    .map((one) => {
      const received = now - one.ago
      return {
        orderedOn: dayOf(received - one.took),
        agreedOn: one.slip === null ? null : dayOf(received - one.slip),
        receivedOn: dayOf(received),
      }
    }),
  { maxLength: 80 },
)
const open = fc.record({ ago: fc.integer({ min: 0, max: 300 }), agreed: agreement }).map(({ ago, agreed }) => ({
  orderedOn: dayOf(now - ago),
  agreedOn: agreed === null ? null : dayOf(now - ago + agreed),
}))
const evidence: fc.Arbitrary<Evidence> = fc.record({ past, open: fc.array(open, { maxLength: 12 }), others: past })

const holds = <Given extends [unknown, ...unknown[]]>(
  given: { [At in keyof Given]: fc.Arbitrary<Given[At]> },
  law: (...given: Given) => void,
) => fc.assert(fc.property(...given, law), { numRuns: 1_500 })

test('nothing is promised before today, nor to an earlier day than from', () => {
  holds([evidence, open, level], (known, next, share) => {
    const { from, to } = arrivalRange(known, next, today, share)
    if (from !== null) expect(from >= today).toBe(true)
    if (from !== null && to !== null) expect(from <= to).toBe(true)
    if (from === null) expect(to).toBeNull()
  })
})

test('an agreed day that is still to come is where the range begins, and it has an end', () => {
  holds([evidence, fc.integer({ min: 0, max: 90 }), level], (known, ahead, share) => {
    const agreedOn = dayOf(now + ahead)
    const { from, to } = arrivalRange(known, { orderedOn: today, agreedOn }, today, share)
    expect(from).toBe(agreedOn)
    expect(to).not.toBeNull()
  })
})

test('who wants more promises kept is never promised an earlier day', () => {
  holds([evidence, open, level, level], (known, next, one, other) => {
    const [less, more] = [Math.min(one, other), Math.max(one, other)]
    const [near, far] = [arrivalRange(known, next, today, less).to, arrivalRange(known, next, today, more).to]
    expect(near === null).toBe(far === null)
    if (near !== null && far !== null) expect(near <= far).toBe(true)
  })
})

test('it does not matter in which order deliveries are told', () => {
  holds([evidence, open, level], (known, next, share) => {
    const reversed = {
      past: known.past.toReversed(),
      open: known.open.toReversed(),
      others: known.others?.toReversed() ?? [],
    }
    expect(arrivalRange(reversed, next, today, share)).toEqual(arrivalRange(known, next, today, share))
  })
})

test('an order that is late, or on its way, for longer than anything known is promised for no day, and one that is not is', () => {
  holds([evidence, open, level], (known, { orderedOn, agreedOn }, share) => {
    const { to } = arrivalRange(known, { orderedOn, agreedOn }, today, share)
    const deliveries = [...known.past, ...(known.others ?? [])]
    const days = (from: string, until: string) => (dayNumber(until) ?? 0) - (dayNumber(from) ?? 0)
    if (agreedOn !== null && agreedOn < today) {
      const isKnown = deliveries.some((one) => {
        return one.agreedOn !== null && days(one.agreedOn, one.receivedOn) > days(agreedOn, today)
      })
      expect(to !== null).toBe(isKnown)
    }
    if (to !== null) expect(to >= today).toBe(true)
  })
})
