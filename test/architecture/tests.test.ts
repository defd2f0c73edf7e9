import { describe, expect, test } from 'vitest'
import { testFaults } from '../../scripts/guards/test-faults.ts'
import { countTests } from '../../scripts/test/count-tests.ts'
import { sample, sources } from './sources.ts'

test('every test runs, expects something and measures no time', () => {
  expect(testFaults(sources)).toEqual([])
})

describe('the guard sees', () => {
  const kept = `expect(1).toBe(1)\n`

  test.each([
    ['a test that runs alone', `${kept}test.only('x', () => {})`],
    ['a test that is left out', `${kept}it.skip('x', () => {})`],
    ['a test that is promised', `${kept}test.todo('x')`],
    ['a table that is left out', `${kept}describe.skip('x', () => {})`],
    ['a table with rows that runs alone', `${kept}describe.each([1]).only('x', () => {})`],
    ['a test left out on some machines', `${kept}test.concurrent.skipIf(true)('x', () => {})`],
    ['a file that expects nothing', `test('x', () => {})`],
    ['a file with a stopwatch', `const began = performance.now()\n${kept}`],
  ])('%s', (_, text) => {
    expect(testFaults(sample('test/planning/plan.test.ts', text))).toHaveLength(1)
  })
})

describe('the closing line of npm test', () => {
  const report = (passed: number, total: number, files: object[] = []) => ({
    numPassedTests: passed,
    numTotalTests: total,
    testResults: files,
  })

  test.each([
    ['counts what passed', report(3, 3), 0, { passed: 3, failed: 0 }],
    ['counts a skipped test as failed', report(2, 3), 0, { passed: 2, failed: 1 }],
    [
      'counts a file that cannot be loaded',
      report(2, 2, [{ status: 'failed', assertionResults: [] }]),
      1,
      { passed: 2, failed: 1 },
    ],
    ['counts a bad end that names no test', report(2, 2), 1, { passed: 2, failed: 1 }],
    ['counts a run without tests', report(0, 0), 0, { passed: 0, failed: 1 }],
    ['counts a run without a report', null, 0, { passed: 0, failed: 1 }],
  ])('%s', (_, input, exitCode, outcome) => {
    expect(countTests(input, exitCode)).toEqual(outcome)
  })
})
