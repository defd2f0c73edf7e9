import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts, Plan, PlannedItem, Policy } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'
import { addDays, type Day, dayNumber, dayOf } from '../../../web/platform/values/day.ts'
import {
  type ItemToPromise,
  type StorefrontPromise,
  storefrontPromise,
} from '../../../web/promises/rules/storefront-promise.ts'
import { facts, policies, TODAY } from '../../planning/rules/laws/random-facts.ts'

const RUNS = { numRuns: 2_000 }
const FRIDAY = '2026-11-27'
const POLICY: Policy = { queue: 'oldest-first', partialLines: true, handlingDays: 0 }

const outlook = (more: Partial<PlannedItem> = {}): PlannedItem => {
  return { item: 'mug', nextUnit: null, backorderRoom: null, beyondShelf: null, ...more }
}
const told = (more: Partial<ItemToPromise> = {}, policy = POLICY): StorefrontPromise | null =>
  storefrontPromise(
    {
      supply: 'stocked',
      hasLimit: false,
      outlook: outlook(),
      hasBackorders: false,
      hasArrivals: false,
      stock: { ready: 0, elsewhere: 0 },
      arrivesBy: null,
      ...more,
    },
    policy,
  )

describe('a shopper is told', () => {
  it('nothing of what is in stock and has nothing special about it', () => {
    expect(told({ stock: { ready: 1, elsewhere: 0 } })).toBeNull()
  })

  it.each([10, -3])(
    'with every promise, how many units the shop’s sum has that nobody gets, or lacks (%i)',
    (elsewhere) => {
      expect(told({ stock: { ready: 0, elsewhere } })).toMatchObject({ state: 'backorder', elsewhere })
      expect(told({ hasBackorders: true, stock: { ready: 3, elsewhere } })).toMatchObject({ elsewhere })
      expect(told({ hasBackorders: true })).not.toHaveProperty('elsewhere')
    },
  )

  it('nothing of what is on a shelf, however many units the shop’s sum lacks or has elsewhere', () => {
    expect(told({ stock: { ready: 1, elsewhere: -6 } })).toBeNull()
    expect(told({ stock: { ready: 1, elsewhere: 6 } })).toBeNull()
  })

  it('what comes beyond the few that are left, where a day is known, before anybody waits', () => {
    const beyondShelf = { day: FRIDAY, arrival: null, units: null }
    const few = (ready: number) => told({ outlook: outlook({ beyondShelf }), stock: { ready, elsewhere: 0 } })
    expect(few(2)).toEqual({ state: 'backorder', from: FRIDAY, to: FRIDAY, room: null, units: null })
    expect(few(10)).toEqual(few(2))
    expect(few(11)).toBeNull()
    expect(told({ stock: { ready: 2, elsewhere: 0 } })).toBeNull()
  })

  it.each<[string, Partial<ItemToPromise>]>([
    ['is sold out', { stock: { ready: 0, elsewhere: 0 } }],
    ['has backorders', { hasBackorders: true }],
    ['is on its way', { hasArrivals: true }],
    ['may be sold up to a limit', { hasLimit: true }],
    ['is made to order', { supply: 'made-to-order' }],
    ['is made no more', { supply: 'discontinued' }],
  ])('what to expect of what %s', (_, item) => {
    expect(told({ stock: { ready: 5, elsewhere: 0 }, ...item })).not.toBeNull()
  })

  it('that it is delayed, where that is so', () => {
    const delayed = { state: 'backorder', from: null, to: null, delayed: true }
    expect(told({ outlook: outlook({ isDelayed: true }), hasArrivals: true })).toMatchObject(delayed)
    expect(told({ hasArrivals: true })).not.toHaveProperty('delayed')
  })

  it('of 4 left on an arrival of Friday that day, for 4, and until when it arrives if it is late', () => {
    const beyondShelf = { day: FRIDAY, arrival: '8', units: 4 }
    const arrivesBy = '2026-11-28'
    const late = { state: 'backorder', from: FRIDAY, to: '2026-11-28', room: null, units: 4 }
    expect(told({ outlook: outlook({ beyondShelf }), arrivesBy })).toEqual(late)
    expect(told({ outlook: outlook({ beyondShelf }), arrivesBy: '2026-11-11' })?.to).toBe(FRIDAY)
    const workdays = { ...POLICY, handlingDays: 1, workingDays: [1, 2, 3, 4, 5] }
    expect(told({ outlook: outlook({ beyondShelf }), arrivesBy }, workdays)?.to).toBe('2026-11-30')
  })

  it('that the limit is reached, but of what is made no more that it is no more', () => {
    expect(told({ hasLimit: true, outlook: outlook({ backorderRoom: 0 }) })?.state).toBe('limit-reached')
    expect(told({ supply: 'discontinued', outlook: outlook({ backorderRoom: 0 }) })?.state).toBe('discontinued')
    expect(told({ supply: 'made-to-order' })?.state).toBe('made-to-order')
  })
})

