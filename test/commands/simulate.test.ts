import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

it('the days of a simulated shop end with the truth, and twice with the same ledger and promises', async () => {
  const { stdout } = await run(process.execPath, ['scripts/simulate.ts', '--seed', '1', '--days', '3', '--twice'])
  expect(stdout).toMatch(/^seed 1: [0-9a-f]{64} twice, \d+ steps in .* s, 0 faults\n$/)
})
