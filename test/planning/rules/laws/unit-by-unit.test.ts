import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../../web/planning/rules/facts.ts'
import { plan } from '../../../../web/planning/rules/plan.ts'
import { facts, policies, TODAY } from './random-facts.ts'
import { planUnitByUnit } from './unit-by-unit.ts'

/** Rows in one order of their own, so that only what they say is compared. */
function byContent<Row>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function canonical({ lines, points, items }: Plan) {
  return {
    lines: byContent(lines.map((line) => ({ ...line, pegs: byContent(line.pegs) }))),
    points: byContent(
      points.map((point) => ({
        ...point,
        owedPegs: byContent(point.owedPegs),
        arrivalsLeft: byContent(point.arrivalsLeft),
      })),
    ),
    items: byContent(items),
  }
}

describe('a storekeeper who hands over one unit at a time', () => {
  it('gives everyone what the plan gives them', () => {
    fc.assert(
      fc.property(facts(), policies, (shop, policy) => {
        expect(canonical(plan(shop, policy, TODAY))).toEqual(canonical(planUnitByUnit(shop, policy, TODAY)))
      }),
      { numRuns: 3000 },
    )
  })
})