describe('whatever is planned', () => {
  const arrivesBy = fc.option(fc.nat(40).map((days) => dayOf((dayNumber(TODAY) ?? 0) + days)))
  const stock = fc.record({ ready: fc.nat(5), elsewhere: fc.integer({ min: -5, max: 5 }) })
  const shops = { facts: facts(), policy: policies, arrivesBy, stock }

  it('no day is told that no arrival with units left, and no lead time, stands behind', () => {
    const seen = { arrival: 0, 'lead time': 0 }
    fc.assert(
      fc.property(fc.record(shops), ({ facts: shop, policy, ...given }) => {
        for (const { item, planned, promise } of promises(shop, policy, given)) {
          expect(promise?.from === null).toBe(promise?.to === null)
          if (promise?.from == null) continue
          expect([TODAY, promise.from, promise.to].sort()).toEqual([TODAY, promise.from, promise.to])
          const behind = daysBehind(shop, planned, item, promise.units)
          expect(behind.days.map((day) => readyOn(day, policy))).toContain(promise.from)
          seen[behind.what] += 1
        }
      }),
      RUNS,
    )
    expect(Math.min(seen.arrival, seen['lead time'])).toBeGreaterThan(RUNS.numRuns / 20)
  })

  it('something is told wherever nothing is left on a shelf', () => {
    fc.assert(
      fc.property(fc.record(shops), ({ facts: shop, policy, ...given }) => {
        for (const { promise } of promises(shop, policy, given))
          if (given.stock.ready === 0) expect(promise).not.toBeNull()
      }),
      RUNS,
    )
  })
})

function promises(shop: Facts, policy: Policy, given: Pick<ItemToPromise, 'arrivesBy' | 'stock'>) {
  const planned = plan(shop, policy, TODAY)
  return planned.items.map((item) => {
    const source = shop.sources.find((one) => one.item === item.item)
    const promise = storefrontPromise(
      {
        supply: source?.supply ?? 'stocked',
        hasLimit: source?.maxBackorder != null,
        outlook: item,
        hasBackorders: planned.lines.some((line) => line.item === item.item && line.backordered > 0),
        hasArrivals: shop.arrivals.some((arrival) => arrival.item === item.item),
        ...given,
      },
      policy,
    )
    return { item: item.item, planned, promise }
  })
}

/** The days that may stand behind a promise for so many units. */
function daysBehind(shop: Facts, planned: Plan, item: string, units: number | null) {
  if (units === null) return { what: 'lead time' as const, days: daysOfLeadTime(shop, item) }
  return { what: 'arrival' as const, days: daysOfArrivals(shop, planned, item, units) }
}

/** Days of arrivals of the item of which so many units are left. */
function daysOfArrivals(shop: Facts, planned: Plan, item: string, units: number): Day[] {
  const left = planned.points.filter((point) => point.item === item).flatMap((point) => point.arrivalsLeft)
  return shop.arrivals.flatMap(({ arrival, due, expectedOn = due, ...of }) =>
    of.item === item && expectedOn !== null && left.some((one) => one.arrival === arrival && one.units === units)
      ? [expectedOn]
      : [],
  )
}

/** The day on which the item comes if it is ordered today. */
function daysOfLeadTime(shop: Facts, item: string): Day[] {
  return shop.sources.flatMap(({ supply, leadTimeDays, ...of }) =>
    of.item === item && supply !== 'discontinued' && leadTimeDays !== null
      ? [dayOf((dayNumber(TODAY) ?? 0) + leadTimeDays)]
      : [],
  )
}

/** The day on which what comes on a day, or is overdue, can leave. */
function readyOn(due: Day, { handlingDays, workingDays }: Policy): Day {
  return dayOf(addDays(dayNumber(due < TODAY ? TODAY : due) ?? 0, handlingDays, workingDays))
}
