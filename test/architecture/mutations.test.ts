// What `npm run mutate` changes: if a change changed nothing, or broke the syntax, its table would mean nothing.
import { describe, expect, it } from 'vitest'
import { mutated, mutationsOf } from '../../scripts/mutation/mutations.ts'
import { relatedTests } from '../../scripts/mutation/related-tests.ts'
import { reportOf } from '../../scripts/mutation/report.ts'
import { SAME } from '../../scripts/mutation/same.ts'
import { sources } from './sources.ts'

const changesOf = (source: string) => mutationsOf('rule.ts', source).map((mutation) => mutated(source, mutation))

describe('one thing at a time is changed', () => {
  it.each([
    ['a > b', ['a >= b']],
    ['(a) <= b', ['(a) < b']],
    ['a === b && c', ['a !== b && c', 'a === b || c']],
    ['a ?? b ?? 1', ['1', 'b ?? 1', 'a ?? b ?? 2']],
    ['!a', ['a']],
    ['a - -1', ['a + -1', 'a - 1', 'a - -2']],
    ['a += 2', ['a -= 2', 'a += 3']],
    ['[true].some(f)', ['[false].some(f)', '[true].every(f)']],
    ['Math.max(0, a)', ['Math.min(0, a)', 'Math.max(1, a)']],
    ['(a as 0 | 1) + b', ['(a as 0 | 1) - b']],
  ])('%s', (source, changes) => {
    expect(changesOf(source)).toEqual(changes)
  })

  it.each(["const text: 'a' | 1 = 'a - 1'", 'type Bound = 1 | true', 'a = b', 'f<2>(g)'])(
    'and nothing of %s',
    (source) => {
      expect(changesOf(source)).toEqual([])
    },
  )
})

it('of every rule there is something to change, and every change can be read', () => {
  const rules = [...sources].filter(([path]) => /^web\/[^/]+\/rules\/.*\.ts$/.test(path))
  expect(rules.length).toBeGreaterThan(0)
  const changes = rules.flatMap(([path, text]) => mutationsOf(path, text).map((one) => mutated(text, one)))
  expect(changes.length).toBeGreaterThan(rules.length)
  for (const changed of changes) expect(() => mutationsOf('rule.ts', changed)).not.toThrow()
})

it('the tests of a file are those that it is part of', () => {
  const root = new URL('../../', import.meta.url).pathname
  const [ofPlan, ofGuards] = [
    `${root}test/promises/rules/arrival-range.test.ts`,
    `${root}test/architecture/lint.test.ts`,
  ]
  expect(relatedTests(`${root}web/promises/rules/product-limit.ts`, [ofPlan, ofGuards])).toEqual([ofPlan])
})

it.each(SAME)('what comes to the same is there to be changed: $file, $says', ({ file, on, says }) => {
  const changes = mutationsOf(file, sources.get(file) ?? '')
  expect(changes.filter((one) => one.on === on && one.says === says)).not.toEqual([])
})

it('the page keeps what it said of rooms that were not tried now', () => {
  const [change] = mutationsOf('web/planning/rules/plan.ts', 'a > b')
  const room = (name: string, noticed: number) => {
    return {
      name,
      all: 9,
      tried: 4,
      noticed,
      same: [],
      left: change ? [{ ...change, file: `web/${name}/rules/plan.ts` }] : [],
    }
  }
  const once = reportOf([room('planning', 3), room('supplier-orders', 3)], '')
  expect(once).toContain('| all | 18 | 8 | 0 | 6 | 2 | 75.0 % |')
  expect(reportOf([room('planning', 3)], once)).toBe(once)
  const better = reportOf([{ ...room('planning', 4), left: [] }], once)
  expect(better).toContain('| all | 18 | 8 | 0 | 7 | 1 | 87.5 % |')
  expect(better.match(/`> to >=`/g)).toHaveLength(1)
})
