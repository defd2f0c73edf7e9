import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Claim,
  fitClaims,
  neededOf,
  placeOfClaim,
  removableUnits,
  settleClaims,
  unneededOf,
} from '../../../web/proposals/rules/group-claims.ts'

function claim(line: string, units: number, uncovered: number, said: Partial<Claim> = {}): Claim {
  return { draftLine: '1', draftUnits: 10, line, location: '1', units, uncovered, ...said }
}
const of = (claims: Claim[], draftLine = '1') => settleClaims(claims).ofDraftLine.get(draftLine) ?? []
const single = { minimumQuantity: 1, packSize: 1 }

describe('what a draft was raised for', () => {
  test('is needed while the order line lacks it', () => {
    expect(neededOf(of([claim('A', 5, 5)]))).toBe(5)
    expect(neededOf(of([claim('A', 5, 2)]))).toBe(2)
    expect(neededOf(of([claim('A', 5, 0)]))).toBe(0)
    expect(unneededOf(of([claim('A', 5, 2)]))).toBe(3)
  })

  test('is needed once, also where two drafts were raised for it', () => {
    const claims = [claim('A', 5, 6, { draftLine: '2' }), claim('A', 5, 6)]
    expect([neededOf(of(claims)), neededOf(of(claims, '2'))]).toEqual([5, 1])
    expect(settleClaims(claims).claimed.get('A@1')).toBe(6)
  })

  test('is served up to what the draft has: the oldest order line first', () => {
    const claims = [claim('10', 3, 3, { draftUnits: 4 }), claim('9', 3, 3, { draftUnits: 4 })]
    expect(of(claims).map(({ line, needed }) => [line, needed])).toEqual([
      ['9', 3],
      ['10', 1],
    ])
  })

  test('does not stand in the way of those who came later, once nobody needs it', () => {
    const claims = [claim('9', 5, 0, { draftUnits: 5 }), claim('10', 3, 3, { draftUnits: 5 })]
    expect(settleClaims(claims).claimed.get('10@1')).toBe(3)
  })
})

test('what is needed stays when a line has less room, and of the rest the oldest does', () => {
  const settled = of([claim('9', 4, 1), claim('10', 4, 0), claim('11', 2, 2)])
  expect(fitClaims(settled, 8).map(({ units }) => units)).toEqual([4, 2, 2])
  expect(fitClaims(settled, 3).map(({ units }) => units)).toEqual([1, 0, 2])
  expect(fitClaims(settled, 0).map(({ units }) => units)).toEqual([1, 0, 2])
})

test.each([
  { what: 'all that nobody needs', units: 10, wanted: 10, needed: 4, packing: single, removable: 6 },
  { what: 'whole packs', units: 12, wanted: 10, needed: 5, packing: { minimumQuantity: 1, packSize: 4 }, removable: 4 },
  {
    what: 'nothing below the minimum',
    units: 10,
    wanted: 8,
    needed: 5,
    packing: { minimumQuantity: 10, packSize: 1 },
    removable: 0,
  },
  {
    what: 'everything, for nobody',
    units: 10,
    wanted: 8,
    needed: 0,
    packing: { minimumQuantity: 10, packSize: 1 },
    removable: 10,
  },
  { what: 'not what was added by hand', units: 20, wanted: 10, needed: 4, packing: single, removable: 6 },
  {
    what: 'not what others need, after the line was lowered',
    units: 5,
    wanted: 10,
    needed: 5,
    packing: single,
    removable: 0,
  },
])('takes out $what', ({ units, wanted, needed, packing, removable }) => {
  const settled = of([
    claim('A', needed, needed, { draftUnits: 100 }),
    claim('B', wanted - needed, 0, { draftUnits: 100 }),
  ])
  expect(removableUnits(units, settled, packing)).toBe(removable)
})

const anyClaims = fc.uniqueArray(
  fc.record({
    draftLine: fc.constantFrom('1', '2', '3'),
    line: fc.constantFrom('8', '9', '10', '11'),
    location: fc.constantFrom('1', '2'),
    units: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 12, selector: ({ draftLine, line, location }) => `${draftLine} ${line} ${location}` },
)

test('law: claims are settled whatever their order, never beyond a draft’s units nor beyond what is lacking', () => {
  fc.assert(
    fc.property(
      anyClaims,
      fc.array(fc.nat(8), { minLength: 8, maxLength: 8 }),
      fc.nat(10),
      (rows, lacking, draftUnits) => {
        const claims = rows.map((row) => {
          const uncovered = lacking[Number(row.line) - 8 + (row.location === '1' ? 0 : 4)] ?? 0
          return { ...row, draftUnits, uncovered }
        })
        const { claimed, ofDraftLine } = settleClaims(claims)
        expect(settleClaims(claims.toReversed())).toEqual({ claimed, ofDraftLine })
        for (const one of claims) expect(claimed.get(placeOfClaim(one)) ?? 0).toBeLessThanOrEqual(one.uncovered)
        for (const settled of ofDraftLine.values()) {
          expect(neededOf(settled)).toBeLessThanOrEqual(draftUnits)
          for (const { needed, units } of settled) expect(needed >= 0 && needed <= units).toBe(true)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
