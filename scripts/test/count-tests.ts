import { z } from 'zod'

const Report = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/**
 * What a run of vitest comes to. Whatever did not pass has failed: a skipped test, a file that could not be loaded,
 * and a run that ended badly without naming a test (an error between tests, a database that did not start).
 */
export function countTests(report: unknown, exitCode: number | null): { passed: number; failed: number } {
  const parsed = Report.safeParse(report)
  if (!parsed.success) return { passed: 0, failed: 1 }
  const { numPassedTests: passed, numTotalTests: total, testResults } = parsed.data
  const broken = testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
  })
  const failed = total - passed + broken.length
  const unnamed = failed === 0 && (exitCode !== 0 || total === 0) ? 1 : 0
  return { passed, failed: failed + unnamed }
}
