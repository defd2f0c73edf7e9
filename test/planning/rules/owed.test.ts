// What a stock point owes is served before anybody who waits there.
import { describe, expect, it } from 'vitest'
import type { Source } from '../../../web/planning/rules/facts.ts'
import { plan } from '../../../web/planning/rules/plan.ts'
import { comes, factsOf, left, OLDEST_FIRST, outcome, planFor, TODAY, wants } from './shop.ts'

const FRIDAY = '2026-11-27'
const LATER = '2026-12-04'
const arrivals = [comes('friday', 6, FRIDAY), comes('later', 4, LATER)]
const limited: Source = { item: 'mug', supply: 'stocked', leadTimeDays: null, maxBackorder: 'incoming' }

describe('units that were sold or shipped beyond stock', () => {
  it('are filled by what comes first, and only the rest is for those who wait', () => {
    const planned = planFor({ shelf: { mug: -5 }, demands: [wants('A', 3)], arrivals })
    expect(outcome(planned)).toEqual({ A: '1 from friday, 2 from later' })
    expect(planned.points[0]).toMatchObject({
      ...{ shelfLeft: 0, owedLeft: 0 },
      owedPegs: [{ arrival: 'friday', units: 5 }],
      arrivalsLeft: [
        { arrival: 'friday', units: 0 },
        { arrival: 'later', units: 2 },
      ],
    })
  })

  it('come before a pin', () => {
    const demands = [wants('A', 3, { pin: 'friday' })]
    expect(outcome(planFor({ shelf: { mug: -5 }, demands, arrivals }))).toEqual({ A: '1 from friday, 2 from later' })
  })

  it('stay owed where nothing comes for them, and nobody is promised what they lack', () => {
    const planned = planFor({ shelf: { mug: -12 }, demands: [wants('A', 3)], arrivals })
    expect(outcome(planned)).toEqual({ A: '3 uncovered' })
    expect(planned.points[0]).toMatchObject({ owedLeft: 2 })
    expect(planned.points[0]?.owedPegs).toEqual([
      { arrival: 'friday', units: 6 },
      { arrival: 'later', units: 4 },
    ])
  })

  it('are owed at their own stock point only', () => {
    const planned = planFor({ shelf: { 'mug@cellar': -5, mug: 1 }, demands: [wants('A', 3)], arrivals })
    expect(outcome(planned)).toEqual({ A: '1 now, 2 from friday' })
    expect(left(planned)).toEqual({ 'mug@cellar': 0, 'mug@shop': 0 })
  })

  it('leave the next shopper the day of what is left after them, and room for no more than that', () => {
    const [item] = planFor({ shelf: { mug: -6 }, demands: [wants('A', 1)], arrivals, sources: [limited] }).items
    expect(item).toEqual({
      item: 'mug',
      nextUnit: LATER,
      backorderRoom: 3,
      beyondShelf: { day: LATER, arrival: 'later', units: 3 },
    })
  })

  it('are not owed where the shelf of the same place has them', () => {
    const place = { item: 'mug', location: 'shop' }
    const shelves = [
      { ...place, units: 4 },
      { ...place, units: 0, owed: 5 },
      { ...place, units: 3 },
    ]
    const planned = plan({ ...factsOf({ demands: [wants('A', 3)] }), shelves }, OLDEST_FIRST, TODAY)
    expect(outcome(planned)).toEqual({ A: '2 now, 1 uncovered' })
    expect(planned.points[0]).toMatchObject({ shelfLeft: 0, owedLeft: 0, owedPegs: [] })
  })

  it('are whole units, none where the number is none', () => {
    const place = { item: 'mug', location: 'shop', units: 0 }
    const shelves = [
      { ...place, owed: -3 },
      { ...place, owed: 2.5 },
      { ...place, owed: Number.NaN },
    ]
    expect(plan({ ...factsOf({}), shelves }, OLDEST_FIRST, TODAY).points[0]?.owedLeft).toBe(2)
  })
})
