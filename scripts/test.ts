// npm test: brings in a Chromium and a PgBouncer if there is none, runs every test, looks at every statement that they had the app
// send, and ends with one plain line for people and for CI.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../test/support/chromium.ts'
import { findPgBouncer } from '../test/support/database/find-pgbouncer.ts'
import { runCommand } from './run-command.ts'
import { countTests } from './test/count-tests.ts'
import { installChromium } from './test/install-chromium.ts'
import { installPgBouncer } from './test/install-pgbouncer.ts'
import { recordedFaults } from './test/recorded-faults.ts'

const folder = mkdtempSync(join(tmpdir(), 'backline-test-'))
const report = join(folder, 'report.json')
const statements = join(folder, 'statements')
mkdirSync(statements)
const vitest = ['node_modules/vitest/vitest.mjs', 'run']
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

if (findChromium() === null) console.log(installChromium())
if (findPgBouncer() === null) console.log(installPgBouncer())
const env = { ...process.env, RECORDED_STATEMENTS: statements }
const { code } = await runCommand(process.execPath, [...vitest, ...reporters, ...process.argv.slice(2)], 'inherit', {
  env,
})
const { passed, failed: failedTests } = countTests(readReport(), code)
const faults = recordedFaults(statements)
rmSync(folder, { recursive: true, force: true })

for (const fault of faults) console.log(`\nThis could not run where tables are sharded by shop: ${fault}`)
const failed = failedTests + faults.length
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && code === 0 ? 0 : 1)

function readReport(): unknown {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return null
  }
}
