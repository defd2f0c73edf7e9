import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'
import { OLDEST_FIRST, TODAY } from './shop.ts'

const facts = (more: Partial<Facts>): Facts => ({
  shelves: [
    { item: 'mug', location: 'depot', units: 0 },
    { item: 'mug', location: 'store', units: 10 },
  ],
  demands: [],
  arrivals: [
    { arrival: '1', item: 'mug', location: 'store', units: 5, due: '2026-11-24' },
    { arrival: '2', item: 'mug', location: 'depot', units: 5, due: '2026-12-04' },
  ],
  sources: [{ item: 'mug', supply: 'stocked', leadTimeDays: null, maxBackorder: 'incoming' }],
  ...more,
})
const outlookOf = (more: Partial<Facts>) => plan(facts(more), OLDEST_FIRST, TODAY).items[0]

describe('a store from which no online order is fulfilled', () => {
  it('has nothing for the next shopper online, neither on its shelf nor on its way', () => {
    expect(outlookOf({})).toMatchObject({ nextUnit: 'now', backorderRoom: 10, beyondShelf: { day: '2026-11-24' } })
    expect(outlookOf({ storesOnly: ['store'] })).toMatchObject({
      nextUnit: '2026-12-04',
      backorderRoom: 5,
      beyondShelf: { arrival: '2', units: 5 },
    })
  })

  it('serves who is owed there like any other place', () => {
    const demand = {
      line: 'A',
      order: 'A',
      item: 'mug',
      location: 'store',
      units: 12,
      orderedAt: '2026-11-20T09:00:00Z',
    }
    const served = plan(facts({ demands: [demand], storesOnly: ['store'] }), OLDEST_FIRST, TODAY)
    expect(served.lines).toMatchObject([{ covered: 10, backordered: 2, uncovered: 0 }])
  })
})
