import { expect, inject, it } from 'vitest'
import { runBench } from '../../bench/run-bench.ts'
import { score } from '../../bench/storefront/score.ts'
import { storefront } from '../../bench/storefront.ts'
import { freshDatabase } from '../support/database/database.ts'

it('loads a product page with the blocks and without, and tells what they cost and weigh', async () => {
  const postgres = { url: inject('postgresUrl'), freshDatabase }
  const report = await runBench({ measurements: [storefront], share: 0.1, postgres, say: () => undefined })
  const figures = report.results[0]?.figures ?? []
  const told = (start: string) => figures.find(({ what }) => what.startsWith(start))
  expect(told('Lighthouse-style score')).toMatchObject({
    measured: expect.stringMatching(/^\d+$/),
    goal: 'at most 10 points lost',
    floor: expect.stringMatching(/^\d+ without our blocks$/),
  })
  expect(told('what moves while it loads')).toMatchObject({ isMet: true })
  expect(told('largest contentful paint')?.floor).toMatch(/^\d.* without our blocks$/)
  const weights = figures.filter(({ what }) => what.startsWith('weight of'))
  expect(weights).toHaveLength(5)
  expect(weights.filter(({ isMet }) => isMet !== true)).toEqual([])
})

it('scores as Lighthouse does: 90 for a good page, 50 for a middling one, 100 for one that is there at once', () => {
  expect(score({ firstPaint: 1800, largestPaint: 2500, blocked: 200, shifts: 0.1 })).toBeCloseTo(90, 1)
  expect(score({ firstPaint: 3000, largestPaint: 4000, blocked: 600, shifts: 0.25 })).toBeCloseTo(50, 1)
  expect(score({ firstPaint: 1, largestPaint: 1, blocked: 0, shifts: 0 })).toBeCloseTo(100, 1)
})
