import { describe, expect, test } from 'vitest'
import { decisionFaults } from '../../../scripts/guards/decision-faults.ts'
import { sources } from '../sources.ts'

test('every decision has a number of its own, and they follow on', () => {
  expect(decisionFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  const decisions = (...names: readonly string[]) =>
    new Map(names.map((name) => [`docs/decisions/${name}.md`, `# ${Number(name.slice(0, 4))}. Do something`]))

  test.each([
    [
      'a number that two have',
      decisions('0001-do-this', '0001-do-that'),
      'docs/decisions/0001-do-this.md: follows decision 1, so its number is 2',
    ],
    [
      'a number that none has',
      decisions('0001-do-this', '0003-do-that'),
      'docs/decisions/0003-do-that.md: follows decision 1, so its number is 2',
    ],
    [
      'a heading with another number',
      new Map([['docs/decisions/0001-do-this.md', '# 2. Do this']]),
      'docs/decisions/0001-do-this.md: its heading begins with "# 1. "',
    ],
  ])('%s', (_, found, fault) => {
    expect(decisionFaults(found)).toEqual([fault])
  })
})
