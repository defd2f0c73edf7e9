// What places owe is ordered before demand, and once.
import { describe, expect, test } from 'vitest'
import { settleClaims } from '../../../web/proposals/rules/group-claims.ts'
import { isOwed, owedDemand, owedLine, owedName, withoutOwed } from '../../../web/proposals/rules/group-owed.ts'
import { grouped, offer, supplier, wants } from './group-builders.ts'

const place = { item: 'X', location: '1' }
const owed = owedDemand({ ...place, units: 5 })
const market = { suppliers: [supplier('S1')], offers: [offer('S1', 'X', { packSize: 4 })] }

describe('units that a place owes', () => {
  test('are bought with what waits there, before it and in the same packs', () => {
    const demands = [wants('SO1', 'X', 3, { rank: 9 }), owed]
    const [line] = grouped({ ...market, demands }).orders[0]?.lines ?? []
    expect(line).toMatchObject({ needed: 8, units: 8, surplus: 0 })
    expect(line?.serves.map(({ backorder, units }) => [backorder, units])).toEqual([
      [owedName(place), 5],
      ['SO1-X', 3],
    ])
    expect(withoutOwed(line?.serves ?? [])).toMatchObject({ owed: 5, serves: [{ order: 'SO1', units: 3 }] })
  })

  test('are bought where nobody waits', () => {
    expect(grouped({ ...market, demands: [owed] }).orders[0]?.lines).toMatchObject([
      { needed: 5, units: 8, surplus: 3 },
    ])
  })

  test('are refused by name where nobody sells the item', () => {
    const [refusal] = grouped({ demands: [owed] }).refusals
    expect(refusal).toMatchObject({ ...place, reason: 'no-supplier', needed: 5 })
    expect(refusal?.serves.every(isOwed)).toBe(true)
  })

  test('are claimed by drafts before order lines, by the older draft first, each unit once', () => {
    const claim = { draftLine: '1', draftUnits: 6, location: '1', units: 5 }
    const { claimed } = settleClaims([
      { ...claim, line: '7', units: 3, uncovered: 3 },
      { ...claim, line: owedLine('X'), uncovered: 7 },
      { ...claim, draftLine: '2', line: owedLine('X'), uncovered: 7 },
    ])
    expect(Object.fromEntries(claimed)).toEqual({ '7@1': 1, [owedName(place)]: 7 })
  })
})
