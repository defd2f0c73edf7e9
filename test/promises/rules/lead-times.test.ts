import { describe, expect, it } from 'vitest'
import {
  deliveriesThatCame,
  deliveriesToCome,
  type KnownDelivery,
} from '../../../web/promises/rules/known-deliveries.ts'
import { daysTaken, knownOn, leadTimes } from '../../../web/promises/rules/lead-times.ts'

const delivery = (orderedOn: number, receivedOn: number | null): KnownDelivery => ({
  orderedOn,
  receivedOn,
  agreedOn: null,
})
const times = (count: number, one: KnownDelivery) => Array.from({ length: count }, () => one)
const today = 1000

describe('what is known as a day begins', () => {
  it('is what was ordered before it, and what of that had come', () => {
    const [came, comes, ordered, open] = [delivery(5, 9), delivery(5, 10), delivery(10, 12), delivery(9, null)]
    expect(knownOn(10, [came, comes, ordered, open])).toEqual({ past: [came], open: [comes, open] })
  })
})

describe('days that a delivery took', () => {
  it('are from its order to its receipt, or until today, and never fewer than none', () => {
    expect(daysTaken(delivery(990, 995), today)).toBe(5)
    expect(daysTaken(delivery(990, null), today)).toBe(10)
    expect(daysTaken(delivery(997, 995), today)).toBe(0)
  })
})

describe('how long a supplier takes', () => {
  const past = (count: number) => times(count, delivery(900, 910))

  it('is told by its last sixty deliveries', () => {
    expect(leadTimes({ past: [delivery(800, 899), ...past(59)], open: [] }, today).largest).toBe(99)
    expect(leadTimes({ past: [delivery(800, 899), ...past(60)], open: [] }, today).largest).toBe(10)
  })

  it('and by what was ordered since the first of them and did not come', () => {
    const largest = (orderedOn: number) =>
      leadTimes({ past: past(3), open: [delivery(orderedOn, null)] }, today).largest
    expect([largest(899), largest(900), largest(901)]).toEqual([10, 100, 99])
    expect(leadTimes({ past: [], open: [delivery(700, null)] }, today).largest).toBe(300)
    expect(leadTimes({ past: [], open: [delivery(900, null)] }, today).quantile(0.1)).toBeNull()
  })

  it('with others of the shop that count as eight deliveries, and as fewer the more there are of its own', () => {
    const others = [delivery(0, 20), delivery(0, 30)]
    const weight = (own: number) => leadTimes({ past: past(own), open: [] }, today, others).weight
    expect([weight(0), weight(12), weight(24), weight(30)]).toEqual([8, 16, 24, 30])
  })

  it('of those that took longer than it takes already', () => {
    const all = { past: [delivery(0, 0), delivery(0, 5), delivery(0, 6)], open: [] }
    expect(leadTimes(all, today).weight).toBe(3)
    expect(leadTimes(all, today, [], 5)).toMatchObject({ weight: 1, largest: 6 })
  })
})

describe('deliveries', () => {
  const told = (orderedOn: string, agreedOn: string | null = null) => ({ orderedOn, agreedOn })

  it('come in the order of receipts, orders and agreed days, without those whose days cannot be read', () => {
    const came = [
      { ...told('1970-01-03', '1970-01-09'), receivedOn: '1970-01-06' },
      { ...told('1970-01-03'), receivedOn: '1970-01-06' },
      { ...told('1970-01-02', '1970-01-09'), receivedOn: '1970-01-06' },
      { ...told('1970-01-04'), receivedOn: '1970-01-05' },
      { ...told('1970-01-04'), receivedOn: 'soon' },
      { ...told('soon'), receivedOn: '1970-01-05' },
    ]
    expect(deliveriesThatCame(came)).toEqual([
      { orderedOn: 3, agreedOn: null, receivedOn: 4 },
      { orderedOn: 1, agreedOn: 8, receivedOn: 5 },
      { orderedOn: 2, agreedOn: null, receivedOn: 5 },
      { orderedOn: 2, agreedOn: 8, receivedOn: 5 },
    ])
  })

  it('to come stand in the order in which they were ordered', () => {
    const open = [told('1970-01-03', '1970-01-09'), told('1970-01-03', '1970-01-08'), told('1970-01-02'), told('soon')]
    for (const told of [open, open.toReversed()])
      expect(deliveriesToCome(told).map(({ orderedOn, agreedOn }) => [orderedOn, agreedOn])).toEqual([
        [1, null],
        [2, 7],
        [2, 8],
      ])
  })
})
